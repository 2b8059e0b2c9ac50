# What code of modules finds under the name of Facter. A fact that code adds lives here; all others, and the
# choice which files are read, are behind the door.
module Facter
  VERSION = '4.3.0'

  class ResolveCustomFactError < StandardError; end

  module Core
    # Programs of the host, found as Facter finds them.
    module Execution
      class ExecutionFailure < StandardError; end

      OPTIONS = [:on_fail, :expand, :logger, :timeout, :time_limit, :limit].freeze
      DEFAULT_SEARCH_PATHS = ['/sbin', '/usr/sbin'].freeze
      BUILT_IN = %w(. : [ alias bg cd command echo eval exec exit export false fc fg getopts hash help jobs kill
                    printf pwd read readonly return set shift test times trap true type ulimit umask unalias
                    unset wait).freeze

      module_function

      def search_paths
        (ENV['PATH'] || '').split(':') + DEFAULT_SEARCH_PATHS
      end

      def which(name)
        return (program?(name) ? name : nil) if absolute_path?(name)

        search_paths.map { |folder| File.join(folder, name) }.find { |path| program?(path) }
      end

      def program?(path)
        File.file?(path) && File.executable?(path)
      end

      def absolute_path?(path, _platform = nil)
        path.start_with?('/')
      end

      # The command with its program's whole path, or nil where there is no such program.
      def expand_command(command)
        quoted = command.match(/\A"(.+?)"(?:\s+(.*))?/m) || command.match(/\A'(.+?)'(?:\s+(.*))?/m)
        program, rest = quoted ? [quoted[1], quoted[2]] : command.split(' ', 2)
        found = program && which(program)
        return nil unless found

        found = "'#{found}'" if found =~ /\s/
        rest ? "#{found} #{rest}" : found
      end

      def with_env(values)
        before = {}
        values.each do |name, value|
          before[name] = ENV[name]
          ENV[name] = value
        end
        yield
      ensure
        before.each { |name, value| value.nil? ? ENV.delete(name) : ENV[name] = value }
      end

      def exec(command)
        execute(command, on_fail: nil)
      end

      def execute(command, options = {})
        on_fail = options.fetch(:on_fail, :raise)
        unknown = options.keys - OPTIONS
        Facter.warn("Unexpected key passed to Facter::Core::Execution.execute option: #{unknown.join(',')}") unless unknown.empty?
        expanded = expand_command(command)
        expanded ||= command if options.fetch(:expand, true) == false && BUILT_IN.include?(command.split(' ').first)
        if expanded.nil?
          return on_fail unless on_fail == :raise

          raise ExecutionFailure, "Could not execute '#{command}': command not found"
        end
        seconds = options[:timeout] || options[:time_limit] || options[:limit]
        out, = execute_command(expanded, on_fail, options[:logger], seconds)
        out
      end

      def execute_command(command, on_fail = nil, _logger = nil, seconds = nil)
        started = Time.now.to_f
        begin
          status, out, err, signal = HostDoor.run(
            command.to_s, { split: true, locale: true, timeout: Facter.seconds_left(seconds) }
          )
        rescue IOError, SystemCallError => e
          return on_fail unless on_fail == :raise

          raise ExecutionFailure, "Failed while executing '#{command}': #{e.message}"
        end
        $? = Process::Status.new(status, signal)
        if Facter.late?(started, seconds) && on_fail == :raise
          raise ExecutionFailure, "Failed while executing '#{command}': Timeout encounter after #{seconds || 300}s, killing process"
        end
        Facter.debug("Command #{command} completed with the following stderr message: #{err.strip}") unless err.strip.empty?
        Facter.check_time
        [out.strip, err]
      end
    end
  end

  # What resolutions of both kinds have: conditions, a weight, a time limit.
  module Resolvable
    attr_accessor :name, :timeout, :fact_type
    attr_reader :fact, :file

    def has_weight(weight)
      @weight = weight
      self
    end

    def weight
      @weight || @confines.length
    end

    def confine(condition = nil, &block)
      if condition.is_a?(Hash)
        condition.each { |fact, values| @confines.push(Util::Confine.new(fact, *values)) }
      elsif block
        @confines.push(condition ? Util::Confine.new(condition, &block) : Util::Confine.new(&block))
      end
    end

    def suitable?
      @confines.all?(&:true?)
    end

    def limit
      @timeout || 0
    end

    def on_flush(&block)
      @on_flush = block
    end

    def flush
      @on_flush.call if @on_flush
    end

    def options(options)
      options.each do |key, value|
        raise ArgumentError, "Invalid #{self.class::KIND} options #{[key].inspect}" unless self.class::OPTIONS.include?(key)

        instance_variable_set("@#{key}", value)
      end
    end

    def value
      found = Facter.within(limit) { resolve_value }
      Util::Normalization.normalize(found)
    rescue Timeout::Error
      fail_with("Timed out after #{limit} seconds while resolving #{qualified_name}")
      nil
    rescue Util::Normalization::NormalizationError => e
      fail_with("Fact resolution #{qualified_name} resolved to an invalid value: #{e.message}")
      nil
    rescue StandardError => e
      fail_with("Error while resolving custom fact #{qualified_name}: #{Bunraku.told(e)}")
      raise ResolveCustomFactError
    end

    def <=>(other)
      weight <=> other.weight
    end

    def qualified_name
      "fact='#{@fact.name}', resolution='#{@name || '<anonymous>'}'"
    end

    private

    def fail_with(message)
      HostDoor.fact_failed(@fact.name.to_s, message)
    end
  end

  module Util
    # A condition of a resolution: a fact with values, a fact with a block, or a block alone.
    class Confine
      attr_accessor :fact, :values

      def initialize(fact = nil, *values, &block)
        raise ArgumentError, 'The fact name must be provided' unless fact || block
        raise ArgumentError, 'One or more values or a block must be provided' if values.empty? && !block

        @fact = fact
        @values = values
        @block = block
      end

      def to_s
        @block ? @block.to_s : "'#{@fact}' '#{@values.join(',')}'"
      end

      def true?
        return holds? { @block.call } if @block && !@fact

        value = plain(Facter.value(@fact))
        return false if value.nil?
        return holds? { @block.call(value) } if @block

        @values.any? { |wanted| plain(wanted) === value }
      end

      private

      def holds?
        yield ? true : false
      rescue StandardError => e
        Facter.debug("Confine raised #{e.class} #{e}")
        false
      end

      def plain(value)
        value = value.to_s if value.is_a?(Symbol)
        value.is_a?(String) ? value.downcase : value
      end
    end

    # Values that facts may have.
    module Normalization
      class NormalizationError < StandardError; end

      TYPES = %w[Integer Float TrueClass FalseClass NilClass Symbol String Array Hash Date Time].freeze

      def self.normalize(value)
        case value
        when Integer, Float, true, false, nil, Symbol then value
        when String then normalize_string(value)
        when Array then value.map { |item| normalize(item) }
        when Hash then value.to_h { |key, item| [normalize(key), normalize(item)] }
        else
          return value.iso8601 if value.respond_to?(:iso8601)

          raise NormalizationError, "Expected #{value} to be one of [#{TYPES.join(', ')}], but was #{value.class}"
        end
      end

      def self.normalize_string(value)
        raise NormalizationError, "String #{value.inspect} doesn't match the reported encoding #{value.encoding}" unless value.valid_encoding?
        return value if value.encoding == Encoding::UTF_8 || value.ascii_only?

        value.encode(Encoding::UTF_8)
      rescue EncodingError
        raise NormalizationError, "String encoding #{value.encoding} is not UTF-8 and could not be converted to UTF-8"
      end
    end

    # Putting structures together.
    module Values
      class DeepMergeError < StandardError; end

      def self.deep_merge(left, right, path = [])
        if left.is_a?(Hash) && right.is_a?(Hash)
          left.merge(right) { |key, mine, theirs| deep_merge(mine, theirs, path + [key]) }
        elsif left.is_a?(Array) && right.is_a?(Array)
          left + right
        elsif right.nil?
          left
        elsif left.nil?
          right
        else
          place = path.empty? ? '' : " at root#{path.map { |part| "[#{part.inspect}]" }.join}"
          raise DeepMergeError, "Cannot merge #{left.inspect}:#{left.class} and #{right.inspect}:#{right.class}#{place}"
        end
      end
    end

    # One way to find a fact: a block, or a command of the shell.
    class Resolution
      include Resolvable

      KIND = 'resolution'
      OPTIONS = [:name, :value, :timeout, :weight, :fact_type, :file, :is_env].freeze

      attr_accessor :code
      attr_writer :value

      class << self
        def exec(command)
          Core::Execution.exec(command)
        end

        def which(name)
          Core::Execution.which(name)
        end

        def with_env(values, &block)
          Core::Execution.with_env(values, &block)
        end
      end

      def initialize(name, fact)
        @name = name
        @fact = fact
        @confines = []
        @timeout = 0
      end

      def resolution_type
        :simple
      end

      def evaluate(&block)
        instance_eval(&block)
      end

      def setcode(command = nil, &block)
        raise ArgumentError, 'You must pass either code or a block' unless command || block

        @code = block unless command
        if command
          @code = lambda do
            output = Core::Execution.execute(command, on_fail: nil)
            output.nil? || output.empty? ? nil : output
          end
        end
        self
      end

      private

      def resolve_value
        @value.nil? ? @code && @code.call : @value
      end
    end

    # A fact that code has added, with all ways to find it.
    class Fact
      attr_reader :name
      attr_accessor :ldapname, :options

      def initialize(name, options = {})
        @name = name
        @options = options.dup
        @ldapname = name.to_s
        @ways = []
      end

      def add(options = {}, &block)
        define_resolution(nil, options.dup, &block)
      end

      def define_resolution(name, options = {}, &block)
        type = options.delete(:type) || :simple
        options.delete(:ldapname)
        way = way_for(name, type)
        way.options(options)
        way.evaluate(&block) if block
        way
      rescue StandardError => e
        HostDoor.fact_failed(@name.to_s, "Unable to add resolve #{name.inspect} for fact #{@name}: #{Bunraku.told(e)}")
        nil
      end

      def resolution(name)
        name && @ways.find { |way| way.name == name }
      end

      def flush
        @ways.each(&:flush)
        HostDoor.fact_forget(@name.to_s)
      end

      def value
        HostDoor.fact(@name.to_s)
      end

      # The heaviest way that fits and finds something; what the machine says wins over one without weight.
      def find
        raise "Caught recursion on #{@name}" if @searching

        @searching = true
        begin
          found, weight = first_value
          return HostDoor.fact_core(@name.to_s) if found.nil?

          core = weight <= 0 ? HostDoor.fact_core(@name.to_s) : nil
          core.nil? ? found : core
        ensure
          @searching = false
        end
      end

      private

      def first_value
        outer, outer_weight = HostDoor.fact_outer(@name.to_s)
        ways = @ways.select(&:suitable?).each_with_index.sort_by { |way, at| [-way.weight, at] }.map(&:first)
        ways.each do |way|
          return [outer, outer_weight] if !outer.nil? && outer_weight >= way.weight

          begin
            value = way.value
          rescue ResolveCustomFactError
            return [nil, 0]
          end
          return [value, way.weight] unless value.nil?
        end
        [outer, outer_weight || 0]
      end

      def way_for(name, type)
        way = resolution(name)
        if way
          return way if way.resolution_type == type

          raise ArgumentError,
                "Cannot return resolution #{name} with type #{type}; already defined as #{way.resolution_type}"
        end
        kind = { simple: Resolution, aggregate: Core::Aggregate }[type]
        raise ArgumentError, "Expected resolution type to be one of (:simple, :aggregate) but was #{type}" unless kind

        @ways << kind.new(name, self)
        @ways.last
      end
    end

    # Reading files of the host.
    module FileRead
      def self.read(path)
        File.read(path)
      rescue SystemCallError => e
        Facter.debug("Could not read #{path}: #{e.message}")
        nil
      end
    end
  end

  module Core
    # A fact put together from parts that may need each other.
    class Aggregate
      include Resolvable

      KIND = 'aggregate'
      OPTIONS = [:name, :timeout, :weight, :fact_type].freeze

      class DependencyError < StandardError; end

      def initialize(name, fact)
        @name = name
        @fact = fact
        @confines = []
        @chunks = {}
        @needs = {}
      end

      def resolution_type
        :aggregate
      end

      def evaluate(&block)
        instance_eval(&block)
      end

      def chunk(name, options = {}, &block)
        raise ArgumentError, "#{self.class.name}#chunk requires a block" unless block
        raise ArgumentError, "#{self.class.name}#expected chunk name to be a Symbol" unless name.is_a?(Symbol)

        rest = options.reject { |key, _| key == :require }
        raise ArgumentError, "Unexpected options passed to #{self.class.name}#chunk: #{rest.keys.inspect}" unless rest.empty?

        @needs[name] = [options[:require]].flatten.compact
        @chunks[name] = block
        self
      end

      def aggregate(&block)
        raise ArgumentError, "#{self.class.name}#aggregate requires a block" unless block

        @aggregate = block
        self
      end

      private

      def resolve_value
        results = {}
        @chunks.each_key { |name| run(name, results, []) }
        return @aggregate.call(results) if @aggregate

        begin
          results.values.inject { |whole, part| Util::Values.deep_merge(whole, part) }
        rescue Util::Values::DeepMergeError => e
          raise ArgumentError, "Could not deep merge all chunks (Original error: #{e.message}), " \
                               'ensure that chunks return either an Array or Hash or override the aggregate block'
        end
      end

      def run(name, results, above)
        return results[name] if results.key?(name)

        if above.include?(name)
          raise DependencyError,
                "Could not order chunks; found the following dependency cycles: #{[above[above.index(name)..-1]].inspect}"
        end
        needs = @needs.fetch(name) do
          raise DependencyError, "Cannot sort elements; cannot depend on missing elements #{[name].inspect}"
        end
        inputs = needs.map { |need| run(need, results, above + [name]) }
        results[name] = @chunks[name].call(*inputs)
      end
    end
  end

  # A fact that no code has added.
  class PlainFact
    attr_reader :name, :value

    def initialize(name, value)
      @name = name
      @value = value
    end

    def flush; end
  end

  @added = {}
  @deadlines = []

  class << self
    attr_reader :added

    def add(name, options = {}, &block)
      define_fact(name, options.select { |key, _| key == :ldapname }).tap { |fact| fact.add(options, &block) }
    end

    def define_fact(name, options = {}, &block)
      key = name.to_s.downcase.to_sym
      fact = (@added[key] ||= Util::Fact.new(key, options))
      HostDoor.fact_forget(key.to_s) if HostDoor.respond_to?(:fact_forget)
      fact.instance_eval(&block) if block
      fact
    end

    def value(name)
      HostDoor.fact(name.to_s.downcase)
    end

    def [](name)
      found = value(name)
      @added[name.to_s.downcase.to_sym] || (PlainFact.new(name.to_s, found) unless found.nil? && !code_for?(name))
    end

    def fact(name)
      self[name]
    end

    # Whether there is a file for the fact, where it may have no value.
    def code_for?(name)
      HostDoor.library?("facter/#{name.to_s.downcase}")
    end

    def fact?(name)
      !value(name).nil?
    end

    def core_value(name)
      HostDoor.respond_to?(:fact_core) ? HostDoor.fact_core(name.to_s) : value(name)
    end

    def to_hash
      HostDoor.facts
    end

    def each(&block)
      to_hash.each(&block)
    end

    def list
      to_hash.keys.sort
    end

    def loadfacts
      nil
    end

    def search(*); end

    def search_path
      []
    end

    def search_external(*); end

    def search_external_path
      []
    end

    def load_external(*); end

    def version
      value('facterversion') || VERSION
    end

    def which(name)
      Core::Execution.which(name)
    end

    def flush
      @added.each_value(&:flush)
    end

    def clear
      flush
    end

    def reset
      flush
    end

    # The time that remains, for what is about to run; nil for no limit.
    def seconds_left(seconds = nil)
      limits = [seconds.to_f].select(&:positive?) + @deadlines.map { |one| [one - Time.now.to_f, 0.01].max }
      limits.min
    end

    def late?(started, seconds)
      seconds.to_f.positive? && Time.now.to_f - started >= seconds.to_f
    end

    def check_time
      raise Timeout::Error, 'execution expired' if @deadlines.any? { |one| Time.now.to_f > one }
    end

    def within(seconds)
      return yield unless seconds.to_f.positive?

      @deadlines.push(Time.now.to_f + seconds.to_f)
      begin
        result = Timeout.timeout(seconds.to_f) { yield }
        check_time
        result
      ensure
        @deadlines.pop
      end
    end

    def debug(message = nil)
      message = yield if message.nil? && block_given?
      Puppet.debug("Facter: #{message}")
    end

    def debugonce(message)
      debug(message)
    end

    def info(message)
      Puppet.info("Facter: #{message}")
    end

    def warn(message)
      Puppet.warning("Facter: #{message}")
    end

    def warnonce(message)
      Puppet.warn_once(nil, nil, "Facter: #{message}")
    end

    def warning(message)
      warn(message)
    end

    def error(message)
      Puppet.err("Facter: #{message}")
    end

    def notice(message)
      Puppet.notice("Facter: #{message}")
    end

    def log_exception(error, message = :default)
      Puppet.err(message == :default || message.nil? || message.empty? ? error.message : message)
    end

    def debugging?
      false
    end

    def debugging(*); end

    def trace?
      false
    end

    def trace(*); end

    def on_message(*); end
  end
end

module Bunraku
  module Run
    class << self
      def fact_value(name)
        started = Time.now.to_f
        found = Facter.added.fetch(name.to_sym).find
        HostDoor.fact_took(name, Time.now.to_f - started)
        found
      end

      def fact_added?(name)
        Facter.added.key?(name.to_sym)
      end

      def fact_names
        Facter.added.keys.map(&:to_s)
      end
    end
  end
end
