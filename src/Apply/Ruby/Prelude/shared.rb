# What code finds alike in a compilation and in a run.
module Puppet
  # A value that each thread may have its own of.
  class ThreadLocal
    attr_accessor :value

    def initialize(value = nil)
      @value = block_given? ? yield : value
    end
  end

  module Util
    # Modes as numbers or as changes to one (`u+x,g-w`).
    module SymbolicFileMode
      WHO = { 'u' => 0o700, 'g' => 0o070, 'o' => 0o007 }.freeze
      SPECIAL = { 'u' => 0o4000, 'g' => 0o2000, 'o' => 0 }.freeze
      BITS = { 'r' => 4, 'w' => 2, 'x' => 1 }.freeze

      def valid_symbolic_mode?(value)
        text = normalize_symbolic_mode(value)
        return false if text.nil?
        return true if text =~ /\A0?[0-7]{1,4}\z/

        !text.empty? && text.split(',', -1).all? { |part| part =~ /\A[ugoa]*(?:[-+=][rwxXstugo]*)+\z/ }
      end

      def display_mode(value)
        value =~ /\A0?[0-7]{1,4}\z/ ? value.rjust(4, '0') : value
      end

      def normalize_symbolic_mode(value)
        return nil if value.nil?

        text = value.is_a?(Numeric) ? value.to_s(8) : value.to_s
        text =~ /\A0?[0-7]{1,4}\z/ ? text.to_i(8).to_s(8) : text
      end

      def symbolic_mode_to_int(change, mode = 0, is_directory = false)
        raise Puppet::Error, 'An empty mode string is illegal' if change.nil? || change.empty?
        return change.to_i(8) if change =~ /\A[0-7]+\z/
        raise Puppet::Error, 'Numeric modes must be in octal, not decimal!' if change =~ /\A\d+\z/

        change.split(/\s*,\s*/).inject(mode) do |now, part|
          who, = part.match(/\A[ugoa]*/).to_a
          problem = 'Missing action' unless part =~ /\A[ugoa]*[-+=]/
          problem ||= "X only works with the '+' operator" if part =~ /[-=][^-+=]*X/
          place = part == change ? '' : " at #{part.inspect}"
          raise Puppet::Error, "#{problem}#{place} in symbolic mode #{change.inspect}" if problem

          who = 'ugo' if who.empty? || who.include?('a')
          part.scan(/([-+=])([rwxXstugo]*)/).inject(now) { |at, (action, letters)| changed(at, who, action, letters, is_directory) }
        end
      end

      private

      def changed(mode, who, action, letters, is_directory)
        who.chars.uniq.inject(mode) do |now, one|
          bits = bits_of(letters, one, now, is_directory)
          case action
          when '+' then now | bits
          when '-' then now & ~bits
          else (now & ~(WHO[one] | SPECIAL[one])) | bits
          end
        end
      end

      def bits_of(letters, one, mode, is_directory)
        shift = { 'u' => 6, 'g' => 3, 'o' => 0 }[one]
        letters.chars.inject(0) do |bits, letter|
          bits | case letter
                 when 'r', 'w', 'x' then BITS[letter] << shift
                 when 'X' then is_directory || mode & 0o111 != 0 ? 1 << shift : 0
                 when 's' then SPECIAL[one]
                 when 't' then 0o1000
                 else ((mode >> { 'u' => 6, 'g' => 3, 'o' => 0 }[letter]) & 7) << shift
                 end
        end
      end
    end

    module Platform
      class << self
        def windows? = false

        def solaris? = false

        def jruby? = false

        def jruby_fips? = false

        def fips_enabled? = false

        def default_paths = []
      end
    end

    module Json
      class ParseError < StandardError
        attr_reader :cause, :data

        def self.build(error, data)
          made = new(error.message)
          made.instance_variable_set(:@cause, error)
          made.instance_variable_set(:@data, data)
          made
        end
      end

      class << self
        def load(text, options = {})
          text = text.read if text.respond_to?(:read)
          JSON.parse(text, options)
        rescue JSON::ParserError => e
          raise ParseError.build(e, text)
        end

        def load_file(path)
          load(File.read(path, encoding: 'utf-8'))
        end

        def load_file_if_valid(path, _options = {})
          load_file(path)
        rescue ParseError, Errno::ENOENT
          nil
        end

        def dump(value, options = {})
          options[:pretty] ? JSON.pretty_generate(value) : JSON.generate(value)
        end
      end
    end

    module Yaml
      class YamlLoadError < Puppet::Error; end

      class << self
        def safe_load(text, allowed = [], name = nil)
          found = YAML.safe_load(text, permitted_classes: allowed, aliases: true, filename: name)
          found.nil? ? false : found
        rescue Psych::DisallowedClass => e
          raise YamlLoadError.new("(#{name || '<unknown>'}): #{e.message}", e)
        rescue StandardError => e
          raise YamlLoadError.new(e.message, e)
        end

        def safe_load_file(path, allowed = [])
          safe_load(File.read(path), allowed, path)
        end

        def safe_load_file_if_valid(path, allowed = [])
          safe_load_file(path, allowed)
        rescue YamlLoadError, ArgumentError, Errno::ENOENT
          nil
        end
      end
    end
  end
end
