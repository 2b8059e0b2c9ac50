class Logger
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
    attr_accessor :datetime_format

    def call(severity, time, progname, message)
      text =
        case message
        when String then message
        when Exception then "#{message.message} (#{message.class})\n#{message.backtrace&.join("\n")}"
        else message.inspect
        end
      format("%s, [%s #%d] %5s -- %s: %s\n", severity[0], time.strftime(@datetime_format || '%Y-%m-%dT%H:%M:%S.%6N'), Process.pid, severity, progname, text)
    end
  end

  attr_accessor :level, :progname, :formatter, :datetime_format

  def initialize(device = nil, *, level: DEBUG, progname: nil, formatter: nil, datetime_format: nil, **)
    @device = device
    self.level = level
    @progname = progname
    @formatter = formatter
    @datetime_format = datetime_format
  end

  def level=(value)
    @level = value.is_a?(Integer) ? value : NAMES.index(value.to_s.upcase) || (value.to_s == 'unknown' ? UNKNOWN : raise(ArgumentError, "invalid log level: #{value}"))
  end

  def add(severity, message = nil, progname = nil)
    severity ||= UNKNOWN
    return true if @device.nil? || severity < @level
    progname ||= @progname
    if message.nil?
      message = block_given? ? yield : progname
      progname = @progname unless block_given?
    end
    maker = @formatter || Formatter.new.tap { |made| made.datetime_format = @datetime_format }
    @device.write(maker.call(NAMES[severity] || 'ANY', Time.now, progname, message))
    true
  end
  alias log add

  def <<(message)
    @device&.write(message)
    self
  end

  { debug: 0, info: 1, warn: 2, error: 3, fatal: 4, unknown: 5 }.each do |name, severity|
    define_method(name) { |message = nil, &block| add(severity, nil, message, &block) }
    define_method("#{name}?") { @level <= severity }
  end

  def close = nil
end
