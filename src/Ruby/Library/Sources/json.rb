module JSON
  VERSION = '2.6.1'
  NaN = Float::NAN
  Infinity = Float::INFINITY
  MinusInfinity = -Float::INFINITY
  UnparserError = GeneratorError

  class MissingUnicodeSupport < JSONError; end

  class JSONError
    def self.wrap(error) = new("Wrapped(#{error.class}): #{error.message.inspect}")
  end

  module Ext
    class Parser
      attr_reader :source

      def initialize(source, options = {})
        @source = source
        @options = options
      end

      def parse = JSON.parse(@source, @options)
    end

    module Generator
      class State
        TEXTS = %i[indent space space_before object_nl array_nl].freeze

        KNOWN = [*TEXTS, :max_nesting, :escape_slash, :depth, :buffer_initial_length, :allow_nan, :ascii_only].freeze

        attr_accessor(*TEXTS, :max_nesting, :escape_slash, :depth, :buffer_initial_length)

        def self.from_state(options)
          case options
          when self then options
          when Hash then new(options)
          else new
          end
        end

        def initialize(options = nil)
          TEXTS.each { |name| instance_variable_set("@#{name}", '') }
          @max_nesting = 100
          @depth = 0
          @buffer_initial_length = 1024
          configure(options) if options
        end

        def configure(options)
          options = options.respond_to?(:to_hash) ? options.to_hash : options.respond_to?(:to_h) ? options.to_h : raise(TypeError, "can't convert #{options.class} into Hash")
          options.each { |name, value| instance_variable_set("@#{name}", value) if KNOWN.include?(name.to_sym) }
          @max_nesting = 0 unless @max_nesting
          self
        end
        alias merge configure

        def allow_nan? = @allow_nan ? true : false

        def ascii_only? = @ascii_only ? true : false

        def check_circular? = @max_nesting != 0

        def escape_slash = @escape_slash ? true : false
        alias escape_slash? escape_slash

        def [](name) = respond_to?(name) ? __send__(name) : instance_variable_get("@#{name}")

        def []=(name, value)
          instance_variable_set("@#{name}", value)
        end

        def to_h
          TEXTS.to_h { |name| [name, __send__(name)] }.update(allow_nan: allow_nan?, ascii_only: ascii_only?, max_nesting: @max_nesting, escape_slash: escape_slash, depth: @depth, buffer_initial_length: @buffer_initial_length)
        end
        alias to_hash to_h

        def inspect = "#<#{self.class}>"

        def generate(value) = JSON.generate(value, to_h)
      end
    end
  end

  Parser = Ext::Parser
  State = Ext::Generator::State

  class << self
    attr_accessor :create_id

    def state = State

    def parser = Parser

    def generator = Ext::Generator
  end

  self.create_id = 'json_class'
end

module Kernel
  private

  def j(*values)
    values.each { |value| puts JSON.generate(value, allow_nan: true, max_nesting: false) }
    nil
  end

  def jj(*values)
    values.each { |value| puts JSON.pretty_generate(value, allow_nan: true, max_nesting: false) }
    nil
  end
end
