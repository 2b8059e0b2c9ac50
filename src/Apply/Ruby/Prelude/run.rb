# What the run asks of resources: one function for each of its moments.
module Bunraku
  module Run
    @all = []
    @prefetched = {}
    @evaluated = []
    @left = {}.compare_by_identity
    @unfinished = []
    @objections = {}.compare_by_identity

    class << self
      def make(name, given)
        type = Puppet::Type.full_type(name)
        made = type.new(given)
        @all << made
        @unfinished << made
        made
      rescue Puppet::ResourceError, ArgumentError
        raise
      rescue StandardError
        # Code that finds no provider fails at that; why there is none says more.
        type.fail_for_broken_provider if type && type.suitableprovider.empty?
        raise
      end

      # Tells each resource once that all are made; what one says against it keeps the run from beginning.
      def finish_made
        until @unfinished.empty?
          one = @unfinished.shift
          begin
            one.finish
          rescue StandardError => e
            @objections[one] = Bunraku.told(e)
          end
        end
      end

      def load(name)
        require name
      end

      def stand_in(name, given)
        Puppet::Type.type(name).allocate.stand(given)
      end

      def attributes(name)
        type = Puppet::Type.full_type(name)
        type.properties.map { |one| [one.name.to_s, true, one.name == type.namevar] } +
          type.parameter_classes.map { |one| [one.name.to_s, false, one.name == type.namevar] }
      end

      def type_of(name)
        Puppet::Type.full_type(name)
      end

      def refreshable?(type)
        type.refreshable? ? true : false
      end

      # Whether a second name may not be that of another resource: several parts of a name say nothing alone.
      def isomorphic?(type)
        type.isomorphic? && type.key_attributes.length < 2
      end

      def refreshes_itself?(type)
        type.self_refresh ? true : false
      end

      def name_of(resource)
        name = resource.class.namevar && resource[resource.class.namevar]
        name.nil? ? nil : name.to_s
      end

      def added_metaparameters(resource)
        added = resource.added_metaparameters.slice(:noop, :schedule, :loglevel, :before, :notify, :require, :subscribe)
        added.transform_values { |value| value.is_a?(Array) ? value.map { |one| one.is_a?(Puppet::Resource) ? one.ref : one } : value }
      end

      # What it is told as: types may have their own word on it.
      def title_of(resource)
        resource.title.to_s
      end

      def ready?(resource)
        unless resource.class.attrclass(:provider)
          resource.class.fail_for_broken_provider
          return true
        end
        return true if resource.provider && resource.provider.class.suitable?

        found = resource.provider ? nil : resource.class.defaultprovider
        resource.class.fail_for_broken_provider unless found
        return false unless found

        resource.provider = found.name
        true
      end

      def unready_because(resource)
        if resource.provider
          "#{resource.provider.class.name}: #{resource.provider.class.unsuitable_because}"
        else
          resource.class.load_providers
          resource.class.provider_hash.map { |name, one| "#{name}: #{one.unsuitable_because || 'it works here'}" }.join('; ')
        end
      end

      def provider_of(resource)
        resource.provider && resource.provider.class.name.to_s
      end

      def relations(resource)
        finish_made
        resource.automatic_relations
      end

      # What its type has against the run, if anything.
      def check_before_run(resource)
        finish_made
        return @objections[resource] if @objections.key?(resource)

        resource.pre_run_check if resource.respond_to?(:pre_run_check)
        nil
      rescue Puppet::Error => e
        Bunraku.told(e)
      end

      # Rows of name, value, wanted, whether in sync, both as they are shown, whether they are a secret, and why
      # they could not be compared; a text when its provider could not look. A run that changes something
      # compares up to the first difference, as what it changes may change the others.
      def observe(resource, dry)
        return [] unless resource.appliable_to_host?

        seen(resource)
        problem = prefetch(resource)
        return problem if problem

        audited(resource).each { |name| resource.newattr(name) unless resource.property(name) }
        current = resource.retrieve_resource
        current.to_hash
        ensured = resource.property(:ensure)
        rows = []
        @left[resource] = []
        if (state = current[:ensure])
          row = ensured && row_of(ensured, state, dry)
          return [row] if row && !row[3]

          rows << (row || ['ensure', state, state, true, nil, nil, false, nil])
          return rows if state == :absent
        end
        @left[resource] = resource.properties.reject { |one| one.name == :ensure }.map { |one| [one, current[one.name]] }
        while (row = difference(resource, dry))
          rows << row
          break unless dry
        end
        in_sync = resource.properties.select { |one| one.name != :ensure && rows.none? { |row| row[0] == one.name.to_s } }
        rows + in_sync.map { |one| [one.name.to_s, current[one.name], one.should, true, nil, nil, false, nil] }
      end

      # The properties that are looked at whether they are managed or not.
      def audited(resource)
        named = Array(resource[:audit]).map(&:to_s)
        known = resource.class.properties.map(&:name) - [:ensure]
        named == ['all'] ? known : known.select { |name| named.include?(name.to_s) }
      end

      # The next property that differs, or nil.
      def difference(resource, dry = false)
        while (one, value = @left[resource].shift)
          row = row_of(one, value, dry)
          return row if row && !row[3]
        end
      end

      # Both values as they are shown: needed by a dry run, and by a change that fails.
      def row_of(property, value, dry)
        wanted = property.should
        return nil unless wanted

        begin
          return [property.name.to_s, value, wanted, true, nil, nil, false, nil] if property.safe_insync?(value)
        rescue StandardError => e
          problem = Bunraku.told(e)
        end
        begin
          shown = [property.is_to_s(value), property.should_to_s(wanted)]
        rescue StandardError => e
          shown = [value, wanted].map { |one| property.class.format_value_for_display(one) }
          problem ||= dry && "Could not convert change '#{property.name}' to string: #{Bunraku.told(e)}"
        end
        [property.name.to_s, value, wanted, false, *shown, property.sensitive ? true : false, problem || nil]
      end

      def sync(resource, name)
        resource.parameter(name).sync
        nil
      end

      def sentence(resource, name, value)
        property = resource.parameter(name)
        property.change_to_s(value, property.should)
      end

      def event_name(resource, name)
        resource.parameter(name).event_name.to_s
      end

      # Whether what has happened to a property does the work of a refresh.
      def ends_refreshes?(type, name, wanted)
        type.propertybyname(name)&.value_collection&.match?(wanted)&.invalidate_refreshes ? true : false
      end

      def flush(resource)
        resource.flush if resource.respond_to?(:flush)
        nil
      end

      def seen(resource)
        type = resource.provider && resource.provider.class
        @evaluated << type if type && type.respond_to?(:post_resource_eval) && !@evaluated.include?(type)
      end

      def finish
        @evaluated.each do |type|
          begin
            type.post_resource_eval
          rescue Exception => e
            Puppet.err("post_resource_eval failed for provider #{type}: #{Bunraku.told(e)}")
          end
        end
        leave
        nil
      end

      # What code has left to be done at the end, the last first.
      def leave
        while (left = ($__at_exit || []).pop)
          begin
            left.call
          rescue SystemExit
            next
          rescue Exception => e
            STDERR.puts("#{(e.backtrace || []).first}: #{e.message} (#{e.class})")
          end
        end
      end

      def refresh(resource)
        resource.refresh if resource.appliable_to_host?
        nil
      end

      # What follows from a resource before the run.
      def generate(resource)
        finish_made
        made_by(resource, :generate).each do |one|
          resource.catalog.add(one) unless resource.catalog.resource(one.ref)
        end
      end

      # What follows from it in its turn.
      def eval_generate(resource)
        made_by(resource, :eval_generate)
      end

      def made_by(resource, method)
        made = resource.respond_to?(method) ? [resource.send(method)].flatten.compact.uniq : []
        made.select { |one| one.is_a?(Puppet::Type) }.each(&:finish)
      end

      # What the machine has of a type, each to be taken away.
      def removals(type)
        type.instances.select do |one|
          one.class.validattr?(:ensure) && (one[:ensure] = :absent)
        rescue ArgumentError, Puppet::Error
          Puppet.err("The 'ensure' attribute on #{type.name} resources does not accept 'absent' as a value")
          false
        end
      end

      def describe(resource)
        values = resource.is_a?(Puppet::NativeType) ? resource.changed_values : given_to(resource)
        [resource.class.name.to_s, resource.title.to_s, values, resource.tags.to_a]
      end

      # What it was made with, and what was wanted of it since.
      def given_to(resource)
        wanted = resource.properties.to_h { |one| [one.name, one.should] }.compact
        given = resource.original_parameters.merge(wanted, added_metaparameters(resource))
        given[:provider] = resource.provider.class.name if given[:provider].is_a?(Puppet::Provider)
        given
      end

      # A resource that code has made is one of the run now.
      def take(resource, tags)
        @all << resource
        resource.tag(*tags)
      end

      # What the host has of a type, or of one resource of it: rows of a title and what says something.
      def found(name, title)
        known = Puppet::Resource.indirection
        shown(type_of(name), title ? [known.find("#{name}/#{title}")] : known.search(name))
      end

      # The same of the resource that was made last.
      def left(name)
        shown(type_of(name), [@all.last.to_resource])
      end

      def shown(type, all)
        all.map do |one|
          says = one.to_hash.select do |key, value|
            next value != :absent || key == :ensure if type.validproperty?(key)

            key == :provider
          end
          [one.title.to_s, says.reject { |_, value| value.nil? || value == '' || value == [] }]
        end
      end

      def prefetch(resource)
        type = resource.provider && resource.provider.class
        return unless type && type.respond_to?(:prefetch)

        unless @prefetched.key?(type)
          Puppet.debug("Prefetching #{type.name} resources for #{resource.class.name}")
          @prefetched[type] = nil
          begin
            type.prefetch(of_provider(resource.class, type))
          rescue LoadError, StandardError => e
            Puppet.err("Could not prefetch #{resource.class.name} provider '#{type.name}': #{Bunraku.told(e)}")
            @prefetched[type] = true
          end
        end
        "Prefetch failed for #{resource.class.name} provider '#{type.name}'" if @prefetched[type]
      end

      def of_provider(resource_type, type)
        @all.each_with_object({}) do |one, all|
          next unless one.instance_of?(resource_type)

          one.provider = type.name if one.provider.nil? && resource_type.defaultprovider == type
          all[one.name] = one if one.provider && one.provider.class == type
        end
      end
    end
  end
end
