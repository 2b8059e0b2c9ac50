# What modules find of Puppet when their functions and templates run at compile time. `Puppet::Door` is the
# compiler itself; everything that needs more than Ruby goes through it.
module Puppet
  class Error < RuntimeError
    attr_accessor :original

    def initialize(message = nil, original = nil)
      super(message)
      @original = original
    end
  end

  # An error that knows its place in a file tells it in its message.
  module ExternalFileError
    attr_accessor :file, :line, :pos

    def initialize(message = nil, file = nil, line = nil, pos = nil, original = nil)
      original, pos = pos, nil if pos.is_a?(Exception)
      super(message, original)
      @file = file unless file == ''
      @line = line
      @pos = pos
    end

    def to_s
      super + Puppet::Util::Errors.error_location_with_space(@file, @line, @pos)
    end
  end

  class ParseError < Error
    include ExternalFileError
  end

  class ResourceError < Error
    include ExternalFileError
  end

  class DevError < Error
    include ExternalFileError
  end

  class ParseErrorWithIssue < ParseError; end
  class PreformattedError < ParseErrorWithIssue; end
  class ExecutionFailure < Error; end
  class MissingCommand < Error; end
  class DataBinding
    class LookupError < Puppet::Error; end
  end

  class Context
    class UndefinedBindingError < Puppet::Error; end
  end

  class << self
    def [](name)
      Settings[name]
    end

    def []=(name, value)
      Settings[name] = value
    end

    def settings
      Settings
    end

    def version
      '7.23.0'
    end

    def features
      Features
    end

    def runtime
      { facter: Facter, http: HTTP::Client.new }
    end

    def run_mode
      RunMode
    end

    def lookup(name, &otherwise)
      case name
      when :current_environment, :root_environment then Puppet::Door.environment
      when :global_scope then Puppet::Door.top_scope
      when :loaders then Pops::Loaders
      else
        return @overridden[name] if @overridden&.key?(name)
        raise Context::UndefinedBindingError, "Unable to lookup '#{name}'" unless otherwise

        otherwise.call
      end
    end

    def override(bindings, _description = '')
      before = @overridden
      @overridden = (before || {}).merge(bindings)
      yield
    ensure
      @overridden = before
    end

    %w[debug info notice warning err alert crit emerg].each do |level|
      define_method(level) do |message = nil, &block|
        Puppet::Door.log(level, (block ? block.call : message).to_s)
      end
    end

    def warn_once(_kind, key, message, file = nil, line = nil, level = :warning)
      place = file || line ? Util::Errors.error_location(file, line) : '(file & line not available)'
      Puppet::Door.log_once(level.to_s, key.to_s, "#{message}\n   #{place}")
    end

    def deprecation_warning(message, key = nil)
      Puppet::Door.log_once('warning', (key || message).to_s, "#{message}\n   (location: #{Puppet::Door.place})")
    end

    def log_exception(exception, message = nil)
      err(message.is_a?(String) ? message : exception.message)
    end
  end

  # What code sets is its own: the compilation goes by what it began with.
  module Settings
    @changed = {}

    class << self
      def [](name)
        @changed.fetch(name.to_sym) { Puppet::Door.setting(name.to_s) }
      end

      def []=(name, value)
        @changed[name.to_sym] = value
      end

      def value(name, _environment = nil)
        self[name]
      end
    end
  end

  module HTTP
    # Asks as `net/http` does, which says here that the network is not to be reached.
    class Client
      %w[get head put post delete].each do |verb|
        define_method(verb) do |url, *_body, **_options|
          Net::HTTP.new(url.host, url.port).send_request(verb.upcase, url.request_uri)
        end
      end
    end
  end

  PUPPETVERSION = version

  module Features
    def self.add(name, options = {}, &block)
      libraries = Array(options[:libs])
      define_singleton_method("#{name}?") do
        libraries.each { |library| require library }
        block ? block.call ? true : false : true
      rescue LoadError
        false
      end
    end

    def self.method_missing(_name, *)
      false
    end

    def self.respond_to_missing?(*)
      true
    end

    def self.posix?
      true
    end

    def self.root?
      false
    end
  end

  module RunMode
    def self.server?
      false
    end

    def self.master?
      false
    end

    def self.agent?
      false
    end

    def self.name
      :user
    end
  end

  module Util
    module Errors
      def self.error_location(file, line = nil, column = nil)
        file = nil if file.is_a?(String) && file.empty?
        parts = []
        parts << "file: #{file || 'unknown'}" if file || line
        parts << "line: #{line}" if line
        parts << "column: #{column}" if line && column
        parts.empty? ? '' : "(#{parts.join(', ')})"
      end

      def self.error_location_with_space(file, line = nil, column = nil)
        place = error_location(file, line, column)
        place.empty? ? '' : " #{place}"
      end
    end

    module Package
      def versioncmp(left, right, *)
        Puppet::Door.call_function('versioncmp', [left, right])
      end
      module_function :versioncmp
    end

    class Log
      def self.level = :notice

      def self.levels = %i[debug info notice warning err alert emerg crit]
    end

    module Logging
      %w[debug info notice warning err alert crit emerg].each do |level|
        define_method(level) { |message| Puppet.public_send(level, message) }
      end
    end

    module Execution
      def self.execute(command, *)
        raise Puppet::ExecutionFailure, "no process is started while a catalog is compiled: #{Array(command).join(' ')}"
      end
    end

    module_function

    def absolute_path?(path, platform = nil)
      return path.match?(%r{\A(?:(?:[A-Z]:[\\/])|(?:[\\/][\\/][^\\/]+[\\/][^\\/]+)|(?:[\\/][\\/]\?[\\/][^\\/]+))}i) if platform.to_s == 'windows'

      path.start_with?('/')
    end

    def deterministic_rand(seed, max)
      deterministic_rand_int(seed, max).to_s
    end

    def deterministic_rand_int(seed, max)
      Random.new(seed).rand(max)
    end

    # What parts an address stays as it is.
    def uri_encode(text, *)
      text.split(%r{([/:?=&;@!$',])}).map { |part| part.match?(%r{\A[/:?=&;@!$',]\z}) ? part : Puppet::Door.encode(part) }.join
    end

    def uri_query_encode(text, *)
      Puppet::Door.encode(text)
    end

    def path_to_uri(path)
      ::URI::Generic.build(scheme: 'file', path: uri_encode(path))
    end

    def symbolizehash(hash)
      hash.transform_keys { |key| key.to_s.to_sym }
    end

    def which(_program)
      nil
    end
  end

  class Resource
    include Enumerable

    attr_reader :type, :title
    attr_accessor :virtual, :exported

    def self.type_and_title(type, title)
      return [type, title] if title

      found = type.to_s.match(/\A([^\[\]]+)\[(.+)\]\z/m)
      raise ArgumentError, "No title provided and #{type.inspect} is not a valid resource reference" unless found

      [found[1].split('::').map(&:capitalize).join('::'), found[2]]
    end

    def initialize(type, title = nil, options = {})
      @type, @title = self.class.type_and_title(type, title)
      @type = @type.to_s.split('::').map(&:capitalize).join('::')
      given = options[:parameters] || {}
      @parameters = given.is_a?(Hash) ? given : {}
      @exported = options[:exported]
      @virtual = options[:virtual] || @exported
    end

    attr_reader :parameters

    def [](name)
      name.to_sym == :title ? @title : @parameters[name.to_sym]
    end

    def []=(name, value)
      @parameters[name.to_sym] = value
    end

    def set_parameter(name, value)
      self[name] = value
    end

    def delete(name)
      @parameters.delete(name.to_sym)
    end

    def keys
      @parameters.keys
    end

    def has_key?(name)
      @parameters.key?(name)
    end
    alias include? has_key?

    def key?(name)
      @parameters.key?(name.to_sym)
    end

    def length
      @parameters.length
    end

    def empty?
      @parameters.empty?
    end

    def each(&block)
      parameters.each(&block)
    end

    # The parameters, and what the title says.
    def to_hash
      { Puppet::Door.name_of(@type).to_sym => @title }.merge(@parameters.compact)
    end

    # As `create_resources` takes it, marks of virtual and exported ones before the name.
    def declared_type
      "#{'@' if @virtual}#{'@' if @exported}#{@type.downcase}"
    end

    def ref
      "#{@type}[#{@title}]"
    end
    alias to_s ref

    def name
      @title
    end

    def inspect
      "#{ref}#{to_hash}"
    end

    def virtual?
      @virtual ? true : false
    end

    def exported?
      @exported ? true : false
    end

    def class?
      @type == 'Class'
    end

    def stage?
      @type == 'Stage'
    end

    def builtin_type?
      !class? && Puppet::Door.resource_type?(@type)
    end
    alias builtin? builtin_type?

    def isomorphic?
      true
    end

    def resource_type
      types = Puppet::Door.known_resource_types
      class? ? types.hostclass(@title) : types.find(@type)
    end

    def valid_parameter?(name)
      resource_type.valid_parameter?(name)
    end

    def key_attributes
      [Puppet::Door.name_of(@type).to_sym]
    end

    def uniqueness_key
      [@title]
    end

    def environment
      Puppet::Door.environment
    end

    def ==(other)
      other.is_a?(Resource) && ref == other.ref
    end
  end

  class Module
    attr_reader :name, :path

    def initialize(name, path)
      @name = name
      @path = path
    end

    def self.find(name, _environment = nil)
      Puppet::Door.environment.module(name)
    end

    def metadata_file
      File.join(@path, 'metadata.json')
    end

    def has_metadata?
      File.exist?(metadata_file)
    end

    def metadata
      has_metadata? ? JSON.parse(File.read(metadata_file)) : {}
    end

    %w[version author license source summary description project_page].each do |name|
      define_method(name) { metadata[name] }
    end

    def forge_name
      metadata['name']&.tr('-', '/')
    end

    def dependencies
      metadata['dependencies'] || []
    end

    %w[files templates manifests].each { |name| define_method(name) { File.join(@path, name) } }

    def template(name)
      found = File.join(@path, 'templates', name)
      found if File.exist?(found)
    end

    def file(name)
      found = File.join(@path, 'files', name)
      found if File.exist?(found)
    end

    def to_s
      "Module #{@name}(#{@path})"
    end
  end

  class Node
    class Environment
      attr_reader :name

      def initialize(name)
        @name = name.to_sym
      end

      def modules
        Puppet::Door.modules.map { |name, path| Puppet::Module.new(name, path) }
      end

      def module(name)
        modules.find { |one| one.name == name }
      end

      def manifest
        Puppet::Door.setting('manifest')
      end

      def config_version
        nil
      end

      def modulepath
        Puppet::Door.module_path
      end
      alias full_modulepath modulepath

      def known_resource_types
        Puppet::Door.known_resource_types
      end

      def to_s
        @name.to_s
      end
      alias inspect to_s

      def ==(other)
        to_s == other.to_s
      end
    end
  end

  module Parser
    class Error < Puppet::Error; end

    module Files
      def self.find_template(file, *)
        Puppet::Door.find_file('templates', file)
      end

      def self.find_file(file, *)
        Puppet::Door.find_file('files', file)
      end
    end

    module Functions
      @known = {}

      class << self
        attr_reader :known

        def newfunction(name, options = {}, &block)
          name = name.to_sym
          type = options[:type] || :statement
          raise Puppet::DevError, "Invalid statement type #{type.inspect}" unless %i[statement rvalue].include?(type)

          arity = options[:arity] || -1
          Puppet::Parser::Scope.send(:define_method, "real_function_#{name}", &block)
          Puppet::Parser::Scope.send(:define_method, "function_#{name}") do |*args|
            Puppet::Parser::Functions.call(self, name, arity, type, args)
          end
          @known[name] = { arity: arity, type: type, name: "function_#{name}" }
        end

        def call(scope, name, arity, type, args)
          args = args[0]
          unless args.is_a?(Array)
            raise ArgumentError, 'custom functions must be called with a single array that contains the arguments. ' \
                                 'For example, function_example([1]) instead of function_example(1)'
          end
          least = arity.negative? ? -arity - 1 : arity
          if args.size < least || (arity >= 0 && args.size > arity)
            wanted = arity.negative? ? "minimum #{least}" : arity
            raise ArgumentError, "#{name}(): Wrong number of arguments given (#{args.size} for #{wanted})"
          end
          result = scope.send("real_function_#{name}", args)
          type == :rvalue ? result : nil
        end

        def function(name, _environment = nil)
          Puppet::Door.function?(name.to_s) ? "function_#{name}" : false
        end

        def rvalue?(name, _environment = nil)
          function = @known[name.to_sym]
          function.nil? || function[:type] == :rvalue
        end

        def arity(name, _environment = nil)
          function = @known[name.to_sym]
          function ? function[:arity] : -1
        end

        def autoloader
          Autoloader
        end
      end

      module Autoloader
        def self.loadall(*)
          told('#loadall', 'autoloader#loadall')
        end

        def self.load(name, *)
          told("#load('#{name}')", "autoloader#load(\"#{name}\")")
          Puppet::Parser::Functions.function(name) ? true : false
        end

        def self.loaded?(name)
          told(".loaded?('#{name}')", "autoloader#loaded?(\"#{name}\")")
          Puppet::Parser::Functions.known.key?(name.to_sym)
        end

        def self.told(key, method)
          return if Puppet[:strict] == :off

          Puppet.warn_once('deprecations', "Puppet::Parser::Functions#{key}",
                           "The method 'Puppet::Parser::Functions.#{method}' is deprecated in favor of using 'Scope#call_function'.")
        end
      end

      class Error
        def self.is4x(name)
          raise Puppet::ParseError, "#{name}() can only be called using the 4.x function API. See Scope#call_function"
        end
      end
    end
  end

  module Functions
    def self.create_function(name, base = Function, &block)
      create_loaded_function(name, nil, base, &block)
    rescue StandardError => e
      raise ArgumentError, "Function Load Error for function '#{name}': #{e.message}"
    end

    def self.create_loaded_function(name, _loader, base = Function, &block)
      unless base.ancestors.include?(Puppet::Pops::Functions::Function)
        raise ArgumentError, "Functions must be based on Puppet::Pops::Functions::Function. Got #{base}"
      end
      made = Class.new(base)
      made.begin_function(name.to_s)
      made.class_eval(&block)
      made.finish_function
      made
    end

    # What a dispatch block says.
    class Signature
      attr_reader :types, :names, :block_type, :block_name, :result, :method_name, :injections

      def initialize(owner, method_name, is_mismatch, is_internal)
        @owner = owner
        @method_name = method_name.to_s
        @is_mismatch = is_mismatch
        @is_internal = is_internal
        @types = []
        @names = []
        @injections = []
        @least = 0
        @is_open = false
        @block_name = 'block'
      end

      def mismatch?
        @is_mismatch
      end

      def open?
        @is_open
      end

      def least
        @least
      end

      def param(type, name)
        add(type, name)
        raise ArgumentError, 'A required parameter cannot be added after an optional parameter' if @least != @names.size - 1

        @least += 1
      end
      alias required_param param

      def optional_param(type, name)
        add(type, name)
      end

      def repeated_param(type, name)
        add(type, name)
        @is_open = true
      end
      alias optional_repeated_param repeated_param

      def required_repeated_param(type, name)
        add(type, name)
        if @least != @names.size - 1
          raise ArgumentError, 'A required repeated parameter cannot be added after an optional parameter'
        end
        @least += 1
        @is_open = true
      end

      def block_param(*given)
        raise ArgumentError, "block_param accepts max 2 arguments (type, name), got #{given.size}." if given.size > 2

        type = given.size == 2 ? given[0] : 'Callable'
        name = given.empty? ? :block : given[-1]
        unless Puppet::Door.callable?(type, @owner)
          raise ArgumentError, "Expected PCallableType or PVariantType thereof, got #{Puppet::Door.type_class(type, @owner)}"
        end
        raise ArgumentError, "Expected block_param name to be a Symbol, got #{name.class}" unless name.is_a?(Symbol)
        raise ArgumentError, 'Attempt to redefine block' if @block_type

        @block_type = type
        @block_name = name.to_s
        @block_is_optional = false
      end
      alias required_block_param block_param

      def optional_block_param(*given)
        block_param(*given)
        @block_is_optional = true
      end

      def optional_block?
        @block_is_optional
      end

      def return_type(type)
        unless type?(type)
          raise ArgumentError, "Argument to 'return_type' must be a String reference to a Puppet Data Type. Got #{type.class}"
        end
        @result = type
      end

      { scope_param: :scope, cache_param: :cache, compiler_param: :compiler, pal_compiler_param: :compiler,
        script_compiler_param: :compiler }.each do |method, what|
        define_method(method) do
          raise NoMethodError, "undefined method `#{method}' for #{self}" unless @is_internal

          @injections << [@names.size, what]
        end
      end

      private

      def type?(type)
        type.is_a?(String) || type.is_a?(Puppet::Pops::Types::PAnyType)
      end

      def add(type, name)
        raise ArgumentError, 'Parameters cannot be added after a block parameter' if @block_type
        raise ArgumentError, 'Parameters cannot be added after a repeated parameter' if @is_open
        raise ArgumentError, "Parameter name argument must be a Symbol. Got #{name.class}" if name.is_a?(String)
        unless type?(type)
          raise ArgumentError, "Parameter 'type' must be a String reference to a Puppet Data Type. Got #{type.class}"
        end
        @types << type
        @names << name.to_s
      end
    end

    class LocalTypes
      attr_reader :texts

      def initialize
        @texts = []
      end

      def type(text)
        Puppet::Door.check_alias(text)
        @texts << text
      end
    end
  end

  module Pops
    module Functions
      class Function
        attr_reader :loader

        class << self
          attr_reader :signatures, :local_type_texts

          def begin_function(name)
            @func_name = name
            @signatures = []
            @local_type_texts = []
          end

          def name
            @func_name || super
          end

          def loader
            nil
          end

          def internal?
            false
          end

          def dispatch(method_name, &block)
            add_signature(method_name, false, &block)
          end

          def argument_mismatch(method_name, &block)
            add_signature(method_name, true, &block)
          end

          def local_types(&block)
            all = Puppet::Functions::LocalTypes.new
            all.instance_eval(&block)
            @local_type_texts += all.texts
            Puppet::Door.check_types(self, all.texts).each do |type_name, type|
              define_method("type_#{type_name}") { type }
            end
          end

          def finish_function
            return unless @signatures.empty?

            simple = @func_name.split('::')[-1]
            unless method_defined?(simple)
              raise ArgumentError, 'Function Creation Error, cannot create a default dispatcher for function ' \
                                   "'#{simple}', no method with this name found"
            end
            signature = Puppet::Functions::Signature.new(self, simple, false, false)
            instance_method(simple).parameters.each do |kind, parameter|
              case kind
              when :req then signature.param('Any', parameter)
              when :opt then signature.optional_param('Any', parameter)
              when :rest then signature.repeated_param('Any', parameter || :'*')
              end
            end
            @signatures << signature
          end

          private

          def add_signature(method_name, is_mismatch, &block)
            signature = Puppet::Functions::Signature.new(self, method_name, is_mismatch, internal?)
            signature.instance_eval(&block)
            Puppet::Door.check_signature(self, signature)
            @signatures << signature
          end
        end

        def initialize(_closure_scope, loader)
          @loader = loader
        end

        def closure_scope
          Puppet::Door.top_scope
        end

        def call_function(name, *args, &block)
          Puppet::Door.call_function(name.to_s, args, &block)
        end
      end
    end

    module Loaders
      def self.find_loader(_name)
        self
      end

      def self.load(_kind, name)
        Puppet::Door.function?(name.to_s) ? LoadedFunction.new(name.to_s) : nil
      end

      def self.private_environment_loader
        self
      end

      def self.puppet_system_loader
        self
      end

      class LoadedFunction
        def initialize(name)
          @name = name
        end

        def call(scope, *args, &block)
          scope.call_function(@name, args, &block)
        end
      end
    end

    module PuppetStack
      def self.stacktrace
        Puppet::Door.stack
      end

      def self.top_of_stack
        stacktrace.first || []
      end
    end

    module Adapters
      class ObjectIdCacheAdapter
        def initialize
          @kept = {}
        end

        def retrieve(object)
          @kept[object.object_id] ||= {}
        end
      end
    end

    module Types
      module TypeCalculator
        class << self
          def singleton
            self
          end

          def instance?(type, value)
            Puppet::Door.instance?(type, value)
          end

          def infer(value)
            Puppet::Door.infer(value, false)
          end

          def infer_set(value)
            Puppet::Door.infer(value, true)
          end

          def assignable?(type, other)
            type.assignable?(other)
          end

          def string(type)
            type.to_s
          end

          def generalize(type)
            type.generalize
          end
        end
      end

      class TypeParser
        def self.singleton
          @singleton ||= new
        end

        def parse(text, *)
          Puppet::Door.parse_type(text)
        end
      end

      class TypeFormatter
        def self.singleton
          @singleton ||= new
        end

        def string(type)
          type.to_s
        end
      end

      class TypeMismatchDescriber
        def self.singleton
          @singleton ||= new
        end

        def describe_mismatch(name, expected, actual)
          Puppet::Door.describe_mismatch(name, expected, actual)
        end

        def self.describe_mismatch(*given)
          singleton.describe_mismatch(*given)
        end
      end

      module TypeAsserter
        def self.assert_instance_of(subject, type, value)
          return value if type.instance?(value)

          subject = yield if subject.nil? && block_given?
          subject = subject[0].to_s % subject[1..-1] if subject.is_a?(Array)
          raise Puppet::ParseError, Puppet::Door.describe_mismatch("#{subject} has wrong type,", type, TypeCalculator.infer_set(value))
        end
      end

      module Iterable
        def self.asserted_iterable(caller, value)
          on(value) || raise(ArgumentError, "#{caller.class}(): wrong argument type (#{value.class}; is not Iterable.")
        end

        def self.on(value)
          case value
          when Integer then value.positive? ? value.times : nil
          when String then value.each_char
          when Hash, Array, Range then value.each
          end
        end
      end

      module TypeFactory
        class << self
          def method_missing(name, *args)
            Puppet::Door.parse_type(text(name.to_s, args))
          rescue Puppet::Error
            super
          end

          def respond_to_missing?(*)
            true
          end

          private

          def text(name, args)
            case name
            when 'hash_of' then "Hash[#{args[1] || 'Scalar'}, #{args[0]}]"
            when 'array_of' then "Array[#{args.join(', ')}]"
            when 'range' then "Integer[#{args.join(', ')}]"
            when 'float_range' then "Float[#{args.join(', ')}]"
            when 'enum', 'pattern' then "#{name.capitalize}[#{args.map { |one| one.is_a?(Regexp) ? one.inspect : one.to_s.inspect }.join(', ')}]"
            when 'sem_ver' then 'SemVer'
            when 'type_type' then "Type[#{args.join(', ')}]"
            else
              kind = name.split('_').map(&:capitalize).join
              args.empty? ? kind : "#{kind}[#{args.join(', ')}]"
            end
          end
        end
      end
    end

    module Serialization
      module ToDataConverter
        def self.convert(value, _options = {})
          Puppet::Door.to_data(value)
        end
      end
    end

    module Evaluator
      class Runtime3ResourceSupport
        def self.find_resource_type_or_class(_scope, name)
          Puppet::Door.known_resource_types.find(name)
        end

        def self.find_resource_type(_scope, name)
          Puppet::Door.known_resource_types.find(name)
        end
      end

      class Runtime3FunctionArgumentConverter
        def self.convert_return(value)
          value == :undef ? nil : value
        end
      end
    end
  end

  module Functions
    class Function < Puppet::Pops::Functions::Function; end

    class InternalFunction < Function
      def self.internal?
        true
      end

      def call_function_with_scope(scope, name, *args, &block)
        scope.call_function(name.to_s, args, &block)
      end
    end
  end
end

module SemanticPuppet
  class VersionRange
    def self.parse(text, *)
      Puppet::Door.version_range(text)
    end
  end

  class Version
    class ValidationFailure < ArgumentError; end

    def self.parse(text)
      Puppet::Door.version(text)
    end

    def self.valid?(text)
      parse(text)
      true
    rescue StandardError
      false
    end
  end
end

class Object
  def to_pson(*given)
    to_json(*given)
  end

  private

  def _(text)
    text
  end

  def n_(one, many, count)
    count == 1 ? one : many
  end
end

module Puppet
  class Resource
    # A class, a define, or a type of resources.
    class Type
      attr_reader :name, :type

      def initialize(name, type)
        @name = name
        @type = type
      end

      def hostclass?
        @type == :hostclass
      end

      def definition?
        @type == :definition
      end

      def node?
        false
      end

      def namespace
        hostclass? ? @name : @name.split('::')[0...-1].join('::')
      end

      # The names of its parameters; their expressions are the compiler's own.
      def arguments
        said[:arguments].to_h { |name| [name, nil] }
      end

      def module_name
        said[:module_name]
      end

      def parent
        said[:parent]
      end

      def file
        said[:file]
      end

      def line
        said[:line]
      end

      def valid_parameter?(name)
        arguments.key?(name.to_s) || Puppet::Door.attribute?(@type == :type ? @name.to_s : '', name.to_s)
      end

      def to_s
        @name.to_s
      end

      private

      def said
        @said ||= (@type == :type ? nil : Puppet::Door.definition(@name)) || { arguments: [] }
      end
    end

    # The classes and defines that can be loaded.
    class TypeCollection

      def hostclass(name)
        Puppet::Door.class?(name.to_s) ? Type.new(name.to_s.delete_prefix('::').downcase, :hostclass) : nil
      end
      alias find_hostclass hostclass

      def definition(name)
        Puppet::Door.define?(name.to_s) ? Type.new(name.to_s.delete_prefix('::').downcase, :definition) : nil
      end
      alias find_definition definition

      def find(name)
        hostclass(name) || definition(name) ||
          (Puppet::Door.resource_type?(name.to_s) ? Type.new(name.to_s.downcase.to_sym, :type) : nil)
      end
    end
  end

  # What a block of the language tells of itself.
  module Pops
    module Evaluator
      class Closure
        Parameter = Struct.new(:name)

        attr_reader :parameter_names

        def self.of(proc)
          names = Puppet::Door.block_parameters(proc)
          names && Dynamic.new(proc, names)
        end

        def initialize(proc, names)
          @proc = proc
          @parameter_names = names
        end

        def parameters = @parameter_names.map { |name| Parameter.new(name) }

        def parameter_count = @parameter_names.length

        def closure_name = nil

        def call(*arguments) = @proc.call(*arguments)

        def call_by_name(given, _checks) = @proc.call(*@parameter_names.map { |name| given[name] })
      end

      class Closure::Dynamic < Closure; end
    end
  end

  module Parser
    # A resource of the catalog so far.
    class Resource < Puppet::Resource
      Param = Struct.new(:name, :value, :line, :file, :source) do
        def to_s
          "#{name} => #{value}"
        end
      end

      def parameters
        @parameters.to_h { |name, value| [name, Param.new(name, value, about[:lines][name], about[:file], source)] }
      end

      def eachparam(&block)
        parameters.each_value(&block)
      end

      def []=(name, value)
        super
        Puppet::Door.set_parameter(type, title, name.to_s, value)
      end

      def set_parameter(name, value = nil)
        name.is_a?(Param) ? self[name.name] = name.value : super
      end

      def tags
        Set.new(about[:tags])
      end

      # Whether it has any of these tags.
      def tagged?(*names)
        names.flatten.any? { |name| about[:tags].include?(name.to_s.downcase) }
      end

      def tag(*names)
        names.flatten.each { |name| Puppet::Door.add_tag(type, title, name.to_s) }
        @about = nil
      end

      def file
        about[:file]
      end

      def line
        about[:line]
      end

      def source
        name = about[:source]
        Puppet::Door.known_resource_types.find(name) || Puppet::Resource::Type.new(name, :hostclass)
      end

      def scope
        about[:scope]
      end

      def evaluated?
        about[:evaluated]
      end
      alias evaluated evaluated?

      def catalog
        Puppet::Door.catalog
      end

      def path
        to_s
      end

      def sensitive_parameters
        about[:sensitive]
      end

      def container
        about[:container]
      end

      def contents
        about[:contents]
      end

      private

      def about
        @about ||= Puppet::Door.about(type, title) || { tags: [], lines: {}, source: '', sensitive: [], contents: [] }
      end
    end

    # What needs more than Ruby, variables above all, the compiler adds.
    class Scope
      def compiler
        Compiler.new
      end

      def catalog
        Puppet::Door.catalog
      end

      def environment
        Puppet::Door.environment
      end

      def known_resource_types
        Puppet::Door.known_resource_types
      end

      def find_hostclass(name)
        known_resource_types.hostclass(name)
      end

      def find_definition(name)
        known_resource_types.definition(name)
      end

      def find_global_scope
        Puppet::Door.top_scope
      end

      def findresource(type, title = nil)
        catalog.resource(type, title)
      end

      %w[debug info notice warning err alert crit emerg].each do |level|
        define_method(level) { |message| Puppet::Door.log(level, message.to_s, to_s) }
      end

      def undef_as(other, value)
        value.nil? || value == :undef ? other : value
      end

      def is_topscope?
        resource.nil? || resource.ref == 'Class[Main]'
      end

      def devfail(message)
        raise Puppet::DevError, message
      end
    end

    class Compiler
      def catalog
        Puppet::Door.catalog
      end

      def environment
        Puppet::Door.environment
      end

      def topscope
        Puppet::Door.top_scope
      end

      def node
        Puppet::Door.node
      end

      def add_resource(_scope, resource)
        catalog.add_resource(resource)
      end

      def findresource(*reference)
        catalog.resource(*reference)
      end

      def resources
        catalog.resources
      end
    end
  end

  class Node
    attr_reader :name, :facts

    def initialize(name, facts)
      @name = name
      @facts = Facts.new(name, facts)
    end

    def environment
      Puppet::Door.environment
    end

    def parameters
      @facts.values
    end

    def classes
      []
    end

    def trusted_data
      Puppet::Door.top_scope['trusted'] || {}
    end

    # The facts of the node, and whose they are.
    class Facts
      attr_reader :name, :values

      def initialize(name, values)
        @name = name
        @values = values
      end
    end
  end

  class Resource
    class Catalog
      def resource(type, title = nil)
        Puppet::Door.resource(*Puppet::Resource.type_and_title(type, title))
      end

      def resources
        Puppet::Door.resources
      end

      def classes
        Puppet::Door.classes
      end

      def tags
        Puppet::Door.tags
      end

      def resource_refs
        resources.map(&:ref)
      end

      def resource_keys
        resources.map { |resource| [resource.type, resource.title] }
      end

      def vertices
        resources
      end

      def container_of(resource)
        resource.container
      end

      def adjacent(resource)
        resource.contents
      end

      def title_key_for_ref(reference)
        Puppet::Resource.type_and_title(reference, nil)
      end

      # Resources are made in the scope that the function was called from.
      def add_resource(*resources)
        resources.each do |resource|
          given = resource.keys.to_h { |name| [name, resource[name]] }
          Puppet::Door.call_function('create_resources', [resource.declared_type, { resource.title => given }])
        end
      end

      def remove_resource(*resources)
        resources.each { |resource| Puppet::Door.remove_resource(resource.type, resource.title) }
      end

      def name
        Puppet::Door.node.name
      end

      def size
        resources.size
      end

      # The moment that it is made.
      def version
        @version ||= Time.now.to_i
      end

      def catalog_uuid
        @catalog_uuid ||= SecureRandom.uuid
      end

      def catalog_format
        2
      end

      def environment
        Puppet::Door.environment.to_s
      end

      def environment_instance
        Puppet::Door.environment
      end
    end
  end
end

# The facts of the node that the catalog is for: none is found out while it is compiled, and none added.
module Facter
  class Fact
    attr_reader :name, :value

    def initialize(name, value)
      @name = name
      @value = value
    end

    def to_s
      @value.to_s
    end
  end

  module Core
    module Execution
      class ExecutionFailure < StandardError; end

      class << self
        def execute(command, _options = {})
          raise ExecutionFailure, "no process is started while a catalog is compiled: #{command}"
        end
        alias exec execute

        def which(_program)
          nil
        end
      end
    end
  end

  module Util
    module Resolution
      def self.exec(command)
        Core::Execution.exec(command)
      end
    end
  end

  class << self
    def value(name)
      fact(name)&.value
    end

    # Dots lead into structured facts.
    def fact(name)
      name = name.to_s.downcase
      found = Puppet::Door.fact(name)
      found.nil? ? nil : Fact.new(name, found)
    end
    alias [] fact

    def to_hash
      Puppet::Door.facts
    end

    def list
      to_hash.keys.sort
    end

    def each(&block)
      to_hash.each(&block)
    end

    def resolve(query)
      query.split(' ').to_h { |name| [name, value(name)] }
    end

    def version
      value(:facterversion) || '4.3.0'
    end

    def warn(message)
      Puppet.warning(message.to_s)
    end

    def warnonce(message)
      Puppet::Door.log_once('warning', message.to_s, message.to_s)
    end

    def debug(message)
      Puppet.debug(message.to_s)
    end
    alias debugonce debug

    def debugging?
      false
    end

    def trace?
      false
    end
  end
end

class Proc
  # Of a block that the language has given.
  def closure
    Puppet::Pops::Evaluator::Closure.of(self) || raise(NoMethodError, "undefined method `closure' for #{inspect}:Proc")
  end
end
