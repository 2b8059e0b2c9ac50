# Numbers of two parts.

class Complex < Numeric
  attr_reader :real, :imaginary
  alias imag imaginary

  class << self
    undef_method :new

    def rect(real, imaginary = 0)
      made = allocate
      made.__send__(:__set, real, imaginary)
      made
    end
    alias rectangular rect

    def polar(length, angle = 0) = rect(length * Math.cos(angle), length * Math.sin(angle))

    def __text(text, strict)
      number = '(?:\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?(?:/\d+)?)'
      found = /\A\s*(?:([-+]?#{number})(?![\d.]*i))?(?:([-+]?)(#{number})?i)?/.match(text)
      raise ArgumentError, "invalid value for convert(): #{text.inspect}" if strict && (found.nil? || found[0].strip.empty? || !found.post_match.strip.empty?)
      part = found[0].end_with?('i') ? __number("#{found[2]}#{found[3] || 1}") : 0
      rect(found[1] ? __number(found[1]) : 0, part)
    end

    def __number(text)
      return text.to_r if text.include?('/')
      text.match?(/[.eE]/) ? text.to_f : text.to_i
    end
  end

  def __set(real, imaginary)
    @real = real
    @imaginary = imaginary
    freeze
  end
  private :__set

  def +(other) = other.is_a?(Complex) ? Complex.rect(real + other.real, imaginary + other.imaginary) : Complex.rect(real + other, imaginary)

  def -(other) = other.is_a?(Complex) ? Complex.rect(real - other.real, imaginary - other.imaginary) : Complex.rect(real - other, imaginary)

  def *(other)
    return Complex.rect(real * other, imaginary * other) unless other.is_a?(Complex)
    Complex.rect(real * other.real - imaginary * other.imaginary, real * other.imaginary + imaginary * other.real)
  end

  def /(other)
    return Complex.rect(__part(real, other), __part(imaginary, other)) unless other.is_a?(Complex)
    (self * other.conjugate) / other.abs2
  end
  alias quo /

  def **(other)
    if other.is_a?(Integer)
      return Complex.rect(1, 0) / self**-other if other < 0
      return ([self] * other).inject(Complex.rect(1, 0), :*)
    end
    Complex.polar(abs**other, arg * other)
  end
  alias pow **

  def __part(part, other)
    value = part.quo(other)
    value.is_a?(Rational) && value.denominator == 1 ? value.numerator : value
  end
  private :__part

  def -@ = Complex.rect(-real, -imaginary)

  def ==(other) = other.is_a?(Complex) ? real == other.real && imaginary == other.imaginary : imaginary == 0 && real == other

  def <=>(other)
    return nil unless imaginary == 0
    other.is_a?(Complex) ? (other.imaginary == 0 ? real <=> other.real : nil) : real <=> other
  end

  def eql?(other) = other.is_a?(Complex) && real.eql?(other.real) && imaginary.eql?(other.imaginary)

  def hash = [real, imaginary].hash

  def coerce(other) = [other.is_a?(Complex) ? other : Complex.rect(other, 0), self]

  def abs = Math.hypot(real, imaginary)
  alias magnitude abs

  def abs2 = real * real + imaginary * imaginary

  def arg = Math.atan2(imaginary, real)
  alias angle arg
  alias phase arg

  def polar = [abs, arg]

  def rect = [real, imaginary]
  alias rectangular rect

  def conjugate = Complex.rect(real, -imaginary)
  alias conj conjugate

  def real? = false

  def zero? = real == 0 && imaginary == 0

  def finite? = real.finite? && imaginary.finite?

  def to_c = self

  %i[to_i to_f to_r].each do |name|
    define_method(name) do
      raise RangeError, "can't convert #{self} into #{{ to_i: 'Integer', to_f: 'Float', to_r: 'Rational' }[name]}" unless imaginary.is_a?(Integer) && imaginary == 0
      real.public_send(name)
    end
  end

  def to_s
    negative = imaginary.is_a?(Float) ? imaginary.to_s.start_with?('-') : imaginary < 0
    "#{real}#{negative ? '-' : '+'}#{imaginary.abs}#{imaginary.is_a?(Float) && !imaginary.finite? ? '*' : ''}i"
  end

  def inspect
    shown = imaginary.is_a?(Rational) ? "#{imaginary < 0 ? '-' : '+'}#{imaginary.abs.inspect}*i" : nil
    shown ? "(#{real.inspect}#{shown})" : "(#{real.is_a?(Rational) ? to_s.sub(real.to_s, real.inspect) : self})"
  end

  I = rect(0, 1)
end

class Numeric
  def to_c = Complex.rect(self, 0)

  def i = Complex.rect(0, self)

  def real = self

  def imaginary = 0
  alias imag imaginary

  def abs2 = self * self

  def arg = negative? ? Math::PI : 0
  alias angle arg
  alias phase arg

  def polar = [abs, arg]

  def rect = [self, 0]
  alias rectangular rect

  def conj = self
  alias conjugate conj
end

class String
  def to_c = Complex.__text(self, false)
end

class NilClass
  def to_c = Complex.rect(0, 0)
end

module Kernel
  private

  def Complex(real, imaginary = 0, exception: true)
    raise TypeError, "can't convert nil into Complex" if real.nil? || imaginary.nil?
    return Complex.__text(real, true) if real.is_a?(String) && imaginary == 0
    real = Complex.__text(real, true) if real.is_a?(String)
    imaginary = Complex.__text(imaginary, true) if imaginary.is_a?(String)
    return real + imaginary * Complex::I if real.is_a?(Complex) || imaginary.is_a?(Complex)
    Complex.rect(real, imaginary)
  rescue ArgumentError, TypeError
    raise if exception
    nil
  end
end
