class Date
  include Comparable

  class Error < ArgumentError; end

  MONTHNAMES = [nil, 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'].freeze
  ABBR_MONTHNAMES = MONTHNAMES.map { |name| name && name[0, 3] }.freeze
  DAYNAMES = %w[Sunday Monday Tuesday Wednesday Thursday Friday Saturday].freeze
  ABBR_DAYNAMES = DAYNAMES.map { |name| name[0, 3] }.freeze
  ITALY = 2299161
  GREGORIAN = -1.0 / 0

  class << self
    def civil_to_jd(year, month, day)
      a = (14 - month) / 12
      y = year + 4800 - a
      m = month + 12 * a - 3
      day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045
    end

    def jd_to_civil(jd)
      a = jd + 32044
      b = (4 * a + 3) / 146097
      c = a - 146097 * b / 4
      d = (4 * c + 3) / 1461
      e = c - 1461 * d / 4
      m = (5 * e + 2) / 153
      [100 * b + d - 4800 + m / 10, m + 3 - 12 * (m / 10), e - (153 * m + 2) / 5 + 1]
    end

    def leap?(year) = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    alias gregorian_leap? leap?

    def days_in(year, month) = [31, leap?(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]

    def valid_date?(year, month, day, *)
      return false unless [year, month, day].all?(Integer)
      month += 13 if month < 0
      return false unless month.between?(1, 12)
      day += days_in(year, month) + 1 if day < 0
      day.between?(1, days_in(year, month))
    end
    alias valid_civil? valid_date?

    def civil(*args) = new(*args)

    def commercial(year = -4712, week = 1, day = 1, *)
      monday = new(year, 1, 4)
      monday - (monday.cwday - 1) + (week - 1) * 7 + (day - 1)
    end

    def today(*) = Time.now.to_date

    def jd(number) = new(*jd_to_civil(number))

    def ordinal(year, day = 1) = jd(civil_to_jd(year, 1, 1) + day - 1)

    def parse(text = '-4712-01-01', *)
      parts = _parse(text)
      raise Error, 'invalid date' unless parts[:mday] || parts[:mon] || parts[:yday]
      __from(parts)
    end

    def iso8601(text, *) = parse(text)

    def strptime(text, format = '%F', *)
      parts = _strptime(text, format) or raise Error, 'invalid date'
      __from(parts)
    end

    def __from(parts)
      return Time.at(parts[:seconds]).utc.to_date if parts[:seconds]
      return ordinal(parts[:year] || today.year, parts[:yday]) if parts[:yday]
      new(parts[:year] || today.year, parts[:mon] || 1, parts[:mday] || 1)
    end

    def _parse(text, *)
      raise TypeError, "no implicit conversion of #{text.nil? ? 'nil' : text.class} into String" unless text.is_a?(String)
      parts = {}
      rest = text.dup
      if rest.sub!(/(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([ap]\.?m\.?)?\s*(z\b|[-+]\d{1,2}(?::?\d{2})?(?::?\d{2})?|\b(?:utc|gmt|est|edt|cst|cdt|mst|mdt|pst|pdt|cest|cet|bst|jst)\b(?:[-+]\d+)?)?/i, ' ')
        hour = $1.to_i
        half = $5
        parts[:hour] = half ? hour % 12 + (half =~ /p/i ? 12 : 0) : hour
        zone = $6
        fraction = $4
        parts[:min] = $2.to_i
        parts[:sec] = $3.to_i if $3
        parts[:sec_fraction] = "0.#{fraction}".to_f if fraction
        __zone(parts, zone) if zone
      elsif rest.sub!(/(\d{8})T(\d{2})(\d{2})(\d{2})?(z|[-+]\d{2}:?\d{2})?/i, '\1')
        parts[:hour] = $2.to_i
        parts[:min] = $3.to_i
        parts[:sec] = $4.to_i if $4
        __zone(parts, $5) if $5
      end
      __date_of(rest, parts)
      parts
    end

    def __zone(parts, zone)
      parts[:zone] = zone
      parts[:offset] =
        if zone =~ /\A([-+])(\d{1,2}):?(\d{2})?/ then ($1 == '-' ? -1 : 1) * ($2.to_i * 3600 + $3.to_i * 60)
        else ((Time::ZONES[zone.upcase] || 0) * 3600).to_i
        end
    end

    def __date_of(text, parts)
      months = ABBR_MONTHNAMES.compact.join('|')
      if (m = text.match(/([-+]?\d{4,})-(\d{1,2})-(\d{1,2})/))
        parts.update(year: m[1].to_i, mon: m[2].to_i, mday: m[3].to_i)
      elsif (m = text.match(/\b(\d{4})-W(\d{2})(?:-(\d))?/i))
        first = civil_to_jd(m[1].to_i, 1, 4)
        day = first - (first % 7) + (m[2].to_i - 1) * 7 + (m[3] || 1).to_i - 1
        year, month, mday = jd_to_civil(day)
        parts.update(year: year, mon: month, mday: mday)
      elsif (m = text.match(/\b(\d{4})-(\d{3})\b/))
        parts.update(year: m[1].to_i, yday: m[2].to_i)
      elsif (m = text.match(%r{\b(\d{4})/(\d{1,2})/(\d{1,2})}))
        parts.update(year: m[1].to_i, mon: m[2].to_i, mday: m[3].to_i)
      elsif (m = text.match(/(\d{1,2})(?:st|nd|rd|th)?[\s-]+(#{months})[a-z]*\.?,?(?:[\s-]+([-+]?\d{2,}))?/i))
        parts.update(mday: m[1].to_i, mon: __month(m[2]))
        parts[:year] = __year(m[3]) if m[3]
      elsif (m = text.match(/\b(#{months})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b,?(?:\s+([-+]?\d{4}))?/i))
        parts.update(mon: __month(m[1]), mday: m[2].to_i)
        year = m[3] || m.post_match[/\b\d{4}\b/]
        parts[:year] = year.to_i if year
      elsif (m = text.match(/\b(#{months})[a-z]*\.?\s+(\d{4})/i))
        parts.update(mon: __month(m[1]), year: m[2].to_i)
      elsif (m = text.match(/\b(\d{4})(\d{2})(\d{2})\b/))
        parts.update(year: m[1].to_i, mon: m[2].to_i, mday: m[3].to_i)
      elsif (m = text.match(/\b(\d{4})-(\d{2})\b/))
        parts.update(year: m[1].to_i, mon: m[2].to_i)
      end
      if (m = text.match(/\b(#{ABBR_DAYNAMES.join('|')})[a-z]*\b/i))
        parts[:wday] = ABBR_DAYNAMES.index(m[1].capitalize)
      end
    end

    def __month(name) = ABBR_MONTHNAMES.index(name.capitalize)

    def __year(text)
      year = text.to_i
      text.length <= 2 ? year + (year >= 69 ? 1900 : 2000) : year
    end

    FORMATS = { 'F' => '%Y-%m-%d', 'T' => '%H:%M:%S', 'R' => '%H:%M', 'D' => '%m/%d/%y', 'x' => '%m/%d/%y', 'X' => '%H:%M:%S', 'c' => '%a %b %e %H:%M:%S %Y', 'r' => '%I:%M:%S %p', 'v' => '%e-%b-%Y' }.freeze
    DIRECTIVES = {
      'Y' => '([-+]?\d{1,4})', 'm' => '(\d{1,2})', 'd' => ' ?(\d{1,2})', 'e' => ' ?(\d{1,2})', 'j' => '(\d{1,3})',
      'H' => ' ?(\d{1,2})', 'k' => ' ?(\d{1,2})', 'I' => ' ?(\d{1,2})', 'l' => ' ?(\d{1,2})', 'M' => '(\d{1,2})', 'S' => '(\d{1,2})',
      'L' => '(\d{1,3})', 'N' => '(\d+)', 'y' => '(\d{2})', 'p' => '([AaPp]\.?[Mm]\.?)', 'P' => '([AaPp]\.?[Mm]\.?)',
      'b' => '([A-Za-z]{3})[a-z]*', 'B' => '([A-Za-z]{3})[a-z]*', 'h' => '([A-Za-z]{3})[a-z]*', 'a' => '([A-Za-z]{3})[a-z]*', 'A' => '([A-Za-z]{3})[a-z]*',
      'z' => '(Z|UTC|GMT|[-+]\d{1,2}:?\d{2}|[A-Za-z]{3,4})', 'Z' => '([A-Za-z]{1,5}|[-+]\d{1,2}:?\d{2})', 's' => '([-+]?\d+)', 'u' => '(\d)', 'w' => '(\d)'
    }.freeze

    def _strptime(text, format = '%F')
      format = format.gsub(/%([FTRDxXcrv])/) { FORMATS[$1] }
      kinds = []
      source = format.gsub(/%[-:0^_]*([A-Za-z%+])|\s+|[^%\s]+/) do |part|
        kind = $1
        if part.start_with?('%') && kind
          next '%' if kind == '%'
          directive = DIRECTIVES[kind] or return nil
          kinds << kind
          directive
        else
          part.match?(/\A\s/) ? '\s*' : Regexp.escape(part)
        end
      end
      m = Regexp.new("\\A\\s*#{source}").match(text) or return nil
      parts = {}
      parts[:leftover] = m.post_match unless m.post_match.strip.empty?
      return nil if parts[:leftover]
      half = nil
      kinds.zip(m.captures) do |kind, value|
        case kind
        when 'Y' then parts[:year] = value.to_i
        when 'y' then parts[:year] = __year(value)
        when 'm' then parts[:mon] = value.to_i
        when 'd', 'e' then parts[:mday] = value.to_i
        when 'j' then parts[:yday] = value.to_i
        when 'H', 'k', 'I', 'l' then parts[:hour] = value.to_i
        when 'M' then parts[:min] = value.to_i
        when 'S' then parts[:sec] = value.to_i
        when 'L', 'N' then parts[:sec_fraction] = "0.#{value}".to_f
        when 'p', 'P' then half = value
        when 'b', 'B', 'h' then parts[:mon] = __month(value) || (return nil)
        when 'a', 'A' then parts[:wday] = ABBR_DAYNAMES.index(value.capitalize)
        when 'z', 'Z' then __zone(parts, value)
        when 's' then parts[:seconds] = value.to_i
        end
      end
      parts[:hour] = parts[:hour] % 12 + (half =~ /p/i ? 12 : 0) if half && parts[:hour]
      parts
    end
  end

  attr_reader :jd

  def initialize(year = -4712, month = 1, day = 1, *)
    raise Error, 'invalid date' unless Date.valid_date?(year, month, day)
    month += 13 if month < 0
    day += Date.days_in(year, month) + 1 if day < 0
    @jd = Date.civil_to_jd(year, month, day)
    @year = year
    @month = month
    @day = day
  end

  attr_reader :year, :month, :day
  alias mon month
  alias mday day

  def wday = (@jd + 1) % 7

  def yday = @jd - Date.civil_to_jd(@year, 1, 1) + 1

  def cwday = wday == 0 ? 7 : wday

  def cweek = strftime('%V').to_i

  def cwyear = strftime('%G').to_i

  def mjd = @jd - 2400001

  def ajd = Rational(@jd * 2 - 1, 2)

  def amjd = Rational(mjd, 1)

  def ld = @jd - 2_299_160

  def leap? = Date.leap?(@year)

  def +(days)
    raise TypeError, 'expected numeric' unless days.is_a?(Numeric)
    self.class.jd(@jd + days.to_i)
  end

  def -(other)
    case other
    when DateTime then to_datetime - other
    when Date then Rational(jd - other.jd, 1)
    when Numeric then self + -other
    else raise TypeError, 'expected numeric'
    end
  end

  def >>(months)
    total = @year * 12 + @month - 1 + months
    year, month = total.divmod(12)
    self.class.new(year, month + 1, [@day, Date.days_in(year, month + 1)].min)
  end

  def <<(months) = self >> -months

  def next_day(count = 1) = self + count

  def prev_day(count = 1) = self - count

  def next_month(count = 1) = self >> count

  def prev_month(count = 1) = self << count

  def next_year(count = 1) = self >> count * 12

  def prev_year(count = 1) = self << count * 12

  def succ = self + 1
  alias next succ

  def step(limit, by = 1)
    return to_enum(:step, limit, by) unless block_given?
    date = self
    while by > 0 ? date <= limit : date >= limit
      yield date
      date += by
    end
    self
  end

  def upto(limit, &block) = step(limit, 1, &block)

  def downto(limit, &block) = step(limit, -1, &block)

  def <=>(other)
    case other
    when Date then @jd <=> other.jd
    when Numeric then @jd <=> other
    end
  end

  def ==(other) = other.is_a?(Date) && (self <=> other) == 0

  def ===(other) = other.is_a?(Date) && @jd == other.jd

  def eql?(other) = other.is_a?(Date) && self == other

  def hash = @jd.hash

  DAYNAMES.each_with_index { |name, i| define_method("#{name.downcase}?") { wday == i } }

  def to_time = Time.new(@year, @month, @day)

  def to_date = Date.new(@year, @month, @day)

  def to_datetime = DateTime.new(@year, @month, @day)

  def strftime(format = '%F') = Time.utc(@year, @month, @day).strftime(format.gsub(/%(:*)z/) { $1.empty? ? '+0000' : '+00:00' }.gsub('%Z', '+00:00'))

  def iso8601 = strftime('%F')
  alias xmlschema iso8601
  alias to_s iso8601

  def httpdate = strftime('%a, %d %b %Y %T GMT')

  def rfc2822 = strftime('%a, %-d %b %Y %T %z')

  def inspect = "#<Date: #{self} ((#{@jd}j,0s,0n),+0s,2299161j)>"

  def deconstruct_keys(_keys) = { year: @year, month: @month, day: @day, wday: wday, yday: yday }
end

class DateTime < Date
  attr_reader :hour, :minute, :offset
  alias min minute

  def self.now = Time.now.to_datetime

  def self.__offset(seconds) = format('%s%02d:%02d', seconds < 0 ? '-' : '+', seconds.abs / 3600, seconds.abs / 60 % 60)

  def self.strptime(text, format = '%FT%T%z') = Time.strptime(text, format).to_datetime

  def self.__from(parts)
    date = Date.__from(parts)
    new(date.year, date.month, date.day, parts[:hour] || 0, parts[:min] || 0, (parts[:sec] || 0) + (parts[:sec_fraction] || 0), parts[:offset] ? format('%s%02d:%02d', parts[:offset] < 0 ? '-' : '+', parts[:offset].abs / 3600, parts[:offset].abs / 60 % 60) : '+00:00')
  end

  def self.parse(text = '-4712-01-01T00:00:00+00:00', *)
    parts = _parse(text)
    raise Error, 'invalid date' if parts.empty?
    __from(parts)
  end

  def self.iso8601(text, *) = parse(text)

  def initialize(year = -4712, month = 1, day = 1, hour = 0, minute = 0, second = 0, offset = '+00:00', *)
    super(year, month, day)
    @hour = hour
    @minute = minute
    @second = second
    @offset_text = offset.is_a?(String) ? offset : DateTime.__offset((offset * 86_400).to_i)
  end

  def zone = @offset_text

  def second = @second.to_i
  alias sec second

  def sec_fraction = @second - @second.to_i

  def to_time = Time.new(@year, @month, @day, @hour, @minute, @second, @offset_text)

  def to_datetime = self

  def strftime(format = '%FT%T%:z') = to_time.strftime(format)

  def iso8601(digits = 0) = digits > 0 ? strftime("%FT%T.%#{digits}N%:z") : strftime('%FT%T%:z')
  alias xmlschema iso8601
  alias to_s iso8601

  def rfc3339 = iso8601

  def <=>(other) = other.is_a?(DateTime) ? to_time <=> other.to_time : super

  def offset = Rational(to_time.utc_offset, 86_400)

  def +(days)
    raise TypeError, 'expected numeric' unless days.is_a?(Numeric)
    (to_time + days * 86_400).to_datetime
  end

  def -(other)
    return self + -other if other.is_a?(Numeric)
    raise TypeError, 'expected numeric' unless other.is_a?(Date)
    (to_time.to_r - other.to_datetime.to_time.to_r) / 86_400
  end

  def >>(months)
    date = to_date >> months
    DateTime.new(date.year, date.month, date.day, @hour, @minute, @second, @offset_text)
  end

  def to_date = Date.new(@year, @month, @day)

  def new_offset(offset = 0)
    text = offset.is_a?(String) ? offset : DateTime.__offset((offset * 86_400).to_i)
    to_time.localtime(text).to_datetime
  end

  def hash = to_time.hash

  def inspect
    universal = to_time.utc
    seconds = universal.hour * 3600 + universal.min * 60 + universal.sec
    "#<DateTime: #{self} ((#{universal.to_date.jd}j,#{seconds}s,#{universal.nsec}n),#{format('%+d', to_time.utc_offset)}s,2299161j)>"
  end
end

class Time
  def to_date = Date.new(year, month, day)

  def to_datetime = DateTime.new(year, month, day, hour, min, nsec == 0 ? sec : sec + Rational(nsec, 1_000_000_000), DateTime.__offset(utc_offset))

  def to_time = self
end
