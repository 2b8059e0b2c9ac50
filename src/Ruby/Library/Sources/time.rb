require 'date'

class Time
  ZONES = { 'UTC' => 0, 'GMT' => 0, 'Z' => 0, 'UT' => 0, 'EST' => -5, 'EDT' => -4, 'CST' => -6, 'CDT' => -5, 'MST' => -7, 'MDT' => -6, 'PST' => -8, 'PDT' => -7, 'CET' => 1, 'CEST' => 2, 'BST' => 1, 'IST' => 5.5, 'JST' => 9 }.freeze

  class << self
    def __of(parts, text, now = Time.now)
      raise ArgumentError, "no time information in #{text.inspect}" if parts.empty?
      offset = parts[:offset]
      year = parts[:year] || now.year
      month = parts[:mon] || (parts[:year] ? 1 : now.month)
      day = parts[:mday] || (parts[:year] || parts[:mon] ? 1 : now.day)
      seconds = (parts[:sec] || 0) + (parts[:sec_fraction] || 0)
      raise ArgumentError, 'argument out of range' unless Date.valid_date?(year, month, day)
      return Time.at(parts[:seconds]) if parts[:seconds]
      return Time.utc(year, month, day, parts[:hour] || 0, parts[:min] || 0, seconds) if offset == 0 && parts[:zone] !~ /\A[+]/
      Time.new(year, month, day, parts[:hour] || 0, parts[:min] || 0, seconds, offset)
    end

    def parse(text, now = Time.now) = __of(Date._parse(text), text, now)

    def strptime(text, format, now = Time.now)
      parts = Date._strptime(text, format) or raise ArgumentError, "invalid date or strptime format - `#{text}' `#{format}'"
      __of(parts, text, now)
    end

    def iso8601(text)
      unless text.match?(/\A\s*[-+]?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d(:?\d\d)?)?\s*\z/i)
        raise ArgumentError, "invalid xmlschema format: #{text.inspect}"
      end
      parse(text)
    end
    alias xmlschema iso8601

    def rfc2822(text) = parse(text)
    alias rfc822 rfc2822
    alias httpdate rfc2822
  end

  def rfc2822 = strftime('%a, %d %b %Y %H:%M:%S ') + (utc? ? '-0000' : strftime('%z'))
  alias rfc822 rfc2822

  def httpdate = getutc.strftime('%a, %d %b %Y %H:%M:%S GMT')

  def to_time = self

  def to_date = Date.new(year, month, day)

  def to_datetime = DateTime.new(year, month, day, hour, min, sec + subsec, strftime('%:z'))
end
