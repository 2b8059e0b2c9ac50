class Logger
  VERSION = '1.5.0'
  ProgName = "logger.rb/v#{VERSION}"

  class Error < RuntimeError; end

  class ShiftingError < Error; end

  module Severity
    DEBUG = 0
    INFO = 1
    WARN = 2
    ERROR = 3
    FATAL = 4
    UNKNOWN = 5
  end
  include Severity

  NAMES = %w[DEBUG INFO WARN ERROR FATAL ANY].freeze

  class Formatter
    Format = "%s, [%s #%d] %5s -- %s: %s\n"
    DatetimeFormat = '%Y-%m-%dT%H:%M:%S.%6N'

    attr_accessor :datetime_format

    def call(severity, time, progname, message)
      format(Format, severity[0], time.strftime(@datetime_format || DatetimeFormat), Process.pid, severity, progname, msg2str(message))
    end

    private

    def msg2str(message)
      case message
      when String then message
      when Exception then "#{message.message} (#{message.class})\n#{message.backtrace&.join("\n")}"
      else message.inspect
      end
    end
  end

  # Where lines go: a stream, or a file that is made with a line of its own at the top.
  class LogDevice
    attr_reader :dev, :filename

    def initialize(log = nil, shift_age: nil, shift_size: nil, shift_period_suffix: nil, binmode: false)
      return reopen(log) if log.respond_to?(:write) && log.respond_to?(:close)
      @filename = log.to_s
      open_file
    end

    def write(message)
      raise IOError, 'closed stream' if @dev.respond_to?(:closed?) && @dev.closed?
      @dev.write(message)
    rescue StandardError => e
      warn "log writing failed. #{e}"
    end

    def close
      @dev.close unless @dev.closed?
    rescue StandardError
      nil
    end

    def reopen(log = nil)
      if log.nil?
        @filename && @dev.closed? && open_file
      elsif log.respond_to?(:write)
        @dev = log
        @filename = log.path if log.respond_to?(:path)
      else
        @filename = log.to_s
        open_file
      end
      self
    end

    private

    def open_file
      is_new = !File.exist?(@filename)
      @dev = File.open(@filename, 'a')
      @dev.sync = true
      @dev.write(format("# Logfile created on %s by %s\n", Time.now, ProgName)) if is_new
    end
  end

  attr_accessor :progname, :formatter
  attr_reader :level
  alias sev_threshold level

  def initialize(device = nil, shift_age = 0, shift_size = 1_048_576, level: DEBUG, progname: nil, formatter: nil, datetime_format: nil, binmode: false, shift_period_suffix: '%Y%m%d')
    self.level = level
    @progname = progname
    @default_formatter = Formatter.new
    self.datetime_format = datetime_format
    @formatter = formatter
    @logdev = LogDevice.new(device, shift_age: shift_age, shift_size: shift_size) if device && device != File::NULL
  end

  def datetime_format = @default_formatter.datetime_format

  def datetime_format=(value)
    @default_formatter.datetime_format = value
  end

  def level=(value)
    @level = value.is_a?(Integer) ? value : NAMES.index(value.to_s.upcase) || (value.to_s.casecmp?('unknown') ? UNKNOWN : raise(ArgumentError, "invalid log level: #{value}"))
  end
  alias sev_threshold= level=

  def add(severity, message = nil, progname = nil)
    severity ||= UNKNOWN
    return true if @logdev.nil? || severity < @level
    progname ||= @progname
    if message.nil?
      message = block_given? ? yield : progname
      progname = @progname unless block_given?
    end
    @logdev.write((@formatter || @default_formatter).call(NAMES[severity] || 'ANY', Time.now, progname, message))
    true
  end
  alias log add

  def <<(message)
    @logdev&.write(message)
  end

  { debug: 0, info: 1, warn: 2, error: 3, fatal: 4, unknown: 5 }.each do |name, severity|
    define_method(name) { |message = nil, &block| add(severity, nil, message, &block) }
    next if name == :unknown
    define_method("#{name}?") { @level <= severity }
    define_method("#{name}!") { self.level = severity }
  end

  def reopen(device = nil)
    @logdev&.reopen(device)
    self
  end

  def close = @logdev&.close
end
