# Versions of gems, compared as RubyGems does; there are no gems.
module Gem
  VERSION = '3.3.15'

  class LoadError < ::LoadError; end

  class MissingSpecError < LoadError; end

  class MissingSpecVersionError < MissingSpecError; end

  class Platform
    attr_reader :cpu, :os, :version

    def self.local = new(*RUBY_PLATFORM.split('-', 2))

    def initialize(cpu, os, version = nil)
      @cpu = cpu
      @os = os[/\A[a-z]+/]
      @version = version
    end

    def to_s = [@cpu, @os, @version].compact.join('-')
  end

  # Of no gem is known what it holds.
  class Specification
    extend Enumerable

    def self.each = nil

    def self.find_all_by_name(*) = []

    def self.find_by_name(name, *requirements)
      wanted = requirements.empty? ? '>= 0' : requirements.join(', ')
      raise MissingSpecError, "Could not find '#{name}' (#{wanted}) among 0 total gem(s)"
    end
  end

  def self.ruby_version = Version.new(RUBY_VERSION)

  def self.platforms = ['ruby', Platform.local]

  def self.path = []

  class Version
    include Comparable

    PATTERN = '[0-9]+(?>\.[0-9a-zA-Z]+)*(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?'
    VERSION_PATTERN = PATTERN
    ANCHORED_VERSION_PATTERN = /\A\s*(#{PATTERN})?\s*\z/

    def self.correct?(version) = ANCHORED_VERSION_PATTERN.match?(version.to_s)

    def self.create(version) = version.nil? || version.is_a?(Version) ? version : new(version)

    attr_reader :version

    def initialize(version)
      raise ArgumentError, "Malformed version number string #{version}" unless Version.correct?(version)

      @version = version.to_s.strip.gsub('-', '.pre.')
      @version = '0' if @version.empty?
    end

    alias to_s version

    def inspect = "Gem::Version.new(#{@version.inspect})"

    def segments = @version.scan(/[0-9]+|[a-z]+/i).map { |part| part =~ /\A\d+\z/ ? part.to_i : part }

    def prerelease? = @version.match?(/[a-zA-Z]/)

    def release = prerelease? ? Version.new(segments.take_while { |part| part.is_a?(Integer) }.join('.')) : self

    def bump
      parts = segments.take_while { |part| part.is_a?(Integer) }
      parts.pop if parts.length > 1
      parts[-1] += 1
      Version.new(parts.join('.'))
    end

    def <=>(other)
      other = Version.new(other) if other.is_a?(String)
      return nil unless other.is_a?(Version)

      mine = segments
      theirs = other.segments
      [mine.length, theirs.length].max.times do |at|
        a = mine[at] || 0
        b = theirs[at] || 0
        next if a == b
        return -1 if a.is_a?(String) && b.is_a?(Integer)
        return 1 if a.is_a?(Integer) && b.is_a?(String)

        return a <=> b
      end
      0
    end

    def eql?(other) = other.is_a?(Version) && @version == other.version

    def hash = @version.hash
  end

  class Requirement
    OPS = {
      '=' => ->(v, r) { v == r }, '!=' => ->(v, r) { v != r }, '>' => ->(v, r) { v > r }, '<' => ->(v, r) { v < r },
      '>=' => ->(v, r) { v >= r }, '<=' => ->(v, r) { v <= r }, '~>' => ->(v, r) { v >= r && v.release < r.bump }
    }.freeze
    PATTERN_RAW = "\\s*(#{OPS.keys.map { |op| Regexp.escape(op) }.join('|')})?\\s*(#{Version::PATTERN})\\s*"
    PATTERN = /\A#{PATTERN_RAW}\z/

    class BadRequirementError < ArgumentError; end

    def self.create(*inputs) = inputs.first.is_a?(Requirement) ? inputs.first : new(*inputs)

    def self.default = new('>= 0')

    attr_reader :requirements

    def initialize(*inputs)
      inputs = inputs.flatten.compact
      inputs = ['>= 0'] if inputs.empty?
      @requirements = inputs.map do |input|
        next ['=', input] if input.is_a?(Version)

        found = PATTERN.match(input.to_s) || raise(BadRequirementError, "Illformed requirement [#{input.inspect}]")
        [found[1] || '=', Version.new(found[2])]
      end
    end

    def satisfied_by?(version) = @requirements.all? { |op, wanted| OPS[op].call(version, wanted) }

    alias === satisfied_by?

    def to_s = @requirements.map { |op, wanted| "#{op} #{wanted}" }.join(', ')
  end

  class Dependency
    attr_reader :name, :requirement

    def initialize(name, *requirements)
      @name = name
      @requirement = Requirement.new(*requirements)
    end

    def match?(name, version) = @name == name && @requirement.satisfied_by?(Version.new(version))

    alias =~ match?
  end

  def self.loaded_specs = {}

  def self.win_platform? = false

  def self.default_bindir = '/usr/local/bin'
end
