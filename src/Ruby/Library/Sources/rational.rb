# Fractions. Whole numbers, floats and text know their fraction from here on.

class Rational < Numeric
  attr_reader :numerator, :denominator

  class << self
    undef_method :new

    # In lowest terms, the sign above.
    def __of(above, below)
      raise ZeroDivisionError, 'divided by 0' if below == 0
      above, below = -above, -below if below < 0
      divisor = above.gcd(below)
      made = allocate
      made.__send__(:__set, above / divisor, below / divisor)
      made
    end

    def __text(text, strict)
      pattern = %r{\A\s*([-+]?)(\d[\d_]*)?(?:\.(\d[\d_]*))?(?:[eE]([-+]?\d+))?(?:/(\d[\d_]*)(?:\.(\d+))?)?}
      found = pattern.match(text)
      usable = found && (found[2] || found[3]) && (!strict || found.post_match.strip.empty?)
      return strict ? raise(ArgumentError, "invalid value for convert(): #{text.inspect}") : __of(0, 1) unless usable
      digits = found[3].to_s.delete('_')
      value = __of((found[2].to_s.delete('_') + digits).to_i, 10**digits.size)
      exponent = found[4].to_i
      value = exponent < 0 ? value / 10**-exponent : value * 10**exponent
      value = value / found[5].delete('_').to_i if found[5] && found[5].to_i != 0
      raise ZeroDivisionError, 'divided by 0' if strict && found[5] && found[5].to_i == 0
      found[1] == '-' ? -value : value
    end

    # The fraction with the smallest denominator between two.
    def __simplest(low, high)
      floor = low.floor
      return __of(floor, 1) if floor == low
      return __of(floor + 1, 1) if floor + 1 <= high
      rest = __simplest(1 / (high - floor), 1 / (low - floor))
      __of(floor, 1) + 1 / rest
    end
  end

  def __set(above, below)
    @numerator = above
    @denominator = below
    freeze
  end
  private :__set

  def +(other)
    case other
    when Integer then Rational.__of(@numerator + other * @denominator, @denominator)
    when Rational then Rational.__of(@numerator * other.denominator + other.numerator * @denominator, @denominator * other.denominator)
    when Float then to_f + other
    else __coerced(:+, other)
    end
  end

  def -(other)
    case other
    when Integer then Rational.__of(@numerator - other * @denominator, @denominator)
    when Rational then Rational.__of(@numerator * other.denominator - other.numerator * @denominator, @denominator * other.denominator)
    when Float then to_f - other
    else __coerced(:-, other)
    end
  end

  def *(other)
    case other
    when Integer then Rational.__of(@numerator * other, @denominator)
    when Rational then Rational.__of(@numerator * other.numerator, @denominator * other.denominator)
    when Float then to_f * other
    else __coerced(:*, other)
    end
  end

  def /(other)
    case other
    when Integer then Rational.__of(@numerator, @denominator * other)
    when Rational then Rational.__of(@numerator * other.denominator, @denominator * other.numerator)
    when Float then to_f / other
    else __coerced(:/, other)
    end
  end
  alias quo /

  def **(other)
    case other
    when Integer
      return Rational.__of(@numerator**other, @denominator**other) if other >= 0
      raise ZeroDivisionError, 'divided by 0' if @numerator == 0
      Rational.__of(@denominator**-other, @numerator**-other)
    when Rational then other.denominator == 1 ? self**other.numerator : to_f**other.to_f
    when Float then to_f**other
    else __coerced(:**, other)
    end
  end
  alias pow **

  def %(other)
    return to_f % other if other.is_a?(Float)
    self - other * (self / other).floor
  end
  alias modulo %

  def divmod(other)
    quotient = (self / other).floor
    [quotient, self - other * quotient]
  end

  def div(other) = (self / other).floor

  def remainder(other) = self - other * (self / other).truncate

  def fdiv(other) = to_f / other

  def -@ = Rational.__of(-@numerator, @denominator)

  def +@ = self

  def abs = @numerator < 0 ? -self : self
  alias magnitude abs

  def <=>(other)
    case other
    when Integer then @numerator <=> other * @denominator
    when Rational then @numerator * other.denominator <=> other.numerator * @denominator
    when Float then to_f <=> other
    when Numeric
      left, right = other.coerce(self)
      left <=> right
    end
  end

  def ==(other)
    case other
    when Integer then @denominator == 1 && @numerator == other
    when Rational then @numerator == other.numerator && @denominator == other.denominator
    when Float then to_f == other
    else other.is_a?(Numeric) && other == self
    end
  end
  alias === ==

  def eql?(other) = other.is_a?(Rational) && self == other

  def hash = [@numerator, @denominator].hash

  def coerce(other)
    case other
    when Integer then [Rational.__of(other, 1), self]
    when Float then [other, to_f]
    when Rational then [other, self]
    else raise TypeError, "#{other.class} can't be coerced into Rational"
    end
  end

  def zero? = @numerator == 0

  def nonzero? = zero? ? nil : self

  def positive? = @numerator > 0

  def negative? = @numerator < 0

  def integer? = false

  def finite? = true

  def infinite? = nil

  def to_i = @numerator < 0 ? -(-@numerator / @denominator) : @numerator / @denominator

  def to_f = @numerator.fdiv(@denominator)

  def to_r = self

  def rationalize(error = nil)
    return self unless error
    error = error.to_r.abs
    Rational.__simplest(*(negative? ? [abs - error, abs + error] : [self - error, self + error])) * (negative? ? -1 : 1)
  end

  def floor(digits = 0) = __rounded(digits) { |value| value.numerator / value.denominator }

  def ceil(digits = 0) = __rounded(digits) { |value| -(-value.numerator / value.denominator) }

  def truncate(digits = 0) = __rounded(digits, &:to_i)

  def round(digits = 0, half: :up)
    __rounded(digits) do |value|
      doubled = value.numerator.abs * 2 + value.denominator
      whole = doubled / (value.denominator * 2)
      if doubled % (value.denominator * 2) == 0
        whole -= 1 if half.to_s == 'down' || (half.to_s == 'even' && whole.odd?)
      end
      value.numerator < 0 ? -whole : whole
    end
  end

  def to_s = "#{@numerator}/#{@denominator}"

  def inspect = "(#{self})"

  private

  def __rounded(digits)
    return yield(self) if digits == 0
    unit = 10**digits.abs
    whole = yield(digits > 0 ? self * unit : self / unit)
    digits > 0 ? Rational.__of(whole, unit) : whole * unit
  end

  def __coerced(operator, other)
    raise TypeError, "#{other.nil? ? 'nil' : other.class} can't be coerced into Rational" unless other.respond_to?(:coerce)
    left, right = other.coerce(self)
    left.__send__(operator, right)
  end
end

class Integer
  def to_r = Rational.__of(self, 1)

  def rationalize(*) = to_r

  def numerator = self

  def denominator = 1

  def quo(other) = other.is_a?(Float) ? self / other : to_r / other
end

class Float
  def to_r
    raise FloatDomainError, to_s if nan? || infinite?
    bits = [self].pack('G').unpack1('Q>')
    exponent = (bits >> 52) & 0x7ff
    mantissa = bits & 0xfffffffffffff
    mantissa |= 1 << 52 if exponent > 0
    exponent = [exponent, 1].max - 1075
    mantissa = -mantissa if bits >> 63 == 1
    exponent < 0 ? Rational.__of(mantissa, 1 << -exponent) : Rational.__of(mantissa << exponent, 1)
  end

  def rationalize(error = nil)
    return to_r.rationalize(error) if error
    exact = abs.to_r
    return exact if exact.denominator == 1
    half = Rational.__of(1, exact.denominator * 2)
    value = Rational.__simplest(exact - half, exact + half)
    self < 0 ? -value : value
  end

  def numerator = to_r.numerator

  def denominator = to_r.denominator

  def quo(other) = self / other
end

class String
  def to_r = Rational.__text(self, false)
end

class NilClass
  def to_r = Rational.__of(0, 1)

  def rationalize(*) = to_r
end

module Kernel
  private

  def Rational(above, below = 1, exception: true)
    parts = [above, below].map do |value|
      case value
      when Integer then Rational.__of(value, 1)
      when Rational then value
      when Float then value.to_r
      when String then Rational.__text(value, true)
      when nil then raise TypeError, "can't convert nil into Rational"
      else
        value.respond_to?(:to_r) ? value.to_r : raise(TypeError, "can't convert #{value.class} into Rational")
      end
    end
    parts[0] / parts[1]
  rescue ArgumentError, TypeError
    raise if exception
    nil
  end
end
