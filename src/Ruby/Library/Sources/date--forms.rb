# Dates in the forms of standards, which are taken whole or not at all.
class Date
  class << self
    def _iso8601(text, limit: 128)
      return {} if text.nil?
      text = __text(text, limit)
      time = '(?:[t\s](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?(z|[-+]\d{2}(?::?\d{2})?)?)?'
      case text
      when /\A\s*(?:([-+]?\d{2,})-(\d{2})?(?:-(\d{2}))?|([-+]?\d{2,})?-(\d{3})|(\d{4}|\d{2})?-w(\d{2})-(\d)|-w-(\d))#{time}\s*\z/i
        m = $~
        parts =
          if m[5] then { yday: m[5].to_i, year: __short_year(m[4]) }
          elsif m[7] then { cweek: m[7].to_i, cwday: m[8].to_i, cwyear: __short_year(m[6]) }
          elsif m[9] then { cwday: m[9].to_i }
          else { mday: m[3]&.to_i, year: __short_year(m[1]), mon: m[2]&.to_i }
          end
        return {} if m[1] && m[3].nil?
        __timed(parts, m.captures[9..])
      when /\A\s*([-+]?(?:\d{4}|\d{2}))(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d+))?)?(z|[-+]\d{2}(?::?\d{2})?)?)?\s*\z/i
        __timed({ year: __short_year($1), mon: $2.to_i, mday: $3.to_i }, $~.captures[3..])
      when /\A\s*(\d{4}|\d{2})(\d{3})(?:t?(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d+))?)?(z|[-+]\d{2}(?::?\d{2})?)?)?\s*\z/i
        __timed({ yday: $2.to_i, year: __short_year($1) }, $~.captures[2..])
      when /\A\s*(\d{4}|\d{2})w(\d{2})(\d)(?:t?(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d+))?)?(z|[-+]\d{2}(?::?\d{2})?)?)?\s*\z/i
        __timed({ cweek: $2.to_i, cwday: $3.to_i, cwyear: __short_year($1) }, $~.captures[3..])
      when /\A\s*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?(z|[-+]\d{2}(?::?\d{2})?)?\s*\z/i then __timed({}, $~.captures)
      else {}
      end
    end

    def _rfc3339(text, limit: 128)
      return {} if text.nil?
      m = __text(text, limit).match(/\A\s*(-?\d{4})-(\d{2})-(\d{2})(?:t|\s)(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(z|[-+]\d{2}:\d{2})\s*\z/i) or return {}
      parts = __timed({ year: m[1].to_i, mon: m[2].to_i, mday: m[3].to_i }, [m[4], m[5], m[6], nil, m[8]])
      parts[:sec_fraction] = __fraction(m[7]) if m[7]
      parts
    end

    def _xmlschema(text, limit: 128)
      return {} if text.nil?
      text = __text(text, limit)
      zone = '(z|[-+]\d{2}(?::\d{2})?)?'
      case text
      when /\A\s*(-?\d{4,})(?:-(\d{2})(?:-(\d{2}))?)?(?:t(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?)?#{zone}\s*\z/i
        __timed({ year: $1.to_i, mon: $2&.to_i, mday: $3&.to_i }, $~.captures[3..])
      when /\A\s*(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?#{zone}\s*\z/i then __timed({}, $~.captures)
      when /\A\s*(?:--(\d{2})(?:-(\d{2}))?|---(\d{2}))#{zone}\s*\z/i
        __timed({ mon: $1&.to_i, mday: ($2 || $3)&.to_i }, [nil, nil, nil, nil, $4])
      else {}
      end
    end

    def _rfc2822(text, limit: 128)
      return {} if text.nil?
      m = __text(text, limit).match(/\A\s*(?:(#{DAYS})\s*,\s+)?(\d{1,2})\s+(#{MONTHS})\s+(-?\d{2,})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s*([-+]\d{4}|[-+]?\w+)\s*\z/i) or return {}
      year = m[4].to_i
      year += year >= 50 ? 1900 : 2000 if m[4].length < 4
      parts = m[1] ? { wday: __day(m[1]) } : {}
      __timed(parts.update(mday: m[2].to_i, mon: __month(m[3]), year: year), [m[5], m[6], m[7], nil, m[8]])
    end
    alias _rfc822 _rfc2822

    def _httpdate(text, limit: 128)
      return {} if text.nil?
      case __text(text, limit)
      when /\A\s*(#{DAYS}),\s+(\d{2})\s+(#{MONTHS})\s+(-?\d{4})\s+(\d{2}):(\d{2}):(\d{2})\s+(gmt)\s*\z/i,
           /\A\s*(#{DAYNAMES.join('|')}),\s+(\d{2})\s*-\s*(#{MONTHS})\s*-\s*(\d{2})\s+(\d{2}):(\d{2}):(\d{2})\s+(gmt)\s*\z/i
        m = $~
        year = m[4].length == 2 ? m[4].to_i + (m[4].to_i >= 69 ? 1900 : 2000) : m[4].to_i
        __timed({ wday: __day(m[1]), mday: m[2].to_i, mon: __month(m[3]), year: year }, [m[5], m[6], m[7], nil, m[8]])
      when /\A\s*(#{DAYS})\s+(#{MONTHS})\s+(\d{1,2})\s+(\d{2}):(\d{2}):(\d{2})\s+(\d{4})\s*\z/i
        { wday: __day($1), mon: __month($2), mday: $3.to_i, hour: $4.to_i, min: $5.to_i, sec: $6.to_i, year: $7.to_i }
      else {}
      end
    end

    def _jisx0301(text, limit: 128)
      return {} if text.nil?
      m = __text(text, limit).match(/\A\s*([mtshr])?(\d{2})\.(\d{2})\.(\d{2})(?:t(?:(\d{2}):(\d{2})(?::(\d{2})(?:[,.](\d*))?)?(z|[-+]\d{2}(?::?\d{2})?)?)?)?\s*\z/i)
      return _iso8601(text, limit: limit) unless m
      __timed({ year: Calendar::ERAS.assoc((m[1] || 'H').upcase)[1] + m[2].to_i, mon: m[3].to_i, mday: m[4].to_i }, m.captures[4..])
    end

    private

    def __short_year(text)
      return unless text
      year = text.to_i
      text.length == 2 ? year + (year >= 69 ? 1900 : 2000) : year
    end

    # The parts with the time of day added: hour, minute, second, their fraction, zone.
    def __timed(parts, captures)
      hour, minute, second, fraction, zone = captures
      parts.update(hour: hour&.to_i, min: minute&.to_i, sec: second&.to_i)
      parts[:sec_fraction] = __fraction(fraction) if fraction
      parts.update(zone: zone, offset: __seconds_of(zone)) if zone
      parts.compact
    end
  end
end
