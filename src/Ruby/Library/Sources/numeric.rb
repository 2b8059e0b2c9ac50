# What follows for numbers of classes that are written in Ruby from what those define.

class Numeric
  def +@ = self

  def -@
    zero, number = coerce(0)
    zero - number
  end

  # Comparable would ask here again.
  def <=>(other) = equal?(other) || method(:==).owner != Comparable && self == other ? 0 : nil

  def eql?(other) = other.class == self.class && self == other

  def coerce(other)
    return [other, self] if other.instance_of?(self.class)
    [Float(other), Float(self)]
  end

  def abs = self < 0 ? -self : self
  alias magnitude abs

  def zero? = self == 0

  def nonzero? = zero? ? nil : self

  def positive? = self > 0

  def negative? = self < 0

  def finite? = true

  def infinite? = nil

  def integer? = false

  def to_int = to_i

  def div(other)
    raise ZeroDivisionError, 'divided by 0' if other == 0
    (self / other).floor
  end

  def %(other) = self - other * div(other)
  alias modulo %

  def divmod(other) = [div(other), self % other]

  def remainder(other)
    rest = self % other
    rest != 0 && (self < 0 && other > 0 || self > 0 && other < 0) ? rest - other : rest
  end

  def fdiv(other) = Float(self) / other

  def quo(other)
    return fdiv(other) if other.is_a?(Float)
    raise TypeError, "can't convert #{self.class} into Rational" unless respond_to?(:to_r)
    fraction = to_r
    raise TypeError, "can't convert #{self.class} to Rational (#{self.class}#to_r gives #{fraction.class})" unless fraction.is_a?(Rational)
    fraction / other
  end

  def numerator = to_r.numerator

  def denominator = to_r.denominator

  def floor(...) = Float(self).floor(...)

  def ceil(...) = Float(self).ceil(...)

  def round(...) = Float(self).round(...)

  def truncate(...) = Float(self).truncate(...)
end
