require 'date/calendar'
require 'date/parse'
require 'date/strptime'

class Date
  include Comparable

  class Error < ArgumentError; end

  VERSION = '3.2.2'
  MONTHNAMES = [nil, 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'].each(&:freeze).freeze
  ABBR_MONTHNAMES = MONTHNAMES.map { |name| name && name[0, 3].freeze }.freeze
  DAYNAMES = %w[Sunday Monday Tuesday Wednesday Thursday Friday Saturday].each(&:freeze).freeze
  ABBR_DAYNAMES = DAYNAMES.map { |name| name[0, 3].freeze }.freeze
  ITALY = 2_299_161
  ENGLAND = 2_361_222
  JULIAN = Float::INFINITY
  GREGORIAN = -Float::INFINITY

  # What is beyond all numbers, in one direction or the other.
  class Infinity < Numeric
    attr_reader :d
    protected :d

    def initialize(d = 1)
      @d = d <=> 0
    end

    def zero? = false

    def finite? = false

    def infinite? = d.nonzero?

    def nan? = d.zero?

    def abs = self.class.new

    def -@ = self.class.new(-d)

    def +@ = self.class.new(+d)

    def <=>(other)
      case other
      when Infinity then d <=> other.d
      when Float then to_f <=> other
      when Numeric then d
      end
    end

    def ==(other) = (self <=> other) == 0

    def coerce(other) = other.is_a?(Numeric) ? [-d, d] : super

    def to_f
      return 0 if d.zero?
      d.positive? ? Float::INFINITY : -Float::INFINITY
    end
  end

  NANOS = 1_000_000_000
  DAY = 86_400

  class << self
    def leap?(year) = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    alias gregorian_leap? leap?

    def julian_leap?(year) = year % 4 == 0

    def valid_civil?(year, month, day, start = ITALY) = [year, month, day].all?(Numeric) && !Calendar.civil(year.to_i, month.to_i, day.to_i, start).nil?
    alias valid_date? valid_civil?

    def valid_jd?(number, *) = number.is_a?(Numeric)

    def valid_ordinal?(year, day, start = ITALY) = [year, day].all?(Numeric) && !Calendar.ordinal(year, day, start).nil?

    def valid_commercial?(year, week, day, start = ITALY) = [year, week, day].all?(Numeric) && !Calendar.commercial(year, week, day, start).nil?

    def civil(...) = new(...)

    def jd(number = 0, start = ITALY)
      __number(number, 'jd')
      __at(number.floor, 0, 0, 0, start) + (number % 1)
    end

    def ordinal(year = -4712, day = 1, start = ITALY)
      __number(year, 'year')
      __number(day, 'yday')
      __whole(Calendar.ordinal(year.to_i, day.floor, start), start) + (day % 1)
    end

    def commercial(year = -4712, week = 1, day = 1, start = ITALY)
      { year => 'year', week => 'cweek', day => 'cwday' }.each { |value, name| __number(value, name) }
      __whole(Calendar.commercial(year.to_i, week.to_i, day.floor, start), start) + (day % 1)
    end

    def today(start = ITALY)
      now = Time.now
      civil(now.year, now.month, now.day, start)
    end

    def parse(text = '-4712-01-01', comp = true, start = ITALY, limit: 128) = __from(_parse(text, comp, limit: limit), start)

    def strptime(text = '-4712-01-01', format = '%F', start = ITALY) = __from(_strptime(text, format), start)

    { iso8601: '-4712-01-01', xmlschema: '-4712-01-01', rfc3339: '-4712-01-01T00:00:00+00:00', rfc2822: 'Mon, 1 Jan -4712 00:00:00 +0000', rfc822: 'Mon, 1 Jan -4712 00:00:00 +0000', httpdate: 'Mon, 01 Jan -4712 00:00:00 GMT', jisx0301: '-4712-01-01' }.each do |name, sample|
      define_method(name) { |text = sample, start = ITALY, limit: 128| __from(__send__("_#{name}", text, limit: limit), start) }
    end

    def __from(parts, start)
      raise Error, 'invalid date' if parts.nil? || parts.empty?
      parts = Calendar.complete(parts, false)
      __whole(Calendar.jd_of(parts, start), start)
    end

    def __whole(number, start)
      raise Error, 'invalid date' unless number
      __at(number, 0, 0, 0, start)
    end

    def __number(value, name)
      raise TypeError, "invalid #{name} (not numeric)" unless value.is_a?(Numeric)
    end

    # A date by the number of its day and the seconds and nanoseconds of the day, all of Greenwich.
    def __at(jd, seconds, nanos, offset, start) = allocate.__set(jd, seconds, nanos, offset, start)
  end

  def initialize(year = -4712, month = 1, day = 1, start = ITALY)
    { 'year' => year, 'month' => month, 'day' => day }.each { |name, value| Date.__number(value, name) }
    number = Calendar.civil(year.to_i, month.to_i, day.to_i, start) or raise Error, 'invalid date'
    __set(number, 0, 0, 0, start)
  end

  def __set(jd, seconds, nanos, offset, start)
    @jd = jd
    @seconds = seconds
    @nanos = nanos
    @offset = offset
    @start = start
    self
  end

  def __state = [@jd, @seconds, @nanos, @offset, @start]

  # The same kind of date, so many nanoseconds (a whole number or a fraction) later.
  def __later(days, nanos = 0)
    seconds, nanos = (@nanos + nanos).divmod(NANOS)
    days_on, seconds = (@seconds + seconds).divmod(DAY)
    self.class.__at(@jd + days + days_on, seconds, nanos.is_a?(Rational) && nanos.denominator == 1 ? nanos.to_i : nanos, @offset, @start)
  end

  def jd = @jd + (@seconds + @offset).div(DAY)

  def year = __civil[0]

  def month = __civil[1]
  alias mon month

  def day = __civil[2]
  alias mday day

  def __civil = @civil ||= Calendar.of(jd, @start)

  def wday = (jd + 1) % 7

  def yday = jd - Calendar.first(year, @start) + 1

  def cwday = wday == 0 ? 7 : wday

  def cweek = Calendar.week_of(jd, @start)[1]

  def cwyear = Calendar.week_of(jd, @start)[0]

  def mjd = jd - 2_400_001

  def ld = jd - 2_299_160

  def ajd = Rational(@jd * 2 - 1, 2) + __fraction_at_greenwich

  def amjd = Rational(@jd - 2_400_001, 1) + __fraction_at_greenwich

  def __fraction_at_greenwich = Rational(@seconds, DAY) + Rational(@nanos, DAY * NANOS)

  def day_fraction
    return 0 if instance_of?(Date) && @seconds == 0 && @nanos == 0
    Rational((@seconds + @offset) % DAY, DAY) + Rational(@nanos, DAY * NANOS)
  end

  def start = @start.to_f

  def julian? = jd < @start

  def gregorian? = !julian?

  def leap? = julian? ? Date.julian_leap?(year) : Date.leap?(year)

  def new_start(start = ITALY) = self.class.__at(@jd, @seconds, @nanos, @offset, start)

  def italy = new_start(ITALY)

  def england = new_start(ENGLAND)

  def julian = new_start(JULIAN)

  def gregorian = new_start(GREGORIAN)

  def infinite? = false

  def +(days)
    case days
    when Integer then __later(days)
    when Float
      whole = days.floor
      __later(whole, ((days - whole) * DAY * NANOS).round)
    when Numeric then __later(days.floor, (days.to_r - days.floor) * DAY * NANOS)
    else raise TypeError, 'expected numeric'
    end
  end

  def -(other)
    case other
    when Date
      jd, seconds, nanos = other.__state
      Rational(@jd - jd, 1) + Rational(@seconds - seconds, DAY) + Rational(@nanos - nanos, DAY * NANOS)
    when Numeric then self + -other
    else raise TypeError, 'expected numeric'
    end
  end

  def >>(months)
    raise TypeError, 'expected numeric' if months.nil?
    year, month = (self.year * 12 + self.month - 1 + months).floor.divmod(12)
    number = nil
    day.downto(1) { |day| break if (number = Calendar.civil(year, month + 1, day, @start)) }
    __later(number - jd)
  end

  def <<(months)
    raise TypeError, 'expected numeric' unless months.is_a?(Numeric)
    self >> -months
  end

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

  def upto(limit, &block) = block ? step(limit, 1, &block) : to_enum(:upto, limit)

  def downto(limit, &block) = block ? step(limit, -1, &block) : to_enum(:downto, limit)

  def <=>(other)
    case other
    when Date then __state[0, 3] <=> other.__state[0, 3]
    when Numeric then ajd <=> other
    end
  end

  def ===(other)
    case other
    when Date then jd == other.jd
    when Numeric then jd == other.floor
    else false
    end
  end

  def eql?(other) = other.is_a?(Date) && self == other

  def hash = __state[0, 3].hash

  DAYNAMES.each_with_index { |name, i| define_method("#{name.downcase}?") { wday == i } }

  def to_time = Time.local(year, month, day)

  def to_date = instance_of?(Date) ? self : Date.__at(jd, 0, 0, 0, @start)

  def to_datetime = DateTime.__at(@jd, @seconds, @nanos, 0, @start)

  def zone
    sign, minutes = @offset < 0 ? '-' : '+', @offset.abs / 60
    Kernel.format('%s%02d:%02d', sign, minutes / 60, minutes % 60)
  end

  def hour = (@seconds + @offset) % DAY / 3600

  def minute = (@seconds + @offset) % 3600 / 60
  alias min minute

  def second = (@seconds + @offset) % 60
  alias sec second

  private :zone, :hour, :minute, :min, :second, :sec

  def strftime(format = '%F')
    format = format.sub(/(?<!%)%\z/, '%%').gsub(/%([-0^#_+]*)(\d*)([ZQ+%])/) do |directive|
      case $3
      when '%' then next directive
      when 'Z' then zone.rjust($2.to_i, $1.include?('0') ? '0' : ' ')
      when 'Q' then ((@jd - 2_440_588) * DAY + @seconds) * 1000 + (@nanos / 1_000_000).floor
      else "%a %b %e %H:%M:%S #{zone} %Y"
      end
    end
    Time.new(year, month, day, hour, minute, second + Rational(@nanos, NANOS), @offset).strftime(format)
  end

  def iso8601 = strftime('%F')
  alias xmlschema iso8601
  alias to_s iso8601

  def rfc3339 = strftime('%FT%T%:z')

  def rfc2822 = strftime('%a, %-d %b %Y %T %z')
  alias rfc822 rfc2822

  def httpdate = (@offset == 0 ? self : new_offset).strftime('%a, %d %b %Y %T GMT')

  def jisx0301
    letter, before = Calendar::ERAS.reverse_each.find { |_, _, from| jd >= from }
    letter ? format("#{letter}%02d", year - before) + strftime('.%m.%d') : strftime('%F')
  end

  def asctime = strftime('%c')
  alias ctime asctime

  def inspect = "#<#{self.class}: #{self} ((#{@jd}j,#{@seconds}s,#{@nanos.is_a?(Integer) ? @nanos : @nanos.inspect}n),#{Kernel.format('%+d', @offset)}s,#{@start.is_a?(Float) ? @start.to_s[/-?Inf/] || @start.to_i : @start}j)>"

  def marshal_dump = [0, *__state]

  def marshal_load(state) = __set(*state[1..])
end

class DateTime < Date
  class << self
    def now(start = ITALY) = Time.now.to_datetime.new_start(start)

    def jd(number = 0, hour = 0, minute = 0, second = 0, offset = 0, start = ITALY) = __of(number.floor, number % 1, hour, minute, second, offset, start)

    def ordinal(year = -4712, day = 1, hour = 0, minute = 0, second = 0, offset = 0, start = ITALY) = __of(Calendar.ordinal(year, day.floor, start), day % 1, hour, minute, second, offset, start)

    def commercial(year = -4712, week = 1, day = 1, hour = 0, minute = 0, second = 0, offset = 0, start = ITALY) = __of(Calendar.commercial(year, week, day.floor, start), day % 1, hour, minute, second, offset, start)

    def parse(text = '-4712-01-01T00:00:00+00:00', comp = true, start = ITALY, limit: 128) = super

    def _strptime(text, format = '%FT%T%z') = super

    def strptime(text = '-4712-01-01T00:00:00+00:00', format = '%FT%T%z', start = ITALY) = super

    def __of(jd, fraction, hour, minute, second, offset, start)
      allocate.__place(jd, fraction, hour, minute, second, offset, start)
    end

    def __from(parts, start)
      raise Error, 'invalid date' if parts.nil? || parts.empty?
      offset = parts[:offset] || 0
      parts = Calendar.complete(parts, true)
      jd = Calendar.jd_of(parts, start)
      made = __of(jd, 0, parts[:hour] || 0, parts[:min] || 0, [parts[:sec] || 0, 59].min, 0, start)
      made.__later(0, (parts[:sec_fraction] || 0) * NANOS - offset * NANOS).__shift(offset)
    end
  end

  def initialize(year = -4712, month = 1, day = 1, hour = 0, minute = 0, second = 0, offset = 0, start = ITALY)
    { 'year' => year, 'month' => month, 'day' => day }.each { |name, value| Date.__number(value, name) }
    __place(Calendar.civil(year.to_i, month.to_i, day.floor, start), day % 1, hour, minute, second, offset, start)
  end

  def __place(jd, fraction, hour, minute, second, offset, start)
    { 'hour' => hour, 'minute' => minute, 'second' => second }.each { |name, value| Date.__number(value, name) }
    raise Error, 'invalid date' unless jd
    whole = [[hour, 24], [minute, 60], [second, 60]].map { |value, limit| value < 0 ? value.floor + limit : value.floor }
    seconds = Calendar.seconds(*whole) or raise Error, 'invalid date'
    offset = DateTime.__offset(offset)
    rest = fraction.to_r * DAY + (hour % 1).to_r * 3600 + (minute % 1).to_r * 60 + (second % 1).to_r
    nanos = rest * NANOS
    nanos = nanos.round if [fraction, hour, minute, second].any?(Float)
    days, seconds = (seconds - offset).divmod(DAY)
    __set(jd + days, seconds, 0, offset, start)
    __set(*__later(0, nanos).__state)
  end

  def self.__offset(offset)
    seconds = offset.is_a?(String) ? Date.__seconds_of(offset) || 0 : (offset * DAY).round
    seconds.abs > DAY ? 0 : seconds
  end

  def __shift(offset) = DateTime.__at(@jd, @seconds, @nanos, offset, @start)

  public :zone, :hour, :minute, :min, :second, :sec

  def offset = Rational(@offset, DAY)

  def sec_fraction = Rational(@nanos, NANOS)
  alias second_fraction sec_fraction

  def new_offset(offset = 0) = __shift(DateTime.__offset(offset))

  def to_time = Time.new(year, month, day, hour, minute, second + sec_fraction, @offset)

  def to_datetime = self

  def strftime(format = '%FT%T%:z') = super

  def iso8601(digits = 0) = strftime("%FT%T#{".%#{digits}N" if digits > 0}%:z")
  alias xmlschema iso8601
  alias rfc3339 iso8601

  def to_s = strftime

  def jisx0301(digits = 0) = super() + strftime("T%T#{".%#{digits}N" if digits > 0}%:z")
end

class Time
  def to_date = Date.civil(year, month, day, Date::GREGORIAN).new_start

  def to_datetime
    start = Date.valid_civil?(year, month, day) ? Date::ITALY : Date::GREGORIAN
    DateTime.civil(year, month, day, hour, min, sec + subsec, Rational(utc_offset, 86_400), start).new_start
  end

  def to_time = self
end
