module Puppet
  # Types of the Resource API: a hash of attributes, and a provider with get and set.
  module ResourceApi
    @types = {}

    # What a provider tells of what it does. What fails within is told, and fails the resource when all is done.
    class Context
      attr_reader :type

      def initialize(type)
        @type = type
        @failed = false
      end

      def device
        raise 'no device configured'
      end

      def transport
        device.transport
      end

      def failed?
        @failed
      end

      def reset_failed
        @failed = false
      end

      [:debug, :info, :notice, :warning, :err].each do |level|
        define_method(level) do |*words|
          text = case words.length
                 when 1 then "#{@doing || type.name}: #{words.first}"
                 when 2 then "#{named(words.first)}: #{words.last}"
                 else words.join(', ')
                 end
          Puppet.public_send(level, text)
        end
      end

      [:creating, :updating, :deleting].each do |verb|
        define_method(verb) do |titles, message: verb.to_s.capitalize, &work|
          timed(named(titles, message), 'Start', ['Finished', 'Failed after'], &work)
        end
      end

      def failing(titles, message: 'Failing', &work)
        timed(named(titles, message), 'Start', ['Finished failing', 'Failed after'], :warning, &work)
      end

      def processing(title, is, should, message: 'Processing', &work)
        one(title, __method__)
        words = ["Finished processing #{title}", "Failed processing #{title} after"]
        start = "Starting processing of #{title} from #{is} to #{should}"
        timed(named(title, message), start, words, :notice, ": #{should}", &work)
      end

      [:created, :updated, :deleted].each do |verb|
        define_method(verb) { |titles, message: verb.to_s.capitalize| notice("#{message}: #{titles}") }
      end

      def processed(title, is, should)
        one(title, __method__)
        notice("Processed #{title} from #{is} to #{should}")
      end

      def attribute_changed(title, attribute, is, should, message: nil)
        one(title, __method__)
        before, after = [is, should].map { |value| value.nil? || value.is_a?(Numeric) ? value || 'nil' : "'#{value}'" }
        notice("#{title}: attribute '#{attribute}' changed from #{before} to #{after}#{": #{message}" if message}")
      end

      def failed(titles, message: 'Updating has failed')
        @doing = named(titles)
        err(message)
      ensure
        @doing = nil
      end

      def log_exception(error, message: 'Error encountered', trace: false)
        err("#{message}: #{error}#{"\n#{error.backtrace.join("\n")}" if trace}")
      end

      private

      def timed(doing, start, words, level = :notice, more = '')
        began = Time.now
        @doing = doing
        debug(start)
        yield
        public_send(level, "#{words.first} in #{seconds(began)} seconds#{more}")
      rescue StandardError => error
        log_exception(error, message: "#{words.last} #{seconds(began)} seconds")
        @failed = true
      ensure
        @doing = nil
      end

      def seconds(began)
        taken = Time.now - began
        format(taken < 1 ? '%.6f' : '%.2f', taken)
      end

      def named(titles, message = nil)
        name = titles.empty? && !titles.is_a?(String) ? type.name : "#{type.name}[#{[titles].flatten.compact.join(', ')}]"
        message ? "#{name}: #{message}" : name
      end

      def one(title, method)
        raise "#{method} only accepts a single resource title" if title.respond_to?(:each)
      end
    end

    # What the provider's code sees of its type.
    class Definition
      attr_reader :attributes, :definition

      def initialize(definition)
        @definition = definition
        @attributes = definition[:attributes]
      end

      def name
        @definition[:name]
      end

      def namevars
        found = @attributes.select { |_, about| about[:behaviour] == :namevar || about[:behavior] == :namevar }.keys
        found.empty? ? [:name] : found
      end

      def feature?(name)
        (@definition[:features] || []).include?(name)
      end

      def ensurable?
        @attributes.key?(:ensure)
      end
    end

    # The provider behind each resource: it asks and tells the module's own.
    class SimpleProvider
      def set(context, changes)
        namevars = context.type.namevars
        changes.each do |name, change|
          is = change.key?(:is) ? change[:is] : get(context, [name]).find { |one| namevars.all? { |key| one[key] == name } }
          is ||= { ensure: 'absent' }
          should = change[:should] || { ensure: 'absent' }
          before, after = [is, should].map { |one| (one[:ensure] || 'present').to_s }
          if before == 'absent' && after == 'present'
            context.creating(name) { create(context, name, should) }
          elsif before == 'present' && after == 'present'
            context.updating(name) { update(context, name, should) }
          elsif before == 'present' && after == 'absent'
            context.deleting(name) { delete(context, name) }
          end
        end
      end

      def create(*)
        raise "#{self.class} has not implemented `create`"
      end

      def update(*)
        raise "#{self.class} has not implemented `update`"
      end

      def delete(*)
        raise "#{self.class} has not implemented `delete`"
      end
    end

    module_function

    def self.types
      @types
    end

    def self.load_provider(name)
      require "puppet/provider/#{name}/#{name}"
      words = words_of(name)
      Puppet::Provider.const_get(words).const_get(words)
    end

    # The name of a type as that of a class: `mysql_login_path` is `MysqlLoginPath`.
    def self.words_of(name)
      name.to_s.split('_').map(&:capitalize).join
    end

    def self.load_default_provider(name)
      load_provider(name)
    end

    def self.behaviour(about)
      about[:behaviour] || about[:behavior] || :property
    end

    def self.register_type(definition)
      name = definition[:name].to_s
      raise Puppet::DevError, 'requires a `:name`' unless definition[:name]
      raise Puppet::DevError, 'requires `:attributes`' unless definition[:attributes]

      known = Definition.new(definition)
      @types[name] = known
      # Providers are classes in a module of the type's name, which they take for granted.
      Puppet::Provider.const_set(words_of(name), ::Module.new) unless Puppet::Provider.const_defined?(words_of(name), false)
      Puppet::Type.newtype(name) do
        known.attributes.each { |attribute, about| Puppet::ResourceApi.define_attribute(self, attribute.to_sym, about) }
        Puppet::ResourceApi.define_behaviour(self, known)
      end
    end

    def self.define_attribute(type, name, about)
      kind = behaviour(about)
      checks = proc do
        desc(about[:desc])
        isnamevar if kind == :namevar
        defaultto { about[:default] } if about.key?(:default) && !about[:default].nil?
        define_method(:unsafe_validate) do |value|
          problem = Puppet::ResourceApi.mismatch(about[:type], value)
          raise Puppet::ResourceError, "#{@resource.class.name}.#{name} expect#{problem}" if problem
        end
        define_method(:unsafe_munge) { |value| Puppet::ResourceApi.munge(about[:type].to_s, value) }
      end
      if [:namevar, :parameter, :read_only].include?(kind)
        kind == :read_only ? type.newproperty(name, {}, &checks) : type.newparam(name, {}, &checks)
      else
        list = about[:type].to_s =~ /\A(Optional\[)?\s*(Array|Variant\[.*Array)/ ? { array_matching: :all } : {}
        type.newproperty(name, list) do
          instance_eval(&checks)
          define_method(:set) { |value| value }
          define_method(:retrieve) { @resource.rsapi_state[name] }
          define_method(:insync?) do |is|
            wanted = @resource.rsapi_wanted(name)
            name == :ensure ? is.to_s == wanted.to_s : is == wanted
          end
          if name == :ensure
            define_method(:change_to_s) do |before, after|
              if before.to_s == 'absent'
                "defined 'ensure' as #{should_to_s(after)}"
              elsif after.to_s == 'absent'
                "undefined 'ensure' from #{is_to_s(before)}"
              else
                super(before, after)
              end
            end
          end
        end
      end
    end

    def self.mismatch(_type, _value)
      nil
    end

    def self.munge(type, value)
      inner = type =~ /\AOptional\[(.*)\]\z/m ? Regexp.last_match(1) : type
      case inner
      when /\AEnum\[/ then value.to_s
      when 'Boolean' then value == true || value.to_s == 'true'
      when /\A(Integer|Numeric)/ then value.to_s =~ /\A-?\d+\z/ ? value.to_i : value
      when /\AFloat/ then value.to_s =~ /\A-?\d+(\.\d+)?\z/ ? value.to_f : value
      when /\ASensitive\b/ then Puppet::Pops::Types::PSensitiveType::Sensitive.new(value)
      else value
      end
    end

    def self.define_behaviour(type, known)
      type.title_patterns_from(known.definition[:title_patterns]) if known.definition[:title_patterns]
      [:autorequire, :autobefore, :autonotify, :autosubscribe].each do |kind|
        (known.definition[kind] || {}).each do |other, given|
          type.send(kind, other) do
            [given].flatten.map { |one| one.to_s =~ /\A\$(\w+)\z/ ? self[Regexp.last_match(1).to_sym] : one }
          end
        end
      end
      type.define_singleton_method(:rsapi) { known }
      type.define_singleton_method(:rsapi_provider) { @rsapi_provider ||= Puppet::ResourceApi.load_provider(known.name).new }
      type.define_singleton_method(:rsapi_context) { @rsapi_context ||= Context.new(known) }
      type.define_singleton_method(:namevar) { known.namevars.first }
      type.send(:include, Resource)
    end

    module Resource
      def rsapi_names
        names = self.class.rsapi.namevars
        names.length == 1 ? self[names.first] : names.each_with_object({ title: title }) { |key, all| all[key] = self[key] }
      end

      def rsapi_state
        @rsapi_state ||= begin
          type = self.class
          known = type.rsapi
          all = if known.feature?('simple_get_filter')
                  type.rsapi_provider.get(type.rsapi_context, [known.namevars.length == 1 ? self[known.namevars.first] : rsapi_names])
                else
                  type.rsapi_provider.get(type.rsapi_context)
                end
          found = all.find { |one| known.namevars.all? { |key| one[key].to_s == self[key].to_s } }
          found ? found.dup : rsapi_absent
        end
      end

      def rsapi_absent
        known = self.class.rsapi
        state = known.namevars.each_with_object({}) { |key, all| all[key] = self[key] }
        state[:ensure] = 'absent' if known.ensurable?
        state
      end

      def rsapi_wanted(name)
        rsapi_should[name]
      end

      def rsapi_should
        @rsapi_should ||= begin
          type = self.class
          wanted = to_hash.reject { |key, value| value.nil? || key == :provider || !type.rsapi.attributes.key?(key) }
          if type.rsapi.feature?('canonicalize')
            wanted = type.rsapi_provider.canonicalize(type.rsapi_context, [wanted]).first
          end
          wanted
        end
      end

      def retrieve
        @rsapi_state = nil
        state = rsapi_state
        found = Puppet::Resource.new(self.class, title)
        self.class.properties.each do |one|
          value = state[one.name]
          value = :absent if one.name == :ensure && value.to_s == 'absent'
          value = value.to_sym if one.name == :ensure && value.is_a?(String)
          found[one.name] = value unless value.nil?
        end
        found
      end

      def flush
        type = self.class
        change = { is: rsapi_state, should: rsapi_state.merge(rsapi_should) }
        if type.rsapi.feature?('supports_noop')
          type.rsapi_provider.set(type.rsapi_context, { rsapi_names => change }, noop: false)
        else
          type.rsapi_provider.set(type.rsapi_context, { rsapi_names => change })
        end
        @rsapi_state = nil
        return unless type.rsapi_context.failed?

        type.rsapi_context.reset_failed
        raise Puppet::Error, 'Execution encountered an error'
      end
    end
  end

  class Type
    def self.title_patterns_from(patterns)
      pairs = patterns.map do |one|
        expression = one[:pattern].is_a?(Regexp) ? one[:pattern] : Regexp.new(one[:pattern])
        [expression, expression.names.map { |name| [name.to_sym] }]
      end
      define_singleton_method(:title_patterns) { pairs }
    end
  end
end
