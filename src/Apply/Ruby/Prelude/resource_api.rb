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

      def processing(title, is, should, message = 'Processing', &work)
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

      RESERVED = [
        :title, :provider, :alias, :audit, :before, :consume, :export, :loglevel, :noop, :notify, :require, :schedule,
        :stage, :subscribe, :tag
      ].freeze
      FEATURES = %w[supports_noop canonicalize custom_insync remote_resource simple_get_filter].freeze
      private_constant :RESERVED, :FEATURES

      def initialize(definition)
        refuse("Puppet::ResourceApi::TypeDefinition must be a Hash, not `#{definition.class}`") unless definition.is_a?(Hash)
        @definition = definition
        @attributes = definition[:attributes]
        refuse('Puppet::ResourceApi::TypeDefinition must have a name') unless definition.key?(:name)
        refuse('Puppet::ResourceApi::TypeDefinition must have `attributes`') unless definition.key?(:attributes)
        unless @attributes.is_a?(Hash)
          refuse("`#{name}.attributes` must be a hash, not `#{@attributes.class}`")
        end
        refuse("`#{name}` has both `desc` and `docs`, prefer using `desc`") if definition.key?(:docs) && definition[:desc]
        definition[:desc] = definition.delete(:docs) if definition.key?(:docs)
        Puppet.warning("`#{name}` has no documentation, add it using a `desc` key") unless definition.key?(:desc)
        @attributes.each { |attribute, about| check_attribute(attribute, about) }
        check_rest
      end

      def name
        @definition[:name]
      end

      def namevars
        @namevars ||= @attributes.select { |_, about| about[:behaviour] == :namevar }.keys
      end

      # What a resource, or what is told of one, is known by.
      def title_of(found)
        namevars.length == 1 ? found[namevars.first] : namevars.to_h { |key| [key, found[key]] }
      end

      def insyncable_attributes
        @attributes.reject { |_, about| about.key?(:behaviour) }.keys
      end

      def feature?(name)
        @definition[:features].include?(name)
      end

      def ensurable?
        @attributes.key?(:ensure)
      end

      def title_patterns
        @definition[:title_patterns] ||= []
      end

      # What a provider has found must be what its type says.
      def check_schema(found, prefix = 'Provider returned data that does not match the Type Schema')
        namevars.each do |key|
          raise Puppet::ResourceError, "`#{name}.get` did not return a value for the `#{key}` namevar attribute" if found[key].nil?
        end
        unknown = found.keys.reject { |key| key == :title || @attributes.key?(key) }
        wrong = wrong_values(found)
        return if unknown.empty? && wrong.empty?

        message = "#{prefix} for `#{name}[#{found[namevars.first]}]`"
        message += "\n Unknown attribute:\n#{unknown.map { |key| "    * #{key}\n" }.join}" unless unknown.empty?
        message += "\n Value type mismatch:\n#{wrong.map { |key, text| "    * #{key}: #{text}\n" }.join}" unless wrong.empty?
        ResourceApi.insist(message)
      end

      private

      def refuse(message)
        raise Puppet::DevError, message
      end

      def check_attribute(attribute, about)
        refuse("`#{name}.#{attribute}` must be a Hash, not a #{about.class}") unless about.is_a?(Hash)
        refuse("`#{name}.#{attribute}` has no type") unless about.key?(:type)
        Puppet.warning("`#{name}.#{attribute}` has no documentation, add it using a `desc` key") unless about.key?(:desc)
        return unless about[:behavior]

        if about[:behaviour]
          refuse("the '#{attribute}' attribute has both a `behavior` and a `behaviour`, only use one")
        end
        about[:behaviour] = about.delete(:behavior)
      end

      def check_rest
        taken = RESERVED.find { |attribute| @attributes.key?(attribute) }
        refuse("must not define an attribute called `#{taken.inspect}`") if taken
        patterns = @definition[:title_patterns]
        refuse("`:title_patterns` must be an array, not `#{patterns.class}`") unless patterns.nil? || patterns.is_a?(Array)
        states = ensurable? ? @attributes[:ensure][:type].to_s[/\A(?:Optional\[)?Enum\[([^\[\]]*)\]{1,2}\z/, 1] : 'present, absent'
        unless states.to_s.delete(%q('" )).split(',').sort == %w[absent present]
          refuse('`:ensure` attribute must have a type of: `Enum[present, absent]` or `Optional[Enum[present, absent]]`')
        end
        unknown = (@definition[:features] ||= []) - FEATURES
        Puppet.warning("Unknown feature detected: #{unknown.inspect}") unless unknown.empty?
      end

      def wrong_values(found)
        found.each_with_object({}) do |(key, value), all|
          about = @attributes[key]
          problem = about && ResourceApi.mismatch(about[:type], value, '')
          all[key] = "#{about[:sensitive] == true ? '<< redacted value >> ' : "#{value} "}(#{problem})" if problem
        end
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
      classes = Puppet::Provider.const_get(words)
      return classes.const_get(words, false) if classes.const_defined?(words, false)

      raise Puppet::DevError, "provider class Puppet::Provider::#{words}::#{words} not found in puppet/provider/#{name}/#{name}"
    end

    # The name of a type as that of a class: `mysql_login_path` is `MysqlLoginPath`.
    def self.words_of(name)
      name.to_s.split('_').map(&:capitalize).join
    end

    def self.load_default_provider(name)
      load_provider(name)
    end

    BEHAVIOURS = [:read_only, :namevar, :parameter, :init_only].freeze

    # A remark, or a failure, as the setting `strict` has it.
    def self.insist(message)
      case Puppet[:strict].to_s
      when 'off' then Puppet.debug(message)
      when 'error' then raise Puppet::DevError, message
      else Puppet.warning(message)
      end
    end

    # What is wrong with a value for a type, or nil.
    def self.mismatch(type, value, subject)
      HostDoor.mismatch(type.to_s, value, subject)
    end

    # The value as providers have it.
    def self.accept(type, value, subject)
      value = { true: true, false: false }.fetch(value, value) if value.is_a?(Symbol)
      problem = mismatch(type, value, subject)
      raise Puppet::ResourceError, problem if problem

      value
    end

    # What is a state of the resource: the engine compares, and nothing is set one by one.
    class Property < Puppet::Property
      class << self
        attr_accessor :data_type
      end

      def subject
        "#{@resource.class.name}.#{name}"
      end

      def should
        case rs_value
        when true then :true
        when false then :false
        when String then name == :ensure ? rs_value.to_sym : rs_value
        else rs_value
        end
      end

      def should=(value)
        @shouldorig = value
        value = value.to_s if name == :ensure
        @should = [ResourceApi.accept(self.class.data_type, value, subject)]
      end

      def rs_value
        @should && @should.first
      end

      def insync?(is)
        return asked_insync?(is) if @resource.class.rsapi.feature?('custom_insync')
        return rs_value.to_s == is.to_s if name == :ensure

        super
      end

      def change_to_s(current, wanted)
        @told || super
      end

      def set(_value); end

      private

      # The provider's own word on it, where its type says that it has one.
      def asked_insync?(is)
        type = @resource.class
        answer, @told = type.rsapi_provider.insync?(
          type.rsapi_context, @resource.rsapi_title, name, @resource.rsapi_state, @resource.rsapi_should
        )
        @told = nil if @told.to_s.empty?
        case answer
        when true, false then answer
        when nil then name == :ensure ? rs_value.to_s == is.to_s : Puppet::Property.instance_method(:insync?).bind(self).call(is)
        else
          raise Puppet::DevError, "Custom insync for #{name} returned a #{answer.class} with a value of #{answer.inspect} " \
                                  'instead of true/false; insync? MUST return nil or the boolean true or false'
        end
      end
    end

    class Parameter < Puppet::Parameter
      class << self
        attr_accessor :data_type
      end

      attr_reader :value

      def value=(value)
        @value = ResourceApi.accept(self.class.data_type, value, "#{@resource.class.name}.#{name}")
      end

      def rs_value
        @value
      end
    end

    class ReadOnlyParameter < Parameter
      def value=(value)
        raise Puppet::ResourceError, "Attempting to set `#{name}` read_only attribute value to `#{value}`"
      end
    end

    def self.register_type(definition)
      known = Definition.new(definition)
      name = known.name.to_s
      @types[name] = known
      # Providers are classes in a module of the type's name, which they take for granted.
      Puppet::Provider.const_set(words_of(name), ::Module.new) unless Puppet::Provider.const_defined?(words_of(name), false)
      Puppet::Type.newtype(name) do
        known.attributes.each { |attribute, about| Puppet::ResourceApi.define_attribute(self, attribute.to_sym, about) }
        Puppet::ResourceApi.define_behaviour(self, known)
      end
    end

    def self.define_attribute(type, name, about)
      kind = about[:behaviour]
      raise Puppet::ResourceError, "`#{kind}` is not a valid behaviour value" if kind && !BEHAVIOURS.include?(kind)

      make = [:namevar, :parameter, :read_only].include?(kind) ? :newparam : :newproperty
      parent = kind == :read_only ? ReadOnlyParameter : make == :newparam ? Parameter : Property
      type.send(make, name, parent: parent) do
        desc(about[:desc])
        isnamevar if kind == :namevar
        self.data_type = about[:type]
        next if kind == :read_only || !about.key?(:default)

        given = about[:default]
        given == true || given == false ? defaultto(given.to_s.to_sym) : defaultto { given.dup }
      end
    end

    def self.define_behaviour(type, known)
      type.title_patterns_from(known.definition.fetch(:title_patterns) { known.namevars.empty? ? [] : [{ pattern: /(?<#{known.namevars.first}>.*)/m }] })
      [:autorequire, :autobefore, :autonotify, :autosubscribe].each do |kind|
        (known.definition[kind] || {}).each do |other, given|
          type.send(kind, other) do
            [given].flatten.map { |one| one.to_s =~ /\A\$(.*)\Z/ ? self[Regexp.last_match(1).to_sym] : one }.flatten.compact
          end
        end
      end
      type.define_singleton_method(:rsapi) { known }
      type.define_singleton_method(:rsapi_provider) { @rsapi_provider ||= Puppet::ResourceApi.load_provider(known.name).new }
      type.define_singleton_method(:rsapi_context) { @rsapi_context ||= Context.new(known) }
      type.extend(Getting)
      type.define_singleton_method(:instances) do
        rsapi_get.map do |found|
          rsapi.check_schema(found)
          made = new(title: found[:title] || found.values_at(*rsapi.namevars).join('/'), **found.slice(*rsapi.namevars))
          made.rsapi_state = found
          made
        end
      end
      type.apply_to_device if known.feature?('remote_resource')
      type.send(:include, Resource)
    end

    # What the provider tells of the host; a resource that it told of is not asked for again.
    module Getting
      def rsapi_known
        @rsapi_known ||= {}
      end

      def rsapi_get(names = nil)
        return rsapi_known.values if names.nil? && @has_told_all

        is_filtered = rsapi.feature?('simple_get_filter')
        told = is_filtered ? rsapi_provider.get(rsapi_context, names) : rsapi_provider.get(rsapi_context)
        told.each { |one| rsapi_known[rsapi.title_of(one)] = one }
        @has_told_all ||= names.nil? && !is_filtered
        told
      end
    end

    # What resources of such a type have beside those of others.
    module Resource
      def initialize(given)
        given = given.to_hash_with_title if given.respond_to?(:to_hash_with_title)
        given = given.each_with_object({}) { |(key, value), all| all[key.to_sym] = value }
        own = [:catalog, :title, :__file, :__line, :__tags, :__sensitive]
        attributes = given.reject { |key, _| own.include?(key) }
        secret = Puppet::Pops::Types::PSensitiveType::Sensitive
        (given[:__sensitive] || []).map(&:to_sym).each do |name|
          attributes[name] = secret.new(attributes[name]) if attributes.key?(name) && !attributes[name].is_a?(secret)
        end
        name_from_title(attributes, given[:title])
        attributes = rsapi_canonicalize(attributes)
        given = given.merge(title: attributes[:name]) if self.class.rsapi.attributes.key?(:name) && attributes[:name]
        super(given.slice(*own).merge(attributes))
      end

      def name
        title
      end

      def rsapi_canonicalize(attributes)
        type = self.class
        return attributes unless type.rsapi.feature?('canonicalize')

        type.rsapi_provider.canonicalize(type.rsapi_context, [attributes]).first
      end

      def rsapi_title
        @rsapi_title ||= self.class.rsapi.title_of(self)
      end

      attr_writer :rsapi_state

      def rsapi_state
        refresh_current_state unless @rsapi_state
        @rsapi_state
      end

      alias rsapi_current_state rsapi_state

      def refresh_current_state
        known = self.class.rsapi
        told = self.class.rsapi_known
        self.class.rsapi_get([rsapi_title]) unless told.key?(rsapi_title)
        @rsapi_state = told[rsapi_title]
        return found_current_state if @rsapi_state

        @rsapi_state = rsapi_title.is_a?(Hash) ? rsapi_title.dup : { title: rsapi_title }
        @rsapi_state[:ensure] = :absent if known.ensurable?
      end

      # As the provider tells it, canonical and under a title that says what its parts say.
      def found_current_state
        known = self.class.rsapi
        known.check_schema(@rsapi_state)
        return if Puppet[:strict].to_s == 'off'

        rsapi_check_canonical(known) if known.feature?('canonicalize')
        rsapi_check_title(known) if known.namevars.size > 1 && !known.title_patterns.empty?
      end

      def rsapi_check_canonical(known)
        canonical = rsapi_canonicalize(Marshal.load(Marshal.dump(@rsapi_state)))
        return if canonical.nil? || canonical == @rsapi_state

        ResourceApi.insist("#{known.name}[#{title}]#get has not provided canonicalized values.\n" \
                           "Returned values:       #{@rsapi_state.inspect}\n" \
                           "Canonicalized values:  #{canonical.inspect}")
      end

      def rsapi_check_title(known)
        said = @rsapi_state[:title]
        return ResourceApi.insist("#{known.name}[#{title}]#get has not provided a title attribute.") unless @rsapi_state.key?(:title)

        pattern, parts = self.class.title_patterns.find { |one, _| one.match(said) }
        hash = pattern ? parts.map(&:first).zip(pattern.match(said).captures).to_h : {}
        return if hash == rsapi_title

        ResourceApi.insist("#{known.name}[#{title}]#get has provided a title attribute which does not match all namevars.\n" \
                           "Namevars which do not match: #{known.namevars.reject { |key| hash[key] == rsapi_title[key] }.inspect}\n" \
                           "Returned parsed title hash:  #{hash.inspect}\n" \
                           "Expected hash:               #{rsapi_title.inspect}")
      end

      # What is wanted, by the names of the attributes that were given or have a default.
      def rsapi_should
        @rsapi_should ||= begin
          known = self.class.rsapi.attributes
          rsapi_canonicalize(@parameters.select { |name, _| known.key?(name) }.transform_values(&:rs_value))
        end
      end

      def validate
        missing = rsapi_missing
        params, @rsapi_missing = missing.partition { |name| self.class.rsapi.attributes[name][:behaviour] == :parameter }
        @rsapi_missing = missing - [:ensure]
        rsapi_fail_for('parameters', params) if params.any?
      end

      def rsapi_missing
        known = self.class.rsapi
        goes = known.ensurable? && value(:ensure).to_s == 'absent'
        known.attributes.select do |name, about|
          next if [:read_only, :namevar].include?(about[:behaviour]) || (goes && about[:behaviour].nil?)

          value(name).nil? && about[:type].to_s !~ /\AOptional\b/
        end.keys
      end

      def rsapi_fail_for(kind, names)
        raise Puppet::ResourceError, "The following mandatory #{kind} were not provided:\n    *  #{names.join(", \n    *  ")}"
      end

      def rsapi_fail_for_missing
        rsapi_fail_for('attributes', @rsapi_missing) if @rsapi_missing.any? && !value(:ensure).nil? && value(:ensure) != :absent
      end

      def retrieve
        Puppet.debug("Current State: #{rsapi_state.inspect}")
        found = Puppet::Resource.new(self.class, title)
        rsapi_state.each { |key, value| found[key] = value }
        found[:ensure] = found[:ensure].to_sym if found[:ensure].is_a?(String)
        rsapi_fail_for_missing
        found
      end

      def flush
        rsapi_fail_for_missing
        wanted = rsapi_should
        return if rsapi_state == wanted

        Puppet.debug("Target State: #{wanted.inspect}")
        rsapi_check_init_only(wanted)
        type = self.class
        noop = type.rsapi.feature?('supports_noop') ? { noop: noop? } : {}
        type.rsapi_provider.set(type.rsapi_context, { rsapi_title => { is: rsapi_state, should: wanted } }, **noop)
        if type.rsapi_context.failed?
          type.rsapi_context.reset_failed
          raise 'Execution encountered an error'
        end
        @rsapi_state = wanted
      end

      def rsapi_check_init_only(wanted)
        return unless rsapi_state[:ensure] == 'present' && wanted[:ensure] == 'present' && Puppet[:strict].to_s != 'off'

        wanted.each do |name, value|
          next unless self.class.rsapi.attributes[name][:behaviour] == :init_only && value != rsapi_state[name]

          message = "Attempting to change `#{name}` init_only attribute value from `#{rsapi_state[name]}` to `#{value}`"
          raise Puppet::ResourceError, message if Puppet[:strict].to_s == 'error'

          Puppet.warning(message)
        end
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
