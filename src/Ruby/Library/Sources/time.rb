require 'date'

class Time
  ZONE_HOURS = { 'UTC' => 0, 'GMT' => 0, 'UT' => 0, 'EST' => -5, 'EDT' => -4, 'CST' => -6, 'CDT' => -5, 'MST' => -7, 'MDT' => -6, 'PST' => -8, 'PDT' => -7 }.freeze
  MILITARY = ('A'..'Z').to_a - ['J']

  class << self
    def zone_offset(zone, _year = nil)
      case zone = zone.upcase
      when /\A([-+])(\d\d):?(\d\d)(?::?(\d\d))?\z/ then ($1 == '-' ? -1 : 1) * ($2.to_i * 3600 + $3.to_i * 60 + $4.to_i)
      when /\A[-+]\d\d\z/ then zone.to_i * 3600
      when 'Z' then 0
      when /\A[A-Y]\z/ then (at = MILITARY.index(zone)) && (at < 12 ? at + 1 : 11 - at) * 3600
      else ZONE_HOURS[zone] && ZONE_HOURS[zone] * 3600
      end
    end

    def parse(text, now = Time.now, &block)
      comp = !block
      parts = Date._parse(text, comp)
      year = parts[:year]
      year = yield(year) if year && !comp
      __made(text, parts, year, now)
    end

    def strptime(text, format, now = Time.now)
      parts = Date._strptime(text, format) or raise ArgumentError, "invalid date or strptime format - `#{text}' `#{format}'"
      if parts[:seconds]
        time = Time.at(parts[:seconds] + (parts[:sec_fraction] || 0))
        return parts[:zone] ? __forced(time, parts[:zone], parts[:offset]) : time
      end
      year = parts[:year]
      year = yield(year) if year && block_given?
      if %i[cwyear wnum0 wnum1].any? { |name| parts[name] } && !parts[:mon] && !parts[:yday]
        date = Date.strptime(text, format)
        parts = parts.merge(mon: date.month, mday: date.day)
        year ||= date.year
      end
      __made(text, parts, year, now)
    end

    def rfc2822(text)
      found = text.match(/\A\s*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s*,\s*)?(\d{1,2})\s+(#{Date::MONTHS})\s+(\d{2,})\s+(\d{2})\s*:\s*(\d{2})(?:\s*:\s*(\d\d))?\s+([+-]\d{4}|UT|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[A-IK-Z])/i)
      raise ArgumentError, "not RFC 2822 compliant date: #{text.inspect}" unless found
      day, month, year, hour, minute, second, zone = found.captures
      years = year.to_i
      years += years < 50 ? 2000 : 1900 if year.length == 2
      years += 1900 if year.length == 3
      __at(years, month, day, hour, minute, second || 0, zone)
    end
    alias rfc822 rfc2822

    def httpdate(text)
      case text
      when /\A\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\x20(\d{2})\x20(#{Date::MONTHS})\x20(\d{4})\x20(\d{2}):(\d{2}):(\d{2})\x20GMT\s*\z/i then utc($3, $2, $1, $4, $5, $6)
      when /\A\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\x20(\d\d)-(#{Date::MONTHS})-(\d\d)\x20(\d\d):(\d\d):(\d\d)\x20GMT\s*\z/i
        utc($3.to_i + ($3.to_i < 50 ? 2000 : 1900), $2, $1, $4, $5, $6)
      when /\A\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\x20(#{Date::MONTHS})\x20(\d\d|\x20\d)\x20(\d\d):(\d\d):(\d\d)\x20(\d{4})\s*\z/i
        utc($6, $1, $2.to_i, $3, $4, $5)
      else raise ArgumentError, "not RFC 2616 compliant date: #{text.inspect}"
      end
    end

    def xmlschema(text)
      found = text.match(/\A\s*(-?\d+)-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d*))?(Z|[+-]\d\d(?::?\d\d)?)?\s*\z/i)
      raise ArgumentError, "invalid xmlschema format: #{text.inspect}" unless found
      year, month, day, hour, minute, second, fraction, zone = found.captures
      second = second.to_i + Rational(fraction.to_i, 10**fraction.length) if fraction
      zone ? __at(year, month, day, hour, minute, second, zone) : local(year, month, day, hour, minute, second)
    end
    alias iso8601 xmlschema

    private

    def __at(year, month, day, hour, minute, second, zone)
      offset = zone_offset(zone)
      __forced(utc(year, month, day, hour, minute, second) - offset, zone, offset)
    end

    def __forced(time, zone, offset = nil)
      return time.utc if zone.match?(/\A(?:-00:00|-0000|-00|UTC|Z|UT)\z/i)
      offset ||= zone_offset(zone)
      time.localtime
      offset && time.utc_offset != offset ? time.localtime(offset) : time
    end

    PARTS = %i[mon mday hour min sec sec_fraction].freeze

    def __made(text, parts, year, now)
      raise ArgumentError, "no time information in #{text.inspect}" unless year || parts[:yday] || PARTS.any? { |name| parts[name] }
      zone = parts[:zone]
      offset = parts[:offset] || (zone && zone_offset(zone))
      month, day, hour, minute, second, fraction = parts.values_at(*PARTS)
      month, day = Date.ordinal(year || now.year, parts[:yday]).then { |date| [date.month, date.day] } if parts[:yday] && !month && !day
      if !year && now
        now = offset ? now.getlocal(offset) : now.getlocal
        year = now.year
        unless month
          month = now.month
          day ||= now.day unless day
        end
      end
      rest = [month || 1, day || 1, hour || 0, minute || 0, (second || 0) + (fraction || 0)]
      offset ? __forced(utc(year, *rest) - offset, zone, offset) : local(year, *rest)
    end
  end

  def rfc2822 = strftime('%a, %d %b %Y %H:%M:%S ') + (utc? ? '-0000' : strftime('%z'))
  alias rfc822 rfc2822

  def httpdate = getutc.strftime('%a, %d %b %Y %H:%M:%S GMT')
end
