# Dates in texts of a form that is told.
class Date
  # Directives that stand for others.
  SHORTHANDS = {
    'c' => '%a %b %e %H:%M:%S %Y', 'D' => '%m/%d/%y', 'x' => '%m/%d/%y', 'F' => '%Y-%m-%d', 'n' => ' ', 't' => ' ', 'R' => '%H:%M',
    'r' => '%I:%M:%S %p', 'T' => '%H:%M:%S', 'X' => '%H:%M:%S', 'v' => '%e-%b-%Y', '+' => '%a %b %e %H:%M:%S %Z %Y'
  }.freeze

  # Directives that are numbers: the part, the most digits and the range.
  NUMBERS = {
    'd' => [:mday, 2, 1..31], 'e' => [:mday, 2, 1..31], 'H' => [:hour, 2, 0..24], 'k' => [:hour, 2, 0..24], 'I' => [:hour, 2, 1..12],
    'l' => [:hour, 2, 1..12], 'j' => [:yday, 3, 1..366], 'M' => [:min, 2, 0..59], 'm' => [:mon, 2, 1..12], 'S' => [:sec, 2, 0..60],
    'U' => [:wnum0, 2, 0..53], 'W' => [:wnum1, 2, 0..53], 'u' => [:cwday, 1, 1..7], 'V' => [:cweek, 2, 1..53], 'w' => [:wday, 1, 0..6]
  }.freeze

  class << self
    def _strptime(text, format = '%F')
      parts = {}
      rest = __within(text.dup, format, parts) or return
      parts[:leftover] = rest unless rest.empty?
      if (century = parts.delete(:_cent))
        %i[cwyear year].each { |name| parts[name] += century * 100 if parts[name] }
      end
      if (half = parts.delete(:_merid))
        parts[:hour] = parts[:hour] % 12 + half if parts[:hour]
      end
      parts
    end

    private

    # What is left of the text behind the format, or nil when the text is not of it.
    def __within(rest, format, parts)
      format.scan(/%[EO]?:{0,3}.|\s+|./m) do |part|
        following = $'
        if part.match?(/\A\s/) then rest = rest.lstrip
        elsif part.start_with?('%') && part.length > 1
          rest = __directive(rest, part[-1], part, following.match?(/\A(?:\d|%[EO]?[CDdeFGgHIjkLlMmNQRrSsTUuVvWwXxYy\d])/), parts) or return
        else
          return unless rest.start_with?(part)
          rest = rest[part.length..]
        end
      end
      rest
    end

    def __directive(rest, kind, part, bounded, parts)
      return __within(rest, SHORTHANDS[kind], parts) if SHORTHANDS[kind]
      if (name, width, range = NUMBERS[kind])
        m = rest.match('deHkIl'.include?(kind) ? /\A(?: \d|\d{1,2})/ : /\A\d{1,#{width}}/) or return
        return unless range.cover?(m[0].to_i)
        parts[name] = m[0].to_i
        return m.post_match
      end
      m = rest.match(__pattern(kind, part, bounded)) or return
      __read(kind, m, parts)
      m.post_match
    end

    def __pattern(kind, part, bounded)
      case kind
      when 'A', 'a' then /\A(?:#{DAYNAMES.join('|')}|#{DAYS})/i
      when 'B', 'b', 'h' then /\A(?:#{MONTHNAMES.compact.join('|')}|#{MONTHS})/i
      when 'C' then bounded ? /\A[-+]?\d{1,2}/ : /\A[-+]?\d+/
      when 'G', 'Y' then bounded ? /\A[-+]?\d{1,4}/ : /\A[-+]?\d+/
      when 'g', 'y' then /\A\d{1,2}/
      when 'L' then bounded ? /\A([-+]?)(\d{1,3})/ : /\A([-+]?)(\d+)/
      when 'N' then bounded ? /\A([-+]?)(\d{1,9})/ : /\A([-+]?)(\d+)/
      when 'P', 'p' then /\A([ap])(?:m\b|\.m\.)/i
      when 'Q', 's' then /\A-?\d+/
      when 'Z', 'z' then /\A(?:#{ZONE})/i
      when '%' then /\A%/
      else /\A#{Regexp.escape(part)}/
      end
    end

    def __read(kind, found, parts)
      text = found[0]
      case kind
      when 'A', 'a' then parts[:wday] = __day(text)
      when 'B', 'b', 'h' then parts[:mon] = __month(text)
      when 'C' then parts[:_cent] = text.to_i
      when 'G' then parts[:cwyear] = text.to_i
      when 'Y' then parts[:year] = text.to_i
      when 'g', 'y'
        parts[kind == 'g' ? :cwyear : :year] = text.to_i
        parts[:_cent] ||= text.to_i >= 69 ? 19 : 20
      when 'L', 'N' then parts[:sec_fraction] = __fraction(found[2]) * (found[1] == '-' ? -1 : 1)
      when 'P', 'p' then parts[:_merid] = found[1].casecmp?('p') ? 12 : 0
      when 'Q' then parts[:seconds] = Rational(text.to_i, 1000)
      when 's' then parts[:seconds] = text.to_i
      when 'Z', 'z'
        parts[:zone] = text
        parts[:offset] = __seconds_of(text)
      end
    end
  end
end
