# Decimal fractions of any length: a whole number and how many of its digits stand behind the point.

require 'rational'

class BigDecimal < Numeric
  ROUND_MODE = 256
  ROUND_UP = 1
  ROUND_DOWN = 2
  ROUND_HALF_UP = 3
  ROUND_HALF_DOWN = 4
  ROUND_CEILING = 5
  ROUND_FLOOR = 6
  ROUND_HALF_EVEN = 7
  SIGN_POSITIVE_FINITE = 2
  SIGN_NEGATIVE_FINITE = -2
  SIGN_NaN = 0
  SIGN_POSITIVE_ZERO = 1
  SIGN_NEGATIVE_ZERO = -1
  SIGN_POSITIVE_INFINITE = 3
  SIGN_NEGATIVE_INFINITE = -3
  EXCEPTION_ALL = 255
  EXCEPTION_NaN = 2
  EXCEPTION_INFINITY = 1
  EXCEPTION_UNDERFLOW = 4
  EXCEPTION_OVERFLOW = 1
  EXCEPTION_ZERODIVIDE = 16
  BASE = 1_000_000_000
  VERSION = '3.1.1'

  class << self
    undef_method :new

    def __of(unscaled, scale, special = nil)
      unless special || unscaled == 0
        while scale > 0 && unscaled % 10 == 0
          unscaled /= 10
          scale -= 1
        end
      end
      scale = 0 if unscaled == 0
      made = allocate
      made.__send__(:__set, scale < 0 ? unscaled * 10**-scale : unscaled, [scale, 0].max, special)
      made
    end

    def __text(text, strict)
      plain = text.strip
      return __of(0, 0, plain.delete('+')) if ['NaN', 'Infinity', '+Infinity', '-Infinity'].include?(plain)
      found = /\A([-+]?)(\d[\d_]*)?(?:\.(\d[\d_]*)?)?(?:[eEdD]([-+]?\d+))?/.match(plain)
      usable = found && (found[2] || found[3]) && (!strict || found.post_match.empty?)
      raise ArgumentError, "invalid value for BigDecimal(): #{text.inspect}" if strict && !usable
      return __of(0, 0) unless usable
      digits = found[3].to_s.delete('_')
      value = (found[2].to_s.delete('_') + digits).to_i
      __of(found[1] == '-' ? -value : value, digits.size - found[4].to_i)
    end

    def mode(*) = ROUND_HALF_UP

    def limit(*) = 0

    def double_fig = 16
  end

  attr_reader :__unscaled, :__scale, :__special

  def __set(unscaled, scale, special)
    @__unscaled = unscaled
    @__scale = scale
    @__special = special
    freeze
  end
  private :__set

  def nan? = @__special == 'NaN'

  def infinite?
    case @__special
    when 'Infinity' then 1
    when '-Infinity' then -1
    end
  end

  def finite? = @__special.nil?

  def sign
    return 0 if nan?
    return infinite? * 3 if infinite?
    @__unscaled == 0 ? 1 : (@__unscaled > 0 ? 2 : -2)
  end

  def zero? = finite? && @__unscaled == 0

  def nonzero? = zero? ? nil : self

  def positive? = infinite? ? infinite? > 0 : @__unscaled > 0

  def negative? = infinite? ? infinite? < 0 : @__unscaled < 0

  def integer? = false

  def +(other)
    __with(other, :+) do |decimal|
      scale = [@__scale, decimal.__scale].max
      BigDecimal.__of(__scaled(scale) + decimal.__scaled(scale), scale)
    end
  end

  def add(other, digits) = __kept(self + other, digits)

  def -(other)
    __with(other, :-) do |decimal|
      scale = [@__scale, decimal.__scale].max
      BigDecimal.__of(__scaled(scale) - decimal.__scaled(scale), scale)
    end
  end

  def sub(other, digits) = __kept(self - other, digits)

  def *(other) = __with(other, :*) { |decimal| BigDecimal.__of(@__unscaled * decimal.__unscaled, @__scale + decimal.__scale) }

  def mult(other, digits) = __kept(self * other, digits)

  def /(other)
    __with(other, :/) do |decimal|
      next BigDecimal(zero? ? 'NaN' : negative? ? '-Infinity' : 'Infinity') if decimal.zero?
      next BigDecimal.__of(0, 0) if zero?
      # Digits are counted in words of nine, from the point to both sides.
      words = [4, __words, decimal.__words].max + decimal.__top - __top
      shift = [words * 9, 0].max
      BigDecimal.__of((to_r * 10**shift / decimal.to_r).round, shift)
    end
  end
  alias quo /

  def div(other, digits = nil)
    decimal = __decimal(other)
    unless digits.nil?
      digits = __digits(digits)
      return self / decimal if digits == 0 || !finite? || !decimal.finite? || decimal.zero?
      return __divided(decimal, digits + 2).__significant(digits)
    end
    raise FloatDomainError, "Computation results in 'NaN' (Not a Number)" if nan? || decimal.nan?
    raise FloatDomainError, "Computation results in '#{@__special}'" if infinite?
    return 0 if decimal.infinite?
    raise ZeroDivisionError, 'divided by 0' if decimal.zero?
    return (to_r / decimal.to_r).floor if digits.nil?
    digits == 0 ? self / decimal : __divided(decimal, digits + 2).__significant(digits)
  end

  def %(other)
    divmod(other)[1]
  end
  alias modulo %

  def divmod(other)
    decimal = __decimal(other)
    nan = BigDecimal.__of(0, 0, 'NaN')
    return [nan, nan] if nan? || decimal.nan?
    raise ZeroDivisionError, 'divided by 0' if decimal.zero?
    return [negative? == decimal.negative? ? INFINITY : -INFINITY, nan] if infinite?
    return [zero? || negative? == decimal.negative? ? BigDecimal.__of(0, 0) : BigDecimal.__of(-1, 0), zero? || negative? == decimal.negative? ? self : decimal] if decimal.infinite?
    whole = (to_r / decimal.to_r).floor
    [BigDecimal.__of(whole, 0), self - decimal * whole]
  end

  def remainder(other)
    decimal = __decimal(other)
    return BigDecimal.__of(0, 0, 'NaN') if !finite? || decimal.nan?
    return BigDecimal.__of(0, 0, 'NaN') if decimal.infinite?
    self - decimal * (to_r / decimal.to_r).truncate
  end

  def **(other)
    return BigDecimal(to_f**other.to_f, 16) unless other.is_a?(Integer)
    other < 0 ? BigDecimal.__of(1, 0) / self**-other : BigDecimal.__of(@__unscaled**other, @__scale * other)
  end
  alias power **

  def sqrt(digits)
    digits = __digits(digits)
    raise FloatDomainError, "sqrt of 'NaN'(Not a Number)" if nan?
    raise FloatDomainError, 'sqrt of negative value' if negative?
    return self if infinite?
    scale = [digits, 16].max * 2 + @__scale
    scale += 1 if scale.odd?
    BigDecimal.__of(Integer.sqrt(__scaled(scale)), scale / 2)
  end

  def -@
    return BigDecimal.__of(0, 0, @__special == 'NaN' ? 'NaN' : (infinite? > 0 ? '-Infinity' : 'Infinity')) unless finite?
    BigDecimal.__of(-@__unscaled, @__scale)
  end

  def +@ = self

  def abs = negative? ? -self : self

  def <=>(other)
    unless finite?
      return unless other.is_a?(Numeric) && !nan? && !(other.respond_to?(:nan?) && other.nan?)
      return infinite? <=> (other.infinite? || 0)
    end
    case other
    when BigDecimal
      return other.nan? ? nil : -other.infinite? unless other.finite?
      scale = [@__scale, other.__scale].max
      __scaled(scale) <=> other.__scaled(scale)
    when Integer, Rational then to_r <=> other
    when Float then other.nan? ? nil : (other.infinite? ? 0 <=> other : to_r <=> other.to_r)
    end
  end

  def ==(other) = (self <=> other) == 0

  %i[< <= > >=].each do |name|
    define_method(name) do |other|
      next false if nan? || (other.respond_to?(:nan?) && other.nan?)
      found = self <=> other
      raise ArgumentError, "comparison of BigDecimal with #{other.nil? || other.is_a?(Numeric) ? other.inspect : other.class} failed" if found.nil?
      found.public_send(name, 0)
    end
  end
  alias === ==
  alias eql? ==

  def hash = [@__unscaled, @__scale, @__special].hash

  def coerce(other) = [other.is_a?(Rational) ? BigDecimal(other, 18) : BigDecimal(other, 0), self]

  def to_i
    raise FloatDomainError, "Computation results in '#{@__special}'#{' (Not a Number)' if nan?}" unless finite?
    to_r.truncate
  end
  alias to_int to_i

  def to_r
    raise FloatDomainError, @__special unless finite?
    Rational(@__unscaled, 10**@__scale)
  end

  def to_f
    return { 'NaN' => Float::NAN, 'Infinity' => Float::INFINITY, '-Infinity' => -Float::INFINITY }[@__special] unless finite?
    "#{@__unscaled}e#{-@__scale}".to_f
  end

  def to_d = self

  def split = [sign <=> 0, @__unscaled == 0 ? '0' : @__unscaled.abs.to_s.sub(/0+\z/, ''), 10, exponent]

  def precision_scale = [precision, scale]

  def precision = @__unscaled == 0 ? 0 : [@__unscaled.abs.to_s.size, @__scale + (exponent > 0 ? exponent : 0)].min

  def scale = @__scale

  def n_significant_digits = @__unscaled == 0 ? 0 : @__unscaled.abs.to_s.sub(/0+\z/, '').size

  def exponent = @__unscaled == 0 ? 0 : @__unscaled.abs.to_s.size - @__scale

  def fix = finite? ? BigDecimal.__of(to_i, 0) : self

  def frac = finite? ? self - fix : self

  def truncate(digits = nil) = __round(digits, :down)

  def floor(digits = nil) = __round(digits, :floor)

  def ceil(digits = nil) = __round(digits, :ceiling)

  NAMES = { 1 => :up, 2 => :down, 3 => :half_up, 4 => :half_down, 5 => :ceiling, 6 => :floor, 7 => :half_even }.freeze
  ALIASES = { up: :up, down: :down, truncate: :down, half_up: :half_up, default: :half_up, half_down: :half_down, half_even: :half_even, banker: :half_even, ceiling: :ceiling, ceil: :ceiling, floor: :floor }.freeze
  private_constant :NAMES, :ALIASES

  def round(digits = nil, mode = nil, half: nil)
    raise FloatDomainError, "Computation results in '#{@__special}'#{nan? ? ' (Not a Number)' : ''}" if digits.nil? && !finite?
    mode = "half_#{half}".to_sym if half
    __round(digits, NAMES[mode] || ALIASES[mode&.to_sym] || :half_up)
  end

  def to_s(format = nil)
    return @__special unless finite?
    sign = @__unscaled < 0 ? '-' : (format.to_s.start_with?('+') ? '+' : (format.to_s.start_with?(' ') ? ' ' : ''))
    digits = @__unscaled.abs.to_s
    width = format.is_a?(Integer) ? format : format.to_s[/\d+/].to_i
    parts = ->(text) { width > 0 ? text.scan(/.{1,#{width}}/).join(' ') : text }
    if format.to_s.upcase.end_with?('F')
      padded = digits.rjust(@__scale + 1, '0')
      whole = padded[0, padded.size - @__scale]
      return "#{sign}#{parts.call(whole)}.#{@__scale > 0 ? parts.call(padded[-@__scale..]) : '0'}"
    end
    return "#{sign}0.0" if @__unscaled == 0
    "#{sign}0.#{parts.call(digits.sub(/0+\z/, ''))}e#{exponent}"
  end

  def inspect = to_s

  def to_digits = to_s('F')

  def _dump(*) = "18:#{self}"

  INFINITY = __of(0, 0, 'Infinity')
  NAN = __of(0, 0, 'NaN')

  protected

  def __scaled(scale) = @__unscaled * 10**(scale - @__scale)

  def __top = (exponent / 9r).ceil

  def __words = __top - ((exponent - n_significant_digits) / 9r).floor

  def __significant(digits) = __round(digits - exponent, :half_up, true)

  private

  def __digits(value)
    raise TypeError, "no implicit conversion #{value.nil? ? 'from nil to integer' : "of #{value.class} into Integer"}" unless value.respond_to?(:to_int)
    value.to_int.tap { |digits| raise ArgumentError, 'negative precision' if digits < 0 }
  end

  def __kept(value, digits)
    digits = __digits(digits)
    digits == 0 || !value.finite? || value.zero? ? value : value.__significant(digits)
  end

  def __divided(decimal, digits)
    shift = [digits - (exponent - decimal.exponent), 0].max
    BigDecimal.__of((to_r * 10**shift / decimal.to_r).truncate, shift)
  end

  def __decimal(other)
    case other
    when BigDecimal then other
    when Rational then BigDecimal(other, 18)
    when Integer, Float then BigDecimal(other, 0)
    else
      found = other.coerce(self)[0] if other.respond_to?(:coerce)
      return found if found.is_a?(BigDecimal)
      raise TypeError, "#{other.nil? ? 'nil' : other.class} can't be coerced into BigDecimal"
    end
  end

  def __with(other, operator)
    decimal = __decimal(other)
    if finite? && decimal.finite?
      yield(decimal)
    else
      BigDecimal(to_f.__send__(operator, decimal.to_f), 0)
    end
  end

  def __round(digits, mode, decimal = !digits.nil?)
    raise FloatDomainError, @__special if !finite? && !decimal
    return self unless finite?
    unit = Rational(10)**(digits || 0)
    value = to_r * unit
    whole =
      case mode
      when :up then value < 0 ? value.floor : value.ceil
      when :down then value.truncate
      when :floor then value.floor
      when :ceiling then value.ceil
      when :half_down then value.round(half: :down)
      when :half_even then value.round(half: :even)
      else value.round
      end
    return whole unless decimal
    BigDecimal.__of(whole, digits)
  end
end

class Integer
  def to_d = BigDecimal.__of(self, 0)
end

class Float
  def to_d(*) = BigDecimal(to_s)
end

class Rational
  def to_d(digits) = BigDecimal(self, digits)
end

class String
  def to_d = BigDecimal.__text(self, false)
end

class NilClass
  def to_d = BigDecimal.__of(0, 0)
end

module Kernel
  private

  def BigDecimal(value, digits = nil, exception: true)
    value = value.to_str if !value.is_a?(String) && value.respond_to?(:to_str)
    case value
    when BigDecimal then value
    when Integer then BigDecimal.__of(value, 0)
    when Float
      return BigDecimal.__of(0, 0, value.nan? ? 'NaN' : (value > 0 ? 'Infinity' : '-Infinity')) if value.nan? || value.infinite?
      raise ArgumentError, "can't omit precision for a Float." if digits.nil?
      made = BigDecimal.__text(value.to_s, true)
      digits > 0 ? made.__send__(:__significant, digits) : made
    when Rational
      raise ArgumentError, "can't omit precision for a Rational." if digits.nil?
      BigDecimal.__of(value.numerator, 0).div(BigDecimal.__of(value.denominator, 0), digits)
    when String then BigDecimal.__text(value, true)
    when nil then raise TypeError, "can't convert nil into BigDecimal"
    else raise TypeError, "can't convert #{value.class} into BigDecimal"
    end
  rescue ArgumentError, TypeError
    raise if exception
    nil
  end
end
