module Puppet
  # Types of the Resource API: a hash of attributes, and a provider with get and set.
  module ResourceApi
    @types = {}

    class Context
      include Puppet::Logs

      attr_reader :type

      def initialize(type)
        @type = type
      end

      def log_source
        nil
      end

      def device
        nil
      end

      [:creating, :updating, :deleting, :processing].each do |verb|
        define_method(verb) do |titles, *details, message: verb.to_s.capitalize, **_options|
          Puppet.debug("#{type.name}[#{[titles].flatten.join(', ')}]: #{message}")
          yield(*details) if block_given?
        end
      end

      [:created, :updated, :deleted, :processed].each do |verb|
        define_method(verb) { |titles, *_rest, **_options| Puppet.debug("#{type.name}[#{[titles].flatten.join(', ')}]: #{verb}") }
      end

      def failed(titles, message: 'failed', **_options)
        err("#{type.name}[#{[titles].flatten.join(', ')}]: #{message}")
      end

      def attribute_changed(*); end

      def failed?
        false
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
      words = name.to_s.split('_').map(&:capitalize).join
      Puppet::Provider.const_get(words).const_get(words)
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
              before.to_s == 'absent' ? 'created' : (after.to_s == 'absent' ? 'removed' : super(before, after))
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
