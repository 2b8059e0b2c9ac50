module Puppet
  class Parameter; end

  # A literal or a pattern that an attribute takes, and what it does.
  class Parameter::Value
    attr_accessor :name, :aliases, :block, :method, :event, :required_features, :call, :invalidate_refreshes

    def self.symbol(value)
      value.is_a?(Symbol) || value == '' ? value : value.to_s.to_sym
    end

    def initialize(name)
      @name = name.is_a?(Regexp) ? name : self.class.symbol(name)
      @aliases = []
    end

    def regex?
      @name.is_a?(Regexp)
    end

    def match?(value)
      return value.to_s =~ @name ? true : false if regex?

      text = self.class.symbol(value)
      @name == text || @aliases.include?(text)
    end
  end

  # The literals and patterns that an attribute takes.
  class Parameter::ValueCollection
    def initialize
      @entries = []
    end

    def initialize_copy(other)
      super
      @entries = @entries.dup
    end

    def empty?
      @entries.empty?
    end

    def newvalue(name, options = {}, &block)
      entry = Parameter::Value.new(name)
      options.each { |key, value| entry.send("#{key}=", value) if entry.respond_to?("#{key}=") }
      entry.block = block
      @entries << entry
      entry
    end

    def newvalues(*names)
      names.each { |name| newvalue(name) }
    end

    def aliasvalue(name, other)
      found = value(Parameter::Value.symbol(other))
      raise Puppet::DevError, "Cannot alias nonexistent value #{other}" unless found

      found.aliases << Parameter::Value.symbol(name)
    end

    def value(name)
      @entries.reverse_each.find { |entry| entry.name == name }
    end

    def values
      @entries.reject(&:regex?).map(&:name)
    end

    def regexes
      @entries.select(&:regex?).map { |entry| entry.name.inspect }
    end

    # Literals prevail over patterns.
    def match?(value)
      @entries.find { |entry| !entry.regex? && entry.match?(value) } ||
        @entries.find { |entry| entry.regex? && entry.match?(value) }
    end

    def munge(value)
      found = match?(value)
      found.nil? || found.regex? ? value : found.name
    end

    def validate(value)
      return if empty? || match?(value)

      text = "Invalid value #{value.inspect}."
      text += " Valid values are #{values.join(', ')}." unless values.empty?
      text += " Valid values match #{regexes.join(', ')}." unless regexes.empty?
      raise ArgumentError, text
    end

    def doc
      literals = @entries.reject(&:regex?).map do |entry|
        "`#{entry.name}`" + (entry.aliases.empty? ? '' : " (also called `#{entry.aliases.join(', ')}`)")
      end
      text = literals.empty? ? '' : "Valid values are #{literals.join(', ')}. "
      regexes.empty? ? text : "#{text}Values can match `#{regexes.join('`, `')}`."
    end
  end

  module Failures
    def fail(*arguments)
      type = Puppet::Error
      type = arguments.shift if arguments.first.is_a?(Class)
      raise type, arguments.join(' ')
    end

    def devfail(message)
      raise Puppet::DevError, message
    end

    def adderrorcontext(error, _other = nil)
      error
    end

    def error_context
      ''
    end

    def exceptwrap(options = {})
      yield
    rescue Puppet::Error
      raise
    rescue StandardError => e
      raise options[:type] || Puppet::DevError, options[:message] || "#{self.class} failed: #{e}"
    end
  end

  class Parameter
    include Logs
    include Failures

    class << self
      attr_accessor :name, :metaparam, :resource_type
      attr_writer :doc

      def inherited(type)
        super
        type.initvars
      end

      def initvars
        @values = nil
      end

      def value_collection
        @values ||= superclass.respond_to?(:value_collection) && superclass.own_values? ? superclass.value_collection.dup : ValueCollection.new
      end

      def own_values?
        !@values.nil? || (superclass.respond_to?(:own_values?) && superclass.own_values?)
      end

      def values
        value_collection.values
      end

      def desc(text)
        @doc = text
      end

      # What it is, with the values that it takes and what a provider needs for it.
      def doc
        needed = required_features ? "Requires features #{required_features.join(' ')}." : ''
        [Puppet::Util::Docs.scrub(@doc || ''), value_collection.doc, needed].reject(&:empty?).join("\n\n")
      end

      def required_features
        @required_features
      end

      def required_features=(features)
        @required_features = features.nil? ? nil : [features].flatten.map(&:to_sym)
      end

      def defaultto(value = nil, &block)
        if block
          define_method(:default, &block)
        else
          raise Puppet::DevError, 'Either a default value or block must be provided' if value.nil?

          define_method(:default) { value }
        end
      end

      def nodefault
        undef_method(:default) if public_method_defined?(:default)
      end

      def munge(&block)
        define_method(:unsafe_munge, &block)
      end

      def unmunge(&block)
        define_method(:unmunge, &block)
      end

      def validate(&block)
        define_method(:unsafe_validate, &block)
      end

      def isnamevar
        @isnamevar = true
        @required = true
      end

      def isnamevar?
        @isnamevar ? true : false
      end

      def isrequired
        @required = true
      end

      def required?
        @required ? true : false
      end

      def sensitive(value = nil, &block)
        if block
          define_method(:is_sensitive, &block)
        else
          define_method(:is_sensitive) { value }
        end
      end

      def newvalues(*names)
        names.each { |name| newvalue(name) }
      end

      def newvalue(name, options = {}, &block)
        value_collection.newvalue(name, options, &block)
      end

      def aliasvalue(name, other)
        value_collection.aliasvalue(name, other)
      end

      def proxymethods(*names)
        names.each { |name| define_method(name) { @resource.send(name) } }
      end

      def format_value_for_display(value)
        value.is_a?(::Module) ? value.to_s : HostDoor.display(value)
      end

    end

    attr_accessor :resource, :sensitive, :parent

    def initialize(resource: nil, value: nil, should: nil)
      raise Puppet::DevError, "No resource set for #{self.class.name}" unless resource

      @resource = resource
      self.value = value unless value.nil?
      self.should = should unless should.nil?
    end

    def name
      self.class.name
    end

    def metaparam?
      self.class.metaparam ? true : false
    end

    def isnamevar?
      self.class.isnamevar?
    end

    def isrequired?
      self.class.required?
    end

    def log_source
      [@resource.ref, name.to_s]
    end

    def provider
      @resource.provider
    end

    def value
      unmunge(@value) unless @value.nil?
    end

    def value=(value)
      validate(value)
      @value = munge(value)
    end

    def munge(value)
      unsafe_munge(value)
    rescue Puppet::Error
      raise
    rescue StandardError => e
      raise Puppet::DevError, "Munging failed for value #{value.inspect} in class #{name}: #{Bunraku.told(e)}"
    end

    def validate(value)
      unsafe_validate(value)
    rescue ArgumentError
      raise
    rescue Puppet::Error
      raise
    rescue StandardError => e
      raise Puppet::DevError, "Validate method failed for class #{name}: #{Bunraku.told(e)}"
    end

    def unsafe_munge(value)
      self.class.value_collection.munge(value)
    end

    def unsafe_validate(value)
      self.class.value_collection.validate(value)
    end

    def unmunge(value)
      value
    end

    def tags
      []
    end

    def noop
      @resource.noop?
    end

    def file
      @resource.file
    end

    def line
      @resource.line
    end

    def format(text, *values)
      Kernel.format(text, *values)
    end

    def remove; end

    def path
      "#{@resource.path}/#{name}"
    end

    def to_s
      name.to_s
    end

    def ==(other)
      equal?(other)
    end
  end

  class Property < Parameter
    class << self
      attr_accessor :unmanaged

      def array_matching
        @array_matching ||= superclass.respond_to?(:array_matching) ? superclass.array_matching : :first
      end

      def array_matching=(kind)
        kind = kind.to_sym if kind.is_a?(String)
        raise ArgumentError, "Supported values for Property#array_matching are 'first' and 'all'" unless [:first, :all].include?(kind)

        @array_matching = kind
      end

      def newvalue(name, options = {}, &block)
        entry = super
        if block && !entry.regex?
          entry.method ||= "set_#{entry.name}"
          define_method(entry.method, &block)
        end
        entry
      end
    end

    attr_writer :noop

    def match_all?
      self.class.array_matching == :all
    end

    def should
      return nil unless defined?(@should) && @should

      match_all? ? @should.map { |item| unmunge(item) } : unmunge(@should[0])
    end

    def should=(values)
      values = [values] unless values.is_a?(Array)
      @shouldorig = values
      values.each { |value| validate(value) }
      @should = values.map { |value| munge(value) }
    end

    attr_reader :shouldorig

    def value
      should
    end

    def value=(values)
      self.should = values
    end

    def retrieve
      provider.send(self.class.name)
    end

    def insync?(is)
      devfail "#{self.class.name}'s should is not array" unless @should.is_a?(Array)
      return true if @should.empty?

      if match_all?
        return false unless is.is_a?(Array) && is.length == @should.length

        is == @should || is == @should.map(&:to_s)
      else
        @should.any? { |wanted| property_matches?(is, wanted) }
      end
    end

    def safe_insync?(is)
      insync?(is)
    end

    def property_matches?(current, desired)
      current == desired || current == desired.to_s
    end

    def insync_values?(wanted, is)
      before = @should
      @should = wanted
      insync?(is)
    ensure
      @should = before
    end

    def is_to_s(value)
      self.class.format_value_for_display(value)
    end

    def should_to_s(value)
      self.class.format_value_for_display(value)
    end

    def change_to_s(current, wanted)
      if current == :absent
        "defined '#{name}' as #{should_to_s(wanted)}"
      elsif wanted == :absent || wanted == [:absent]
        "undefined '#{name}' from #{is_to_s(current)}"
      else
        "#{name} changed #{is_to_s(current)} to #{should_to_s(wanted)}"
      end
    rescue Puppet::Error
      raise
    rescue StandardError => e
      raise Puppet::DevError, "Could not convert change '#{name}' to string: #{Bunraku.told(e)}"
    end

    # What reports call its change.
    def event_name
      wanted = should
      said = self.class.value_collection.value(wanted)&.event
      return said if said
      return :"#{name}_changed" unless name == :ensure

      :"#{resource.type}_#{{ present: 'created', absent: 'removed' }.fetch(wanted, 'changed')}"
    end

    def sync
      devfail "Got a nil value for should" if should.nil?
      set(should)
    end

    def set(value)
      entry = value.is_a?(Array) ? nil : self.class.value_collection.match?(value)
      return call_provider(value) if entry.nil?

      if entry.method && respond_to?(entry.method)
        call_value { send(entry.method) }
      elsif entry.block
        call_value { instance_eval(&entry.block) }
      else
        call_provider(value)
      end
    end

    def call_provider(value)
      setter = "#{self.class.name}="
      unless provider && provider.respond_to?(setter)
        fail "The #{provider ? provider.class.name : 'missing'} provider can not handle attribute #{self.class.name}"
      end
      provider.send(setter, value)
    end

    def call_value
      yield
    rescue Puppet::Error
      raise
    rescue StandardError => e
      raise Puppet::Error, "Could not set '#{should}' on #{self.class.name}: #{Bunraku.told(e)}"
    end

    def validate_features_per_value(value)
      entry = self.class.value_collection.match?(value)
      needed = entry && entry.required_features
      return unless needed && provider

      needed = [needed].flatten
      return if provider.class.satisfies?(*needed)

      raise ArgumentError, "Provider #{provider.class.name} must have features '#{needed.sort.join(', ')}' to set '#{name}' to '#{value}'"
    end

    def unsafe_validate(value)
      super
      validate_features_per_value(value)
    end

    def property_changed?
      true
    end
  end

  class Property::Ensure < Property
    @name = :ensure

    def self.inherited(type)
      super
      type.name = :ensure
    end

    def self.defaultvalues
      newvalue(:present) do
        target = @resource.provider && @resource.provider.respond_to?(:create) ? @resource.provider : @resource
        target.create
        nil
      end
      newvalue(:absent) do
        target = @resource.provider && @resource.provider.respond_to?(:destroy) ? @resource.provider : @resource
        target.destroy
        nil
      end
      defaultto { @resource.managed? ? :present : nil }
    end

    def retrieve
      asked = [@resource.provider, @resource].find { |one| one && one.respond_to?(:exists?) }
      raise Puppet::DevError, "No ability to determine if #{@resource.class.name} exists" unless asked

      asked.exists? ? :present : :absent
    end

    def change_to_s(current, wanted)
      if current == :absent || current.nil?
        'created'
      elsif wanted == :absent
        'removed'
      else
        "#{name} changed #{is_to_s(current)} to #{should_to_s(wanted)}"
      end
    end

    defaultto { @resource.managed? ? :present : nil }
  end

  module CoercesBooleans
    def unsafe_munge(value)
      case value
      when true, :true, 'true', :yes, 'yes' then true
      when false, :false, 'false', :no, 'no' then false
      else raise Puppet::Error, "expected a boolean value, got #{value.inspect}"
      end
    end
  end

  module Coercion
    def self.boolean(value)
      case value
      when true, :true, 'true', :yes, 'yes' then true
      when false, :false, 'false', :no, 'no' then false
      else raise Puppet::Error, 'expected a boolean value'
      end
    end
  end

  class Parameter::Boolean < Parameter
    include CoercesBooleans

    def unsafe_munge(value)
      Puppet::Coercion.boolean(value)
    end
  end

  class Property::Boolean < Property
    def unsafe_munge(value)
      Puppet::Coercion.boolean(value)
    end
  end

  class Parameter::Path < Parameter
    def self.accept_arrays(flag = true)
      @accepts_arrays = flag
    end

    def self.arrays?
      @accepts_arrays
    end

    def self.inherited(type)
      super
      type.accept_arrays(arrays?)
    end

    def validate_path(paths)
      if paths.is_a?(Array) && !self.class.arrays?
        fail "#{name} only accepts a single path, not an array of paths"
      end
      [paths].flatten.each do |path|
        fail "#{name} must be a fully qualified path" unless Puppet::Util.absolute_path?(path)
      end
    end

    def unsafe_validate(paths)
      validate_path(paths)
    end
  end

  # Options as they are given, hashes with strings for keys.
  class Parameter::PackageOptions < Parameter
    def unsafe_munge(values)
      [values].flatten.map do |value|
        case value
        when Hash then value.each_with_object({}) { |(key, item), all| all[quoted(key)] = quoted(item) }
        when String then quoted(value)
        else fail "Expected either a string or hash of options"
        end
      end
    end

    def quoted(value)
      value.to_s
    end
  end

  class Property::List < Property
    def is_to_s(value)
      value == :absent ? super : value.join(delimiter)
    end

    def membership
      :membership
    end

    def add_should_with_current(should, current)
      should += current if current.is_a?(Array)
      should.uniq
    end

    def inclusive?
      @resource[membership] == :inclusive
    end

    def dearrayify(array)
      array.sort.join(delimiter)
    end

    def should
      return nil unless defined?(@should) && @should

      dearrayify(inclusive? ? @should : add_should_with_current(@should, retrieve))
    end

    def delimiter
      ','
    end

    def retrieve
      found = provider && provider.send(name)
      return :absent if found.nil? || found == :absent

      found.instance_of?(Array) ? found : found.split(delimiter)
    end

    def prepare_is_for_comparison(is)
      dearrayify(is == :absent ? [] : is)
    end

    def insync?(is)
      is ? prepare_is_for_comparison(is) == should : true
    end
  end

  class Property::OrderedList < Property::List
    def add_should_with_current(should, current)
      current.is_a?(Array) ? should + (current - should) : should
    end

    def dearrayify(array)
      array.join(delimiter)
    end
  end

  class Property::KeyValue < Property
    class << self
      attr_accessor :log_only_changed_or_new_keys
    end

    def hash_to_key_value_s(hash)
      shown = self.class.log_only_changed_or_new_keys ? hash.select { |key, _| @changed_or_new_keys.include?(key) } : hash
      shown.map { |pair| pair.join(separator) }.join(delimiter)
    end

    def is_to_s(value)
      hash_to_key_value_s(value)
    end

    def should_to_s(value)
      hash_to_key_value_s(value)
    end

    def membership
      :key_value_membership
    end

    def inclusive?
      @resource[membership] == :inclusive
    end

    def hashify_should
      return @should.first if @should.first.is_a?(Hash)

      @should.each_with_object({}) do |pair, all|
        key, value = pair.split(separator)
        all[key.strip.to_sym] = value
      end
    end

    def process_current_hash(current)
      return {} if current == :absent

      current.each_key { |key| current[key] = nil } if inclusive?
      current
    end

    def should
      return nil unless defined?(@should) && @should

      current = process_current_hash(retrieve)
      wanted = current.merge(hashify_should)
      @changed_or_new_keys ||= wanted.keys.select { |key| !current.key?(key) || current[key] != wanted[key] }
      wanted
    end

    def separator
      '='
    end

    def delimiter
      ';'
    end

    def retrieve
      found = provider && provider.send(name)
      found.nil? || found == :absent ? :absent : found
    end

    def insync?(is)
      is ? is == should : true
    end

    validate do |value|
      raise ArgumentError, "The #{name} property must be specified as a hash or an array of key/value pairs (strings)!" unless value.is_a?(String) || value.is_a?(Hash)
      next if value.is_a?(Hash)
      raise ArgumentError, "Key/value pairs must be separated by '#{separator}'" unless value.include?(separator.to_s)
    end

    munge do |value|
      value.is_a?(String) ? value : value.to_h { |key, item| [key.to_s.strip.to_sym, item.to_s] }
    end
  end
end
