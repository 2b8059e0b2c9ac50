# Dates in texts, found by their looks: each kind of part is looked for in turn and taken out.
class Date
  MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
  DAYS = 'sun|mon|tue|wed|thu|fri|sat'
  AGE = 'c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.)'

  ZONE = '(?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|(?-i:[[:alpha:].\s]+)(?:standard|daylight)\s+time\b|(?-i:[[:alpha:]]+)(?:\s+dst)?\b'
  CLOCK = /(\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?(?:\s*[ap](?:m\b|\.m\.))?|\d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)?(?:\s*[ap](?:m\b|\.m\.))?|\d+\s*[ap](?:m\b|\.m\.))(?:\s*(#{ZONE}))?/i
  CLOCK_PARTS = /\A(\d+)\s*h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?/i

  # Hours from Greenwich of the names of zones.
  ZONES = {
    -12 => 'y aoe idlw', -11 => 'x nt nut sst', -10 => 'w ckt hst ahst hast taht', -9 => 'v hdt yst akst gamt hadt', -8.5 => 'mart',
    -8 => 'u pst ydt akdt', -7 => 't mst pdt', -6 => 's cst mdt east galt', -5 => 'r act cdt cot ect est pet cist',
    -4 => 'q ast bot clt edt fkt gyt vet', -3 => 'p adt art brt gft srt uyt wgt clst fkst pmst pyst rott', -2.5 => 'nst',
    -2 => 'o at fnt brst pmdt uyst wgst', -1.5 => 'ndt', -1 => 'n cvt egt azot', 0 => 'z ut wt gmt utc wet egst',
    1 => 'a bst cet fwt met mez swt wat mewt west', 2 => 'b cat eet fle fst gtb cest mest mesz sast wast',
    3 => 'c bt eat fet idt msk trt arab eest syot', 3.5 => 'iran irst', 4 => 'd azt get msd mut ret sct kuyt samt', 4.5 => 'aft irdt',
    5 => 'e mvt pkt tft tjt tmt uzt aqtt azst mawt orat yekt', 5.5 => 'ist', 5.75 => 'npt', 6 => 'f btt iot kgt almt omst qyzt vost',
    6.5 => 'cct mmt', 7 => 'g cxt ict wib davt hovt krat novt', 8 => 'h bnt hkt myt pht sgt awst cast chot irkt ulat wadt wita',
    9 => 'i jst kst pwt tlt wit awdt yakt', 9.5 => 'acst', 10 => 'k gst pgt aest chst chut ddut vlat yapt', 10.5 => 'acdt lhst',
    11 => 'l nct nft sbt vut aedt eadt kost lhdt magt pont sakt sret', 12 => 'm fjt mht nrt nzt tvt wft anat fiji gilt idle nfdt nzst pett wakt',
    13 => 'tkt tot fjst nzdt phot', 14 => 'lint tost'
  }.each_with_object({}) { |(hours, names), zones| names.split.each { |name| zones[name] = (hours * 3600).to_i } }.merge('eastern' => -18_000, 'central' => -21_600, 'mountain' => -25_200, 'pacific' => -28_800, 'alaskan' => -32_400, 'hawaiian' => -36_000, 'atlantic' => -14_400, 'tokyo' => 32_400, 'russian' => 10_800, 'romance' => 3600, 'china' => 28_800, 'india' => 19_800).freeze

  class << self
    def _parse(text, comp = true, limit: 128)
      text = __text(text, limit)
      parts = {}
      @comp = nil
      rest = text.gsub(%r{[^-+',./:@[:alnum:]\[\]]+}, ' ')
      __take(rest, /\b(#{DAYS})[^-\/\d\s]*/i) { |m| parts[:wday] = __day(m[1]) }
      __take(rest, CLOCK) { |m| __clock(parts, m) }
      FORMS.any? { |form| __send__(form, rest, parts) }
      before = __take(rest, /\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)/i) { true }
      __take(rest, /\A\s*(\d{1,2})\s*\z/) do |m|
        value = m[1].to_i
        parts[:mday] = value if parts[:hour] && !parts[:mday] && value.between?(1, 31)
        parts[:hour] = value if parts[:mday] && !parts[:hour] && value.between?(0, 24)
      end
      %i[cwyear year].each do |name|
        next unless parts[name]
        parts[name] = 1 - parts[name] if before
        parts[name] += parts[name] >= 69 ? 1900 : 2000 if comp && @comp && parts[name].between?(0, 99)
      end
      parts[:offset] = __seconds_of(parts[:zone]) if parts[:zone] && !parts.key?(:offset)
      parts
    end

    def __text(text, limit)
      raise TypeError, "no implicit conversion of #{text.nil? ? 'nil' : text.class} into String" unless text.respond_to?(:to_str)
      text = text.to_str
      raise ArgumentError, "string length (#{text.length}) exceeds the limit #{limit}" if limit && text.length > limit
      text
    end

    def __month(name) = ABBR_MONTHNAMES.index(name[0, 3].capitalize)

    def __day(name) = ABBR_DAYNAMES.index(name[0, 3].capitalize)

    def __fraction(digits) = Rational(digits.to_i, 10**digits.length)

    # How many seconds a zone is from Greenwich, or nil.
    def __seconds_of(zone)
      name = zone.downcase.gsub(/\s+/, ' ').strip
      summer = name.match?(/ (?:daylight time|dst)\z/)
      name = name.sub(/ (?:(?:standard|daylight) time|dst)\z/, '')
      return ZONES[name] + (summer ? 3600 : 0) if ZONES[name]
      found = name.match(/\A(?:gmt|utc?)?([-+])(\d+)(?:([,.:])(\d+)(?::(\d+))?)?/) or return
      seconds =
        if found[3] == ':' then found[2].to_i * 3600 + found[4].to_i * 60 + found[5].to_i
        elsif found[3] then found[2].to_i * 3600 + __fraction(found[4]) * 3600
        else
          digits = found[2]
          digits = "0#{digits}" if digits.length.odd?
          digits[0, 2].to_i * 3600 + digits[2, 2].to_i * 60 + digits[4, 2].to_i
        end
      found[1] == '-' ? -seconds : seconds
    end

    private

    FORMS = %i[__european __american __dashed __era __named __slashed __dotted __coded __quoted_year __month_alone __day_alone __digits].freeze

    def __take(rest, pattern)
      found = rest.match(pattern) or return false
      rest.replace("#{found.pre_match} #{found.post_match}")
      yield found
      true
    end

    def __clock(parts, found)
      parts[:zone] = found[2] if found[2]
      time = found[1].match(CLOCK_PARTS)
      parts[:hour] = time[5] ? time[1].to_i % 12 + (time[5].casecmp?('p') ? 12 : 0) : time[1].to_i
      parts[:min] = time[2].to_i if time[2]
      parts[:sec] = time[3].to_i if time[3]
      parts[:sec_fraction] = __fraction(time[4]) if time[4]
    end

    # Year, month and day in a likely order: what has a quote or more than two digits is the year.
    def __three(parts, year, month, day, before = false)
      year, month, day = day, year, month if year && month && !day
      year, day = day, year if year.nil? && day && (day.length > 2 || day.start_with?("'"))
      if year && (found = year.match(/(\d+)(.+)?/)) && found[2]
        year, day = day, found[1]
      end
      year, month, day = month, day, year if month && (month.start_with?("'") || month.length > 2)
      year, day = day, year if day && (day.start_with?("'") || day.length > 2)
      if year && (found = year.match(/([-+])?(\d+)/))
        @comp = !found[1] && found[2].length <= 2
        parts[:year] = before ? 1 - found[0].to_i : found[0].to_i
      end
      parts[:mon] = month[/\d+/].to_i if month
      parts[:mday] = day[/\d+/].to_i if day
    end

    def __european(rest, parts)
      __take(rest, /('?\d+)[^-\d\s]*\s*(#{MONTHS})[^-\d\s']*(?:\s*(#{AGE})?\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?/i) do |m|
        __three(parts, m[4], __month(m[2]).to_s, m[1], m[3]&.match?(/\Ab/i))
      end
    end

    def __american(rest, parts)
      __take(rest, /\b(#{MONTHS})[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*(#{AGE})?\s*('?-?\d+))?/i) do |m|
        __three(parts, m[4], __month(m[1]).to_s, m[2], m[3]&.match?(/\Ab/i))
      end
    end

    def __dashed(rest, parts) = __take(rest, /('?[-+]?\d+)-(\d+)-('?-?\d+)/) { |m| __three(parts, m[1], m[2], m[3]) }

    def __era(rest, parts)
      __take(rest, /\b([mtshr])(\d+)\.(\d+)\.(\d+)/i) do |m|
        parts.update(year: Calendar::ERAS.assoc(m[1].upcase)[1] + m[2].to_i, mon: m[3].to_i, mday: m[4].to_i)
      end
    end

    def __named(rest, parts)
      __take(rest, /('?-?\d+)-(#{MONTHS})[^-\/.]*-('?-?\d+)/i) { |m| __three(parts, m[3], __month(m[2]).to_s, m[1]) } ||
        __take(rest, /\b(#{MONTHS})[^-\/.]*-('?-?\d+)(?:-('?-?\d+))?/i) { |m| __three(parts, m[3], __month(m[1]).to_s, m[2]) }
    end

    def __slashed(rest, parts) = __take(rest, %r{('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?}) { |m| __three(parts, m[1], m[2], m[3]) }

    def __dotted(rest, parts) = __take(rest, /('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)/) { |m| __three(parts, m[1], m[2], m[3]) }

    def __coded(rest, parts)
      return true if __take(rest, /\b(\d{2}|\d{4})?-?w(\d{2})(?:-?(\d))?\b/i) do |m|
        if m[1]
          @comp = m[1].length == 2
          parts[:cwyear] = m[1].to_i
        end
        parts[:cweek] = m[2].to_i
        parts[:cwday] = m[3].to_i if m[3]
      end
      return true if __take(rest, /-w-(\d)\b/i) { |m| parts[:cwday] = m[1].to_i }
      return true if __take(rest, /--(\d{2})?-(\d{2})\b/) do |m|
        parts[:mon] = m[1].to_i if m[1]
        parts[:mday] = m[2].to_i
      end
      return true if __take(rest, /--(\d{2})(\d{2})?\b/) do |m|
        parts[:mon] = m[1].to_i
        parts[:mday] = m[2].to_i if m[2]
      end
      return true if !rest.match?(/[,.](\d{2}|\d{4})-\d{3}(?!\d)\b/) && __take(rest, /\b(\d{2}|\d{4})-(\d{3})\b/) do |m|
        @comp = m[1].length == 2
        parts.update(year: m[1].to_i, yday: m[2].to_i)
      end
      !rest.match?(/\d-\d{3}\b/) && __take(rest, /\b-(\d{3})\b/) { |m| parts[:yday] = m[1].to_i }
    end

    def __quoted_year(rest, parts)
      __take(rest, /'(\d+)\b/) do |m|
        @comp = m[1].length <= 2
        parts[:year] = m[1].to_i
      end
    end

    def __month_alone(rest, parts) = __take(rest, /\b(#{MONTHS})\S*/i) { |m| parts[:mon] = __month(m[1]) }

    def __day_alone(rest, parts) = __take(rest, /(\d+)(st|nd|rd|th)\b/i) { |m| parts[:mday] = m[1].to_i }

    # Which parts a row of digits holds, by its length, and their widths.
    ROWS = {
      2 => { mday: 2 }, 3 => { yday: 3 }, 4 => { mon: 2, mday: 2 }, 5 => { year: 2, yday: 3 }, 6 => { year: 2, mon: 2, mday: 2 },
      7 => { year: 4, yday: 3 }, 8 => { year: 4, mon: 2, mday: 2 }, 10 => { year: 4, mon: 2, mday: 2, hour: 2 },
      12 => { year: 4, mon: 2, mday: 2, hour: 2, min: 2 }, 14 => { year: 4, mon: 2, mday: 2, hour: 2, min: 2, sec: 2 }
    }.freeze

    def __digits(rest, parts)
      __take(rest, /([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\])?/i) do |m|
        sign, digits, time, fraction, zone = m.captures
        if time.nil? && fraction
          __from_the_end(parts, digits, digits.length == 14 ? %i[sec min hour mday mon year] : %i[sec min hour mday mon])
        elsif (row = ROWS[digits.length])
          row.each do |name, width|
            text = digits.slice!(0, width)
            @comp = width == 2 if name == :year
            parts[name] = (name == :year ? "#{sign}#{text}" : text).to_i
          end
        end
        if time && fraction then __from_the_end(parts, time, %i[sec min hour])
        elsif time then %i[hour min sec].zip(time.scan(/\d\d/)) { |name, text| parts[name] = text.to_i if text }
        end
        parts[:sec_fraction] = __fraction(fraction) if fraction
        __bracketed(parts, zone) if zone
      end
    end

    def __from_the_end(parts, digits, names)
      names.each do |name|
        break if digits.empty?
        parts[name] = digits.slice!(-[name == :year ? 4 : 2, digits.length].min..).to_i
      end
    end

    def __bracketed(parts, zone)
      if zone.start_with?('[')
        shift, name = zone[1..-2].split(':', 2)
        shift = "+#{shift}" if shift.match?(/\A\d/)
        parts[:zone] = name || zone[1..-2]
        parts[:offset] = __seconds_of(shift)
      else
        parts[:zone] = zone
        parts[:offset] = __seconds_of(zone)
      end
    end
  end

  require 'date/forms'
end
