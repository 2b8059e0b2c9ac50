module Puppet
  # Conditions under which a provider works here.
  module Confiner
    def confine(hash = nil, &block)
      hash.each do |kind, values|
        next if kind == :for_binary

        own_confines << [kind, values, hash[:for_binary]]
      end
      own_confines << [:true, block, nil] if block
    end

    def own_confines
      @confines ||= []
    end

    def confines
      own_confines
    end

    # Those of the class alone, as in the reference: a provider says again what its parent needs.
    def suitable?(_short = true)
      own_confines.all? { |kind, values, binary| holds?(kind, values, binary) }
    end

    # Why it does not work here; nil when it does.
    def unsuitable_because
      kind, values, = own_confines.find { |k, v, b| !holds?(k, v, b) }
      return if kind.nil?

      case kind
      when :exists then "#{[values].flatten.join(', ')} is missing"
      when :feature then "the feature #{[values].flatten.join(', ')} is missing"
      else "#{kind} is not #{[values].flatten.map(&:inspect).join(', ')}"
      end
    end

    private

    def holds?(kind, values, binary)
      list = values.is_a?(Array) ? values : [values]
      case kind
      when :exists
        list.all? { |value| value && (binary ? Puppet::Util.which(value.to_s) : Puppet::FileSystem.exist?(value.to_s)) }
      when :true then list.all? { |value| answer(value) }
      when :false then list.none? { |value| answer(value) }
      when :feature then list.all? { |value| Puppet.features.send("#{value}?") }
      when :any then list.any? { |value| answer(value) }
      else
        return Puppet[kind].to_s == list.first.to_s if Puppet.settings.instance_variable_get(:@values).key?(kind) && Facter.value(kind).nil?

        fact = Facter.value(kind).to_s.downcase
        list.any? { |value| value.to_s.downcase == fact }
      end
    end

    def answer(value)
      value.respond_to?(:call) ? value.call : value
    end
  end

  # Conditions of one kind, as providers of the reference write them as classes.
  class Confine
    attr_accessor :values, :label

    class << self
      attr_accessor :name

      def inherited(type)
        super
        type.name = type.to_s.split('::').last.to_s.downcase.to_sym
      end
    end

    def initialize(*values)
      @values = values.flatten
    end

    def valid?
      @values.all? { |value| pass?(value) }
    end
  end

  class Provider
    include Comparable
    extend Puppet::Confiner

    module Commands; end

    class << self
      include Puppet::Logs

      attr_accessor :name, :resource_type, :doc
      attr_writer :source

      def inherited(type)
        super
        type.initvars
      end

      def initvars
        @defaults = []
        @notdefaults = []
        @commands = {}
      end

      def desc(text)
        @doc = text
      end

      def source
        @source || @name
      end

      def to_s
        @resource_type && @name ? "Puppet::Type::#{@resource_type.name.to_s.capitalize}::Provider#{@name.to_s.capitalize}" : super
      end

      def defaultfor(hash)
        @defaults << hash
      end

      def notdefaultfor(hash)
        @notdefaults << hash
      end

      def default?
        default_match ? true : false
      end

      def default_match
        return nil if matching(@notdefaults)

        matching(@defaults)
      end

      def matching(all)
        (all || []).find do |one|
          one.all? { |kind, values| kind == :feature ? Puppet.features.send("#{values}?") : fact_match(kind, values) }
        end
      end

      def fact_match(fact, values)
        found = Facter.value(fact).to_s.downcase
        return false if found.empty?

        [values].flatten.any? { |value| value.is_a?(Regexp) ? found =~ value : found == value.to_s.downcase }
      end

      def specificity
        match = default_match
        (match ? match.length : 0) * 100 + ancestors.count { |one| one.is_a?(Class) }
      end

      def has_feature(*names)
        (@declared_features ||= []).concat(names.flatten.map(&:to_sym))
      end

      alias has_features has_feature

      # What a parent has declared does not count for its children.
      def declared_feature?(name)
        @declared_features && @declared_features.include?(name.to_sym)
      end

      def feature?(name)
        return declared_feature?(name) unless resource_type

        # A feature that its type does not know no provider has.
        known = resource_type.provider_feature(name)
        known ? declared_feature?(name) || known.available?(self) : false
      end

      def features
        resource_type.features.select { |name| feature?(name) }.sort_by(&:to_s)
      end

      def satisfies?(*names)
        names.flatten.all? { |name| feature?(name) }
      end

      def supports_parameter?(param)
        type = param.is_a?(Class) ? param : resource_type.attrclass(param)
        raise Puppet::DevError, "'#{param}' is not a valid parameter for #{resource_type.name}" unless type

        type.required_features.nil? || satisfies?(*type.required_features)
      end

      def commands(all)
        all.each { |name, path| has_command(name, path) }
      end

      def optional_commands(all)
        all.each { |name, path| has_command(name, path) { is_optional } }
      end

      class Definer
        attr_reader :optional, :custom

        def initialize
          @optional = false
          @custom = {}
        end

        def is_optional
          @optional = true
        end

        def environment(hash)
          @custom = @custom.merge(hash)
        end
      end

      def has_command(name, path, &block)
        name = name.to_sym
        definer = Definer.new
        definer.instance_eval(&block) if block
        confine(exists: path, for_binary: true) unless definer.optional
        @commands[name] = path
        runner = lambda do |*arguments|
          found = Puppet::Util.which(path.to_s)
          raise Puppet::MissingCommand, "Command #{name} is missing" unless found

          Puppet::Util::Execution.execute(
            [found] + arguments,
            { failonfail: true, combine: true, custom_environment: definer.custom }
          )
        end
        define_singleton_method(name) { |*arguments| runner.call(*arguments) } unless singleton_class.method_defined?(name, false)
        define_method(name) { |*arguments| self.class.send(name, *arguments) } unless method_defined?(name, false)
      end

      def command(name)
        path = named_command(name.to_sym)
        raise Puppet::DevError, "No command #{name} defined for provider #{self.name}" unless path

        Puppet::Util.which(path.to_s)
      end

      def named_command(name)
        (@commands || {})[name] || (superclass.respond_to?(:named_command) ? superclass.named_command(name) : nil)
      end

      def execute(*arguments)
        Puppet::Util::Execution.execute(*arguments)
      end

      def execpipe(*arguments, &block)
        Puppet::Util::Execution.execpipe(*arguments, &block)
      end

      def instances
        raise Puppet::DevError,
              "To support listing resources of this type the '#{name}' provider needs to implement an 'instances' " \
              'class method returning the current set of resources. We recommend porting your module to the simpler ' \
              'Resource API instead: https://puppet.com/search/docs?keys=resource+api'
      end

      def mk_resource_methods
        (resource_type.validproperties + resource_type.parameters).each do |attribute|
          next if attribute == :name

          define_method(attribute) { @property_hash[attribute].nil? ? :absent : @property_hash[attribute] }
          define_method("#{attribute}=") { |value| @property_hash[attribute] = value }
        end
      end

      def which(name)
        Puppet::Util.which(name)
      end

      def fail(*arguments)
        type = arguments.first.is_a?(Class) ? arguments.shift : Puppet::Error
        raise type, arguments.join(' ')
      end
    end

    initvars

    include Puppet::Logs
    include Puppet::Failures

    attr_accessor :resource

    def initialize(resource = nil)
      if resource.is_a?(Hash)
        @property_hash = resource
      else
        @resource = resource if resource
        @property_hash = {}
      end
    end

    def name
      @property_hash[:name] || (resource && resource.name) ||
        raise(Puppet::DevError, "No resource and no name in property hash in #{self.class.name} instance")
    end

    def title
      @property_hash[:title] || (resource ? resource.title : name)
    end

    def get(name)
      @property_hash[name.to_sym] || :absent
    end

    def set(all)
      all.each { |name, value| @property_hash[name.to_sym] = value }
    end

    def clear
      @resource = nil
    end

    def command(name)
      self.class.command(name)
    end

    def execute(*arguments)
      Puppet::Util::Execution.execute(*arguments)
    end

    def execpipe(*arguments, &block)
      Puppet::Util::Execution.execpipe(*arguments, &block)
    end

    def which(name)
      Puppet::Util.which(name)
    end

    def feature?(name)
      self.class.feature?(name)
    end

    def to_s
      "#{@resource}(provider=#{self.class.name})"
    end

    def inspect
      to_s
    end

    def <=>(other)
      other.is_a?(Provider) ? self.class.name <=> other.class.name : nil
    end
  end
end
