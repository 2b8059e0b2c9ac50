module Puppet
  # Features: what a provider can do, known by its methods or its own word.
  module ProviderFeatures
    class Feature
      attr_reader :name

      def initialize(name, methods)
        @name = name
        @methods = methods
      end

      def available?(provider)
        return false unless @methods

        @methods.all? do |method|
          provider.is_a?(Class) ? provider.public_method_defined?(method) : provider.respond_to?(method)
        end
      end
    end

    def feature(name, _docs = '', options = {})
      name = name.to_sym
      raise Puppet::DevError, "Feature #{name} is already defined" if own_features.key?(name)

      own_features[name] = Feature.new(name, options[:methods] && [options[:methods]].flatten)
    end

    # The questions that providers of the type and their classes answer.
    def feature_module
      @feature_module ||= own_features.values.each_with_object(::Module.new) do |feature, made|
        made.define_method("#{feature.name}?") do
          (is_a?(Class) ? self : self.class).declared_feature?(feature.name) || feature.available?(self)
        end
      end
    end

    def own_features
      @features ||= {}
    end

    def features
      own_features.keys
    end

    def provider_feature(name)
      own_features[name.to_sym]
    end
  end

  class Type
    include Comparable
    include Puppet::Logs
    include Puppet::Failures

    METAPARAMETERS = [
      :noop, :schedule, :audit, :loglevel, :alias, :tag, :require, :subscribe, :before, :notify, :stage
    ].freeze

    @types = {}
    @natives = {}

    class << self
      include Puppet::ProviderFeatures
      include Puppet::Logs

      attr_accessor :name, :doc, :self_refresh
      attr_reader :properties

      def newtype(name, options = {}, &block)
        name = name.to_sym
        type = Class.new(options[:parent] || self)
        type.start(name)
        type.self_refresh = options[:self_refresh]
        Type.remember(name, type)
        begin
          type.class_eval(&block) if block
        rescue Exception
          Type.forget(name)
          raise
        end
        type.load_providers
        type
      end

      def remember(name, type)
        @types[name] = type
        constant = name.to_s.capitalize
        return unless constant =~ /\A[A-Z]\w*\z/

        Type.send(:remove_const, constant) if Type.const_defined?(constant, false)
        Type.const_set(constant, type)
      end

      def forget(name)
        @types.delete(name)
      end

      def rmtype(name)
        forget(name.to_sym)
      end

      # A type by its name: of a module, or one that we have ourselves.
      def type(name)
        name = name.to_s.downcase.to_sym
        return @types[name] if @types.key?(name)
        return Type.type(name) unless equal?(Type)

        load_type(name) if HostDoor.library?("puppet/type/#{name}")
        @types[name] || native(name)
      end

      # What a module has defined, not ours even when we have the type too.
      def ruby_type(name)
        name = name.to_s.downcase.to_sym
        load_type(name) if !@types.key?(name) && HostDoor.library?("puppet/type/#{name}")
        @types[name]
      end

      def load_type(name)
        @loading ||= []
        return if @loading.include?(name)

        @loading << name
        begin
          require "puppet/type/#{name}"
        ensure
          @loading.delete(name)
        end
      end

      def native(name)
        return nil unless HostDoor.native?(name.to_s)

        @natives[name] ||= NativeType.make(name)
      end

      def start(name)
        @name = name
        @properties = []
        @parameters = []
        @attributes = {}
        @providers = {}
        @relations = []
        @isomorphic = true
      end

      # A type in full: a module's, or ours as providers of modules see it.
      def full_type(name)
        ruby_type(name) || native(name.to_sym)&.managed || raise(Puppet::Error, "Could not find type #{name}")
      end

      # Puppet::Type::File is the type of that name.
      def const_missing(name)
        found = equal?(Type) && Type.type(name.to_s.gsub(/(?<=[a-z0-9])(?=[A-Z])/, '_').downcase)
        found || super
      end

      attr_writer :isomorphic

      def isomorphic?
        @isomorphic != false
      end

      def desc(text)
        @doc = text
      end

      def to_s
        defined?(@name) && @name ? "Puppet::Type::#{@name.to_s.capitalize}" : super
      end

      def newparam(name, options = {}, &block)
        name = name.to_sym
        made = make_attribute(name, options[:parent] || Puppet::Parameter, options)
        (options[:attributes] || {}).each { |key, value| made.send("#{key}=", value) }
        @parameters << made unless @parameters.any? { |known| known.name == name }
        @parameters.map! { |known| known.name == name ? made : known }
        made.class_eval(&block) if block
        made.isnamevar if options[:namevar]
        define_method("#{name}?") { true if [true, :true].include?(self[name]) } if options[:boolean]
        made
      end

      def newproperty(name, options = {}, &block)
        name = name.to_sym
        raise Puppet::DevError, "Class #{self.name} already has a property named #{name}" if validproperty?(name)

        made = make_attribute(name, options[:parent] || Puppet::Property, options)
        made.array_matching = options[:array_matching] if options[:array_matching]
        made.unmanaged = options[:unmanaged] if options[:unmanaged]
        if (method = options[:retrieve])
          made.send(:define_method, :retrieve) { provider.send(method) }
        end
        name == :ensure ? @properties.unshift(made) : @properties.push(made)
        made.class_eval(&block) if block
        made.isnamevar if options[:namevar]
        made
      end

      def make_attribute(name, parent, options)
        made = Class.new(parent)
        made.name = name
        made.resource_type = self
        made.required_features = options[:required_features] if options[:required_features]
        @attributes[name] = made
        constant = (parent <= Puppet::Property ? '' : 'Parameter') + name.to_s.capitalize
        const_set(constant, made) if constant =~ /\A[A-Z]\w*\z/ && !const_defined?(constant, false)
        made
      end

      def newmetaparam(*); end

      def ensurable(&block)
        if block
          newproperty(:ensure, parent: Puppet::Property::Ensure, &block)
        else
          newproperty(:ensure, parent: Puppet::Property::Ensure) { defaultvalues }
        end
      end

      def ensurable?
        validproperty?(:ensure) || [:exists?, :create, :destroy].all? { |method| public_method_defined?(method) }
      end

      def validate(&block)
        define_method(:validate, &block)
      end

      [['', :require], ['require', :require], ['before', :before], ['notify', :notify], ['subscribe', :subscribe]].each do |word, kind|
        next if word.empty?

        define_method("auto#{word}") { |type, &block| @relations << [kind, type, block] }
      end

      attr_reader :relations, :parameters_in_order

      def parameter_classes
        @parameters
      end

      def parameters
        @parameters.map(&:name)
      end

      def validproperties
        @properties.map(&:name)
      end

      def validproperty?(name)
        @properties.any? { |property| property.name == name.to_sym }
      end

      def validparameter?(name)
        @parameters.any? { |parameter| parameter.name == name.to_sym }
      end

      def validattr?(name)
        name = name.to_sym
        name == :name || @attributes.key?(name) || METAPARAMETERS.include?(name)
      end

      def valid_parameter?(name)
        validattr?(name)
      end

      def attrclass(name)
        name = key_attributes.first || :name if name.to_sym == :name && !@attributes.key?(:name)
        @attributes[name.to_sym]
      end

      alias paramclass attrclass

      def propertybyname(name)
        @properties.find { |property| property.name == name.to_sym }
      end

      def attrtype(name)
        return :property if validproperty?(name)
        return :param if @attributes.key?(name.to_sym)

        METAPARAMETERS.include?(name.to_sym) ? :meta : nil
      end

      def metaparam?(name)
        METAPARAMETERS.include?(name.to_sym)
      end

      def metaparams
        METAPARAMETERS
      end

      def eachmetaparam(&block)
        METAPARAMETERS.each(&block)
      end

      def allattrs
        key_attributes | (parameters & [:provider]) | validproperties | parameters | METAPARAMETERS
      end

      def key_attribute_parameters
        (@parameters + @properties).select { |one| one.isnamevar? || one.name == :name }
      end

      def key_attributes
        key_attribute_parameters.map(&:name)
      end

      def namevar
        attributes = key_attributes
        attributes.length == 1 ? attributes.first : (attributes.include?(:name) ? :name : attributes.first)
      end

      def title_patterns
        names = key_attributes
        case names.length
        when 0 then []
        when 1 then [[/(.*)/m, [[names.first]]]]
        else raise Puppet::DevError, 'you must specify title patterns when there are two or more key attributes'
        end
      end

      # What it is managed on: hosts, unless it says otherwise; of devices there are none here.
      def apply_to(place)
        @applies_to = place
      end

      def apply_to_host
        apply_to(:host)
      end

      def apply_to_all
        apply_to(:both)
      end

      def apply_to_device
        apply_to(:device)
      end

      def can_apply_to(target)
        [target == :device ? :device : :host, :both].include?(@applies_to || :host)
      end

      def newstate(name, options = {}, &block)
        newproperty(name, options, &block)
      end

      # Providers.

      def provider_hash
        @providers
      end

      def providers
        load_providers
        @providers.keys
      end

      def load_providers
        return if @providers_loaded

        @providers_loaded = true
        HostDoor.libraries("puppet/provider/#{name}").each do |file|
          begin
            require file
          rescue StandardError, ScriptError => e
            (@broken_providers ||= {})[file.split('/').last.to_sym] = e
            Puppet.debug("Could not load #{file}: #{e.message}")
          end
        end
      end

      # When no provider works here, one whose file could not be loaded is the reason.
      def fail_for_broken_provider
        file, error = (@broken_providers || {}).first
        raise Puppet::DevError, "Could not autoload puppet/provider/#{name}/#{file}: #{error.message}", error.backtrace if error
      end

      def provider(name)
        name = name.to_sym
        unless @providers.key?(name)
          file = "puppet/provider/#{self.name}/#{name}"
          require file if HostDoor.library?(file)
        end
        @providers[name]
      end

      def provide(name, options = {}, &block)
        name = name.to_sym
        parent = options[:parent]
        parent = provider(parent) || NativeTypes.parent(self.name, parent) || raise(Puppet::DevError, "Could not find parent provider #{options[:parent]} of #{name}") if parent && !parent.is_a?(Class)
        providify
        made = Class.new(parent || Puppet::Provider)
        made.name = name
        made.resource_type = options[:resource_type] || self
        made.include(feature_module)
        made.extend(feature_module)
        options.each { |key, value| made.send("#{key}=", value) unless [:parent, :resource_type].include?(key) }
        constant = "Provider#{name.to_s.capitalize}"
        const_set(constant, made) unless constant =~ /\W/ || const_defined?(constant, false)
        known = @providers[name]
        @providers[name] = made
        begin
          made.class_eval(&block) if block
        rescue Exception
          # Half a provider is none.
          known ? @providers[name] = known : @providers.delete(name)
          raise
        end
        made
      end

      def unprovide(name)
        @providers.delete(name.to_sym)
      end

      def validprovider?(name)
        one = provider(name)
        one && one.suitable?
      end

      def suitableprovider
        load_providers
        @providers.values.select(&:suitable?)
      end

      def defaultprovider
        return @defaultprovider if @defaultprovider

        suitable = suitableprovider
        best = suitable.select(&:default?)
        best = suitable if best.empty?
        most = best.map(&:specificity).max
        best = best.select { |one| one.specificity == most }
        if best.length > 1
          Puppet.warning("Found multiple default providers for #{name}: #{best.map { |one| one.name.to_s }.join(', ')}; using #{best.first.name}")
        end
        @defaultprovider = best.first
      end

      attr_writer :defaultprovider

      def providify
        return if @attributes.key?(:provider)

        newparam(:provider) do
          desc 'The backend that manages the resource.'
          defaultto do
            found = @resource.class.defaultprovider
            found && found.name
          end
          validate do |given|
            given = given.first if given.is_a?(Array)
            given = given.class.name if given.is_a?(Puppet::Provider)
            raise ArgumentError, "Invalid #{@resource.class.name} provider '#{given}'" unless @resource.class.provider(given)
          end
          munge do |given|
            given = given.first if given.is_a?(Array)
            given = given.to_sym if given.is_a?(String)
            @resource.provider = given
            given.is_a?(Puppet::Provider) ? given.class.name : given
          end
        end
      end

      def instances
        load_providers
        seen = {}
        @providers.values.select(&:suitable?).flat_map do |provider|
          provider.instances.map do |instance|
            next if seen[instance.name]

            seen[instance.name] = true
            made = new(name: instance.name, provider: instance)
            validproperties.each { |property| made.newattr(property) }
            made
          end
        end.compact
      end

      # Whether it says what it does when it is refreshed.
      def refreshable?
        method_defined?(:refresh)
      end
    end

    attr_accessor :catalog, :file, :line, :tags, :exported, :virtual
    attr_reader :title, :provider, :original_parameters, :parameters

    def initialize(given)
      given = given.to_hash_with_title if given.respond_to?(:to_hash_with_title)
      given = given.each_with_object({}) { |(key, value), all| all[key.to_sym] = value }
      @catalog = given.delete(:catalog) || HostDoor.catalog
      title = given.delete(:title)
      @file = given.delete(:__file)
      @line = given.delete(:__line)
      @tags = given.delete(:__tags) || []
      @sensitive = given.delete(:__sensitive) || []
      @parameters = {}
      @title = title || given[self.class.namevar] || given[:name]
      raise Puppet::Error, 'Title or name must be provided' if @title.nil?

      @original_parameters = given.dup
      name_from_title(given, title)
      @title = @title.to_s unless @title.is_a?(String)
      set_only_name(given)
      set_default(:provider)
      set_all(given)
      check
      set_sensitive_parameters(@sensitive.map(&:to_sym))
      @parameters.each_value { |one| one.sensitive ||= one.is_sensitive if one.respond_to?(:is_sensitive) }
    end

    def set_name(given); end

    # What is secret is shown of no property; parameters are shown by nobody but the code that has them.
    def set_sensitive_parameters(names)
      names.each do |name|
        case @parameters[name]
        when Puppet::Property then @parameters[name].sensitive = true
        when nil then warning("Unable to mark '#{name}' as sensitive: the property itself was not assigned a value.")
        else
          warning("Unable to mark '#{name}' as sensitive: #{name} is a parameter and not a property, " \
                  'and cannot be automatically redacted.')
        end
      end
    end

    def name_from_title(given, title)
      if given.key?(:name) && self.class.namevar != :name && !self.class.validattr_own?(:name)
        given[self.class.namevar] = given.delete(:name)
      end
      return if title.nil?

      names = self.class.key_attributes
      return if names.empty?

      patterns = self.class.title_patterns
      matched = patterns.any? do |pattern, parts|
        found = pattern.match(title.to_s)
        next false unless found

        parts.each_with_index do |(name, change), at|
          # The catalog has what is a text, as it stands in the title.
          value = found[at + 1]
          next if given.key?(name.to_sym) && !(change && given[name.to_sym] == value)

          value = change.call(value) if change
          raise Puppet::Error, "Got nil value for #{name}" if value.nil?

          given[name.to_sym] = value
        end
        true
      end
      raise Puppet::Error, "No set of title patterns matched the title \"#{title}\"." unless matched
    end

    def self.validattr_own?(name)
      !@attributes[name].nil?
    end

    # The name comes first, so that what is said of all else can tell it.
    def set_only_name(given)
      names = self.class.key_attributes
      self[names.first] = given.delete(names.first) if names.length == 1 && given.key?(names.first)
    end

    def set_all(given)
      absent = []
      (self.class.allattrs | given.keys).each do |name|
        if given.key?(name)
          begin
            @being_set = name
            self[name] = given[name]
          rescue ArgumentError, Puppet::Error, TypeError
            raise
          rescue StandardError => e
            raise Puppet::DevError, "Could not set #{name} on #{self.class.name}: #{Bunraku.told(e)}"
          end
        else
          absent << name
        end
      end
      @being_set = nil
      absent.each { |name| set_default(name) }
    end

    def set_default(name)
      type = self.class.attrclass(name)
      return unless type && type.method_defined?(:default) && !@parameters.key?(type.name)

      made = newattr(type.name)
      return unless made

      value = made.default
      if value
        made.value = value
      else
        @parameters.delete(made.name)
      end
    end

    def check
      validate if respond_to?(:validate)
    rescue Puppet::Error, ArgumentError => e
      raise Puppet::ResourceError, "Validation of #{ref} failed: #{Bunraku.told(e)}"
    end

    def newattr(name)
      name = name.name if name.is_a?(Class)
      type = self.class.attrclass(name)
      raise Puppet::Error, "Resource type #{self.class.name} does not support parameter #{name}" unless type

      if provider && !provider.class.supports_parameter?(type)
        missing = type.required_features.reject { |feature| provider.class.feature?(feature) }
        debug("Provider #{provider.class.name} does not support features #{missing.join(', ')}; not managing attribute #{name}")
        return nil
      end
      @parameters[type.name] ||= type.new(resource: self)
    end

    def name_var
      names = self.class.key_attributes
      names.length == 1 && names.first
    end

    def [](name)
      name = name.to_sym
      return metaparameters.fetch(name) { :notice if name == :loglevel } if METAPARAMETERS.include?(name) && !self.class.attrclass(name)

      fail "Invalid parameter #{name}(#{name.inspect})" unless self.class.validattr?(name)
      name = name_var if name == :name && name_var
      found = @parameters[name]
      found && found.value
    end

    def []=(name, value)
      name = name.to_sym
      unless self.class.validattr?(name)
        raise Puppet::ResourceError, "no parameter named '#{name}'"
      end
      name = name_var if name == :name && name_var
      raise Puppet::Error, "Got nil value for #{name}" if value.nil?

      if METAPARAMETERS.include?(name) && !self.class.attrclass(name)
        metaparameters[name] = munge_metaparameter(name, value)
        @being_set == name ? added_metaparameters.delete(name) : added_metaparameters[name] = metaparameters[name]
        return
      end

      attribute = newattr(name)
      return unless attribute

      begin
        attribute.value = value
      rescue Puppet::Error, ArgumentError => e
        raise if e.is_a?(Puppet::DevError) && (name == :provider || Bunraku.accident?(e))

        raise Puppet::ResourceError, "Parameter #{name} failed on #{ref}: #{Bunraku.told(e)}"
      end
    end

    def metaparameters
      @metaparameters ||= {}
    end

    # What code of the type has set, whatever the manifest says.
    def added_metaparameters
      @added_metaparameters ||= {}
    end

    def munge_metaparameter(name, value)
      case name
      when :noop then value.to_s == 'true'
      when :loglevel then value.to_s == 'verbose' ? :info : value.to_sym
      when :tag then [value].flatten.each { |one| tag(one) }
      when :alias then [value].flatten
      when :audit then audited(value)
      when :before, :notify, :require, :subscribe
        [value].flatten.map { |one| one.is_a?(Puppet::Resource) ? one : Puppet::Resource.new(one.to_s) }
      else value
      end
    end

    # Properties that are looked at, whether anything is wanted of them or not.
    def audited(names)
      names = [names].flatten.map(&:to_sym)
      names = self.class.validproperties if names == [:all]
      names.each { |name| newattr(name) if self.class.validproperty?(name) }
    end

    def delete(name)
      @parameters.delete(name.to_sym)
    end

    def parameter(name)
      @parameters[name.to_sym]
    end

    def property(name)
      found = @parameters[name.to_sym]
      found.is_a?(Puppet::Property) ? found : nil
    end

    def properties
      self.class.properties.map { |type| @parameters[type.name] }.compact
    end

    def eachproperty(&block)
      properties.each(&block)
    end

    def eachparameter
      @parameters.each_value { |one| yield one if one.is_a?(Puppet::Parameter) && !one.is_a?(Puppet::Property) }
    end

    def propertyvalue(name)
      found = property(name)
      found && found.value
    end

    def parameters_with_value
      self.class.parameters.map { |name| parameter(name) }.compact
    end

    def should(name)
      found = @parameters[name.to_sym]
      found.is_a?(Puppet::Property) ? found.should : nil
    end

    def value(name)
      self[name]
    end

    def name
      self[:name]
    end

    def type
      self.class.name
    end

    def ref
      "#{self.class.name.to_s.split('::').map(&:capitalize).join('::')}[#{title}]"
    end

    def to_s
      ref
    end

    def inspect
      ref
    end

    def path
      HostDoor.path_of(ref) || ref
    end

    # The names on the way to it; a title may have slashes of its own.
    def pathbuilder
      path.scan(%r{[^/\[]+(?:\[.*?\](?=/|\z))?})
    end

    def version
      catalog ? catalog.version : 0
    end

    def log_source
      ref
    end

    def uniqueness_key
      self.class.key_attributes.sort_by(&:to_s).map { |name| self[name] }
    end

    def isomorphic?
      self.class.isomorphic?
    end

    def appliable_to_host?
      self.class.can_apply_to(:host)
    end

    def appliable_to_device?
      self.class.can_apply_to(:device)
    end

    def noop?
      given = self[:noop]
      return given.to_s == 'true' unless given.nil?

      HostDoor.noop?
    end

    alias noop noop?

    def managed?
      properties.any? { |one| one.should && !one.class.unmanaged }
    end

    def exported?
      false
    end

    def virtual?
      false
    end

    def tagged?(*tags)
      tags.flatten.any? { |tag| @tags.include?(tag.to_s) }
    end

    def tag(*tags)
      @tags |= tags.map(&:to_s)
    end

    def merge_tags_from(other)
      @tags |= other.tags
    end

    def provider=(given)
      if given.is_a?(Puppet::Provider)
        @provider = given
        @provider.resource = self
      else
        type = self.class.provider(given)
        raise ArgumentError, "Could not find #{given} provider of #{self.class.name}" unless type

        @provider = type.new(self)
      end
    end

    def provider_type
      provider && provider.class
    end

    def suitable?
      return true unless self.class.attrclass(:provider)

      provider && provider.class.suitable? ? true : false
    end

    def retrieve
      fail "Provider #{provider.class.name} is not functional on this host" if provider.is_a?(Puppet::Provider) && !provider.class.suitable?
      found = Puppet::Resource.new(self.class, title)
      ensured = property(:ensure)
      ensured = newattr(:ensure) if ensured.nil? && self.class.needs_ensure_retrieval && self.class.validproperty?(:ensure)
      state = ensured && ensured.retrieve
      found[:ensure] = state if ensured
      properties.each do |one|
        next if one.name == :ensure

        found[one.name] = state == :absent ? :absent : one.retrieve
      end
      found
    end

    def self.needs_ensure_retrieval
      @needs_ensure_retrieval.nil? ? true : @needs_ensure_retrieval
    end

    class << self
      attr_writer :needs_ensure_retrieval
    end

    def retrieve_resource
      found = retrieve
      found.is_a?(Hash) ? Puppet::Resource.new(self.class, title, parameters: found) : found
    end

    def currentpropvalues
      properties.each_with_object({}) { |one, all| all[one] = one.retrieve }
    end

    def insync?(is)
      properties.all? { |one| one.safe_insync?(is[one.name]) }
    end

    def flush
      provider.flush if provider && provider.respond_to?(:flush)
    end

    def to_hash
      @parameters.transform_values(&:value).merge(metaparameters, { loglevel: self[:loglevel] })
    end

    def self_refresh?
      self.class.self_refresh
    end

    # What it is, with what it was given.
    def to_resource
      found = retrieve_resource
      @parameters.each { |name, one| found[name] = one.value unless one.is_a?(Puppet::Property) }
      metaparameters.merge(loglevel: self[:loglevel]).each { |name, value| found[name] = value }
      found
    end

    def purging
      @purging = true
    end

    def purging?
      @purging ? true : false
    end

    def parent
      catalog && catalog.container_of(self)
    end

    def ancestors
      []
    end

    def builddepends
      []
    end

    def info(message = nil)
      HostDoor.log('info', message.to_s, ref)
    end

    def finish; end

    def remove(*); end

    def depthfirst?
      false
    end

    def event(options = {})
      Transaction::Event.new(resource: self, file: file, line: line, tags: tags, **options)
    end

    def <=>(other)
      other.is_a?(Type) ? ref <=> other.ref : nil
    end

    def ==(other)
      other.is_a?(Type) && ref == other.ref
    end

    def eql?(other)
      equal?(other)
    end

    def hash
      object_id.hash
    end

    def automatic_relations
      self.class.relations.flat_map do |kind, type, block|
        names = instance_eval(&block)
        [names].flatten.compact.map do |name|
          if name.respond_to?(:ref)
            [kind.to_s, name.ref]
          elsif name.is_a?(String) && name =~ /\A[A-Z]\w*(::[A-Z]\w*)*\[.*\]\z/m
            [kind.to_s, name]
          else
            [kind.to_s, "#{type.to_s.split('::').map(&:capitalize).join('::')}[#{name}]"]
          end
        end
      end
    end
  end

  class CompilableResourceType; end

  # A resource as data: what catalogs and retrieve hand around.
  class Resource
    include Enumerable

    attr_accessor :title, :catalog, :file, :line, :exported, :virtual, :tags, :strict
    attr_reader :type

    def self.type_and_title(type, title)
      return [type, title] unless title.nil?

      type.to_s =~ /\A([^\[]+)\[(.*)\]\z/m ? [$1, $2] : [type, title]
    end

    def initialize(type, title = nil, options = {})
      if type.is_a?(Class)
        @resource_type = type
        type = type.name
      end
      type, title = Resource.type_and_title(type, title)
      @type = type.to_s.split('::').map(&:capitalize).join('::')
      @title = title
      @values = {}
      @tags = []
      @catalog = options[:catalog]
      (options[:parameters] || {}).each { |key, value| self[key] = value }
    end

    def [](name)
      name = name.to_sym
      return @values[name] if @values.key?(name)

      name == :name || name == :title ? @title : nil
    end

    def []=(name, value)
      @values[name.respond_to?(:name) && !name.is_a?(Symbol) ? name.name : name.to_sym] = value
    end

    def resource_type
      @resource_type || Puppet::Type.type(@type.downcase)
    end

    def key?(name)
      @values.key?(name.to_sym)
    end

    alias include? key?
    alias has_key? key?

    def each(&block)
      @values.each(&block)
    end

    def keys
      @values.keys
    end

    def delete(name)
      @values.delete(name.to_sym)
    end

    def to_hash
      @values.dup
    end

    alias to_h to_hash

    def to_hash_with_title
      @values.merge(title: @title)
    end

    def name
      self[:name]
    end

    def ref
      "#{@type}[#{@title}]"
    end

    alias to_s ref

    def inspect
      "#{ref}#{{ name: @title }.merge(@values)}"
    end

    def to_ral
      resource_type.new(self)
    end

    # What the host has, by `type/name`.
    module Found
      class << self
        def find(key, _options = {})
          type, name = named(key)
          found = type.instances.find { |one| one.name == name } unless type <= NativeType
          (found || type.new(name: name, audit: :all)).to_resource
        end

        def search(key, conditions = {})
          type, name = named(key)
          conditions = name.to_s.empty? ? conditions : conditions.merge(name: name)
          all = type.instances.map(&:to_resource)
          all.select { |one| conditions.all? { |property, value| one[property].to_s == value.to_s } }.sort_by(&:title)
        end

        private

        def named(key)
          type, name = key.split('/', 2)
          [Puppet::Type.type(type) || raise(Puppet::Error, "Could not find type #{type}"), name]
        end
      end
    end
    private_constant :Found

    def self.indirection
      Found
    end

    def valid_parameter?(name)
      resource_type.validattr?(name)
    end
  end

  # A resource of a type that we have ourselves, as Ruby code sees it.
  class NativeType < Type
    class << self
      def make(name)
        made = Class.new(self)
        made.start(name)
        HostDoor.attributes(name.to_s).each { |attribute, state| state ? made.newproperty(attribute) : made.newparam(attribute) }
        made
      end

      def const_missing(name)
        plain = name.to_s.sub(/\AParameter(?=.)/, '')
        found = @attributes[plain.gsub(/(?<=[a-z0-9])(?=[A-Z])/, '_').downcase.to_sym]
        found || super
      end

      def validattr?(_name)
        true
      end

      def namevar
        @namevar ||= HostDoor.namevar(name.to_s).to_sym
      end

      # The type in full, for providers that modules add to it.
      def managed
        @managed ||= NativeTypes.make(name)
      end

      def provider(name)
        managed.provider(name)
      end

      def provide(name, options = {}, &block)
        managed.provide(name, options, &block)
      end

      def unprovide(name)
        managed.unprovide(name)
      end

      def provider_hash
        managed.provider_hash
      end

      def feature(*arguments, **options)
        managed.feature(*arguments, **options)
      end

      def instances
        HostDoor.instances(name.to_s).map { |title, values| allocate.stand(values.merge(title: title)) }
      end
    end

    def initialize(given)
      stand(given)
      raise Puppet::Error, 'Title or name must be provided' if @title.nil?

      type = self.class.name.to_s
      known = HostDoor.attributes(type).map { |name, _| name.to_sym } + METAPARAMETERS + [:name, :provider]
      unknown = @values.keys.find { |name| !known.include?(name) }
      raise Puppet::Error, "no parameter named '#{unknown}'" if unknown

      plain = @values.reject { |name, value| value.nil? || name == :provider && value.is_a?(Puppet::Provider) }
      problem = HostDoor.problem(type, @title.to_s, plain.transform_keys(&:to_s))
      raise Puppet::ResourceError, problem if problem
    end

    # Stands for a resource that is known to be right.
    def stand(given)
      given = given.to_hash_with_title if given.respond_to?(:to_hash_with_title)
      @values = given.each_with_object({}) { |(key, value), all| all[key.to_sym] = value }
      @catalog = @values.delete(:catalog) || HostDoor.catalog
      @tags = @values.delete(:__tags) || []
      @title = @values.delete(:title) || @values[self.class.namevar] || @values[:name]
      @values.delete(:__file)
      @values.delete(:__line)
      @values.delete(:__sensitive)
      @parameters = {}
      @original_parameters = @values
      self
    end

    def [](name)
      name = name.to_sym
      name = self.class.namevar if name == :name && !@values.key?(:name)
      found = @values[name]
      found = @title if found.nil? && name == self.class.namevar
      name == :ensure && found.is_a?(String) ? found.to_sym : found
    end

    # What code puts into a resource of the catalog, the run finds there.
    def []=(name, value)
      @values[name.to_sym] = value
      HostDoor.assign(ref, name.to_s, value)
    end

    def should(name)
      self[name]
    end

    def delete(name)
      @values.delete(name.to_sym)
    end

    def name
      self[self.class.namevar]
    end

    def to_hash
      @values.dup
    end

    def parameter(name)
      @values.key?(name.to_sym) ? self : nil
    end

    alias property parameter

    def retrieve
      Puppet::Resource.new(self.class, title, parameters: self.class.found(name.to_s))
    end

    def changed_values
      @values
    end

    def noop?
      HostDoor.noop?
    end
  end

  # A class, a stage, or a resource that the language defines, as what contains others.
  class Type::Component < Type
    @name = :component

    attr_reader :ref

    def initialize(ref)
      @ref = ref
      @title = ref[/\[(.*)\]\z/m, 1]
      @parameters = {}
      @tags = []
    end

    def [](name)
      name.to_sym == :name ? @ref : nil
    end

    def path
      HostDoor.path_of(@ref) || @ref
    end
  end

  # One that contains, or is before, another.
  Relationship = Struct.new(:source, :target, :event, :callback) do
    def to_s
      "#{source} => #{target}"
    end

    alias_method :ref, :to_s
    alias_method :inspect, :to_s
  end

  module Graph
    # What waits for what.
    class RelationshipGraph
      def initialize(catalog)
        @catalog = catalog
      end

      def vertices
        @catalog.resources
      end

      def vertex?(resource)
        !@catalog.resource(resource.ref).nil?
      end

      def direct_dependents_of(resource)
        HostDoor.waiting_for(resource.ref).map { |ref| @catalog.found(ref) }
      end

      def direct_dependencies_of(resource)
        HostDoor.waited_for(resource.ref).map { |ref| @catalog.found(ref) }
      end

      def dependents(resource) = reached(resource, :waiting_for)

      def dependencies(resource) = reached(resource, :waited_for)

      def edge?(from, to)
        HostDoor.waiting_for(from.ref).include?(to.ref)
      end

      private

      def reached(resource, direction)
        known = []
        near = HostDoor.public_send(direction, resource.ref)
        while (ref = near.shift)
          next if known.include?(ref)

          known << ref
          near.concat(HostDoor.public_send(direction, ref))
        end
        known.map { |ref| @catalog.found(ref) }
      end
    end
  end

  # The resources of a run.
  class Catalog
    def initialize
      @by_ref = {}
    end

    def add(resource)
      @by_ref[resource.ref] = resource
    end

    def add_resource(*resources)
      resources.each { |resource| add(resource) }
    end

    def resources
      HostDoor.catalog_refs.map { |ref| resource(ref) }.compact | @by_ref.values
    end

    def resource(type, title = nil)
      ref = title.nil? ? type.to_s : "#{type.is_a?(Class) ? type.name.to_s.capitalize : type.to_s.split('::').map(&:capitalize).join('::')}[#{title}]"
      @by_ref[ref] || HostDoor.resource(ref)
    end

    def resource_refs
      resources.map(&:ref)
    end

    def vertices
      resources
    end

    def typed(type)
      resources.select { |one| one.class.name == type }
    end

    def host_config?
      true
    end

    # What contains what.
    def edges
      HostDoor.catalog_edges.map { |from, to| Relationship.new(found(from), found(to)) }
    end

    def container_of(resource)
      edge = HostDoor.catalog_edges.find { |_, to| to == resource.ref }
      edge && found(edge.first)
    end

    def adjacent(resource, options = {})
      inward = options[:direction] == :in
      near = edges.select { |edge| (inward ? edge.target : edge.source).ref == resource.ref }
      options[:type] == :edges ? near : near.map { |edge| inward ? edge.source : edge.target }
    end

    def classes
      HostDoor.catalog_classes
    end

    def name
      HostDoor.catalog_name
    end

    def size
      resources.size
    end

    def resource_keys
      resources.map { |one| [one.ref[/\A[^\[]+/], one.title] }
    end

    def relationship_graph
      @relationship_graph ||= Graph::RelationshipGraph.new(self)
    end

    # A resource, or what contains some.
    def found(ref)
      resource(ref) || Type::Component.new(ref)
    end

    # The moment that the run's catalog was made.
    def version
      @version ||= Time.now.to_i
    end

    def environment
      Puppet::Settings.new[:environment]
    end

    def environment_instance
      Puppet::Environment.new(environment)
    end
  end
end
