# What code of modules finds under the name of Puppet: messages, settings, features, errors.
module Puppet
  class Error < RuntimeError
    attr_accessor :original, :file, :line, :pos

    def initialize(message = nil, original = nil)
      super(message)
      @original = original
    end
  end

  class DevError < Error; end
  class ResourceError < Error; end
  class ParseError < Error; end
  class MissingCommand < Error; end
  class ExecutionFailure < Error; end
  class PreformattedError < Error; end
  class AuthenticationError < Error; end
  class AlreadyInitializedError < Error; end

  # What few modules name is read when the first one does.
  def self.const_missing(name)
    return super unless %i[HTTP SSL].include?(name)

    require "puppet/#{name.to_s.downcase}"
    const_get(name)
  end

  module Network
    module FormatSupport; end

    def self.const_missing(name)
      return super unless %i[HTTP HttpPool].include?(name)

      require 'puppet/network/http_pool'
      const_get(name)
    end
  end

  # What a module may ask of the machine, by name: all but what is listed is absent.
  class Features
    def initialize
      @known = { posix: true, syslog: true, bolt: false, microsoft_windows: false, manages_symlinks: true }
    end

    def add(name, options = {}, &block)
      libs = options[:libs]
      @known[name.to_sym] =
        if block
          block
        elsif libs
          -> { [libs].flatten.all? { |lib| loads?(lib) } }
        else
          true
        end
    end

    def root?
      HostDoor.own_uid.zero?
    end

    def respond_to_missing?(name, all = false)
      name.to_s.end_with?('?') || super
    end

    def method_missing(name, *arguments)
      text = name.to_s
      return super unless text.end_with?('?')

      known = @known[text.chomp('?').to_sym]
      known = known.call if known.respond_to?(:call)
      known ? true : false
    end

    private

    def loads?(lib)
      require lib
      true
    rescue LoadError
      false
    end
  end

  LEVELS = [:debug, :info, :notice, :warning, :err, :alert, :emerg, :crit].freeze

  # Who has something to say.
  module Logs
    LEVELS.each do |level|
      define_method(level) do |message = nil, &block|
        message = block.call if message.nil? && block
        send_log(level, message.is_a?(Array) ? message.join(' ') : message)
      end
    end

    def send_log(level, message)
      raise ArgumentError, 'Puppet::Util::Log requires a message' if message.nil?

      source = log_source
      HostDoor.log(level.to_s, message.to_s, source)
      Util::Log.entry(level.to_sym, message.to_s, source)
    end

    # Whose words they are: a resource and one of its attributes, or what names itself.
    def log_source
      to_s
    end

    def log_exception(error, message = :default, options = {})
      send_log(options[:level] || :err, message == :default || message.nil? ? error.message : message)
    end

    def log_and_raise(error, message)
      log_exception(error, message)
      raise error, "#{message}\n#{error}", error.backtrace
    end

    def warnonce(message)
      Puppet.warn_once(nil, nil, message)
    end

    def deprecation_warning(message, key = nil)
      Puppet.warn_once('deprecation', key || message, message)
    end

    def puppet_deprecation_warning(message, options = {})
      deprecation_warning(message, options[:key])
    end

    def warn_once(_kind, key, message, *_place)
      @@told ||= {}
      key ||= message
      return if @@told[key]

      @@told[key] = true
      warning(message)
    end
  end

  extend Logs

  def self.log_source
    nil
  end

  def self.warn(message)
    warning(message)
  end

  def self.version
    HostDoor.fact('puppetversion') || '7.23.0'
  end

  def self.features
    @features ||= Features.new
  end

  def self.settings
    @settings ||= Settings.new
  end

  def self.[](name)
    settings[name]
  end

  def self.[]=(name, value)
    settings[name] = value
  end

  def self.runtime
    @runtime ||= Hash.new do |known, name|
      raise ArgumentError, "Unknown service #{name}" unless name == :http

      known[:http] = HTTP::Client.new
    end.merge!(facter: Facter)
  end

  def self.lookup(name)
    case name
    when :current_environment then Environment.new(HostDoor.setting('environment') || 'production')
    end
  end

  def self.default_digest_algorithm
    'sha256'
  end

  def self.valid_digest_algorithms
    %w[sha256 sha384 sha512 sha224 md5]
  end

  def self.override(*)
    yield
  end

  def self.initialize_settings(*); end

  class Environment
    attr_reader :name

    def initialize(name)
      @name = name.to_sym
    end

    def to_s
      @name.to_s
    end

    def modules
      []
    end
  end

  class Settings
    def initialize
      @values = { strict: :warning, default_file_terminus: :file_server, debug: false, verbose: false }
    end

    def [](name)
      @values.fetch(name.to_sym) { HostDoor.setting(name.to_s) }
    end

    def []=(name, value)
      @values[name.to_sym] = value
    end

    def value(name, *_rest)
      self[name]
    end
    alias interpolate value

    # Sections do not differ.
    def values(*)
      self
    end

    def use(*); end
  end

  module Pops
    module Types
      class PSensitiveType
        # A secret: what is printed of it says no more.
        class Sensitive
          def initialize(value)
            @value = value.is_a?(Sensitive) ? value.unwrap : value
          end

          def unwrap
            @value
          end

          def to_s
            'Sensitive [value redacted]'
          end

          def inspect
            "#<#{self}>"
          end

          def ==(other)
            other.is_a?(Sensitive) && other.unwrap == @value
          end
          alias eql? ==

          def hash
            @value.hash
          end
        end
      end
    end
  end
end

class Object
  def _(text)
    text
  end

  def n_(one, many, count)
    count == 1 ? one : many
  end
end

class Symbol
  def <=>(other)
    other.is_a?(Symbol) || other.is_a?(String) ? to_s <=> other.to_s : nil
  end

  def intern
    self
  end
end
