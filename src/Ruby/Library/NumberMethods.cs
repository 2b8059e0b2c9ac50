using System.Numerics;

namespace Bunraku.Ruby;

// Tables of methods: the file length and the method length are those of the lists.

/// <summary>The methods of integers and floats.</summary>
internal static class NumberMethods
{
    /// <summary>What follows for numbers that are written in Ruby; those of ours do it themselves.</summary>
    public static readonly NativeTable NumericTable = new(static t =>
    {
        foreach (
            var name in (string[])
                [
                    "-@",
                    "+@",
                    "<=>",
                    "eql?",
                    "abs",
                    "magnitude",
                    "zero?",
                    "nonzero?",
                    "positive?",
                    "negative?",
                    "finite?",
                    "infinite?",
                    "integer?",
                    "to_int",
                    "div",
                    "divmod",
                    "%",
                    "modulo",
                    "remainder",
                    "fdiv",
                    "quo",
                    "coerce",
                    "floor",
                    "ceil",
                    "round",
                    "truncate",
                    "numerator",
                    "denominator",
                ]
        )
        {
            Library.Late(t, name, "numeric");
        }
        foreach (
            var name in (string[])
                [
                    "to_c",
                    "i",
                    "real",
                    "imaginary",
                    "imag",
                    "abs2",
                    "arg",
                    "angle",
                    "phase",
                    "polar",
                    "rect",
                    "rectangular",
                    "conj",
                    "conjugate",
                ]
        )
        {
            Library.Late(t, name, "complex");
        }
        t.On("real?", 0, static (_, _, _, _) => Booleans.True);
        t.On("step", 0, 3, ArithmeticSequence.Step);
        t.On("dup", 0, static (_, s, _, _) => s);
        t.On(
            "clone",
            0,
            1,
            static (r, s, a, _) =>
                a is [RubyHash options] && options.Find(new Symbol("freeze")) is false
                    ? throw r.Error("ArgumentError", $"can't unfreeze {r.RealClass(s).DisplayName}")
                    : s
        );
    });

    /// <summary>The methods of integers and of floats.</summary>
    // A table of methods: the method length is that of the list.
    private static void Common(NativeTable t)
    {
        Arithmetic(t, "+", static (_, x, y) => Numbers.Add(x, y));
        Arithmetic(t, "-", static (_, x, y) => Numbers.Subtract(x, y));
        Arithmetic(t, "*", Numbers.Multiply);
        Arithmetic(t, "/", Numbers.Divide);
        Arithmetic(t, "%", Numbers.Modulo);
        t.Alias("modulo", "%");
        Arithmetic(t, "**", Numbers.Power);
        t.On(
            "pow",
            1,
            2,
            static (r, s, a, _) => a.Length == 2 ? Power(r, s, a[0], a[1]) : r.Send(s, "**", a[0])
        );
        t.On("-@", 0, static (_, s, _, _) => s is double number ? -number : Integers.Of(-Integers.Big(s)));
        t.On("+@", 0, static (_, s, _, _) => s);
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    Runtime.IsNumber(a[0])
                        ? Numbers.Compare(s, a[0]) == 0 && a[0] is not double.NaN
                        : r.AreEqual(s, a[0])
                )
        );
        t.Alias("===", "==");
        t.On("eql?", 1, static (_, s, a, _) => Booleans.Of(s.Equals(a[0])));
        t.On("equal?", 1, static (_, s, a, _) => Booleans.Of(s.Equals(a[0])));
        t.On(
            "<=>",
            1,
            static (r, s, a, _) =>
                Runtime.IsNumber(a[0])
                    ? (IsNaN(s) || IsNaN(a[0]) ? Nil.Value : (long)Numbers.Compare(s, a[0]))
                : a[0] is RubyObject
                && r.RespondsTo(a[0], "coerce", isAll: true)
                && r.Invoke(a[0], "coerce", [s]) is RubyArray { Items: [var left, var right] }
                    ? r.Send(left, "<=>", right)
                : Nil.Value
        );
        t.On(
            "abs",
            0,
            static (_, s, _, _) =>
                s is double number ? Math.Abs(number) : Integers.Of(BigInteger.Abs(Integers.Big(s)))
        );
        t.Alias("magnitude", "abs");
        t.On("zero?", 0, static (_, s, _, _) => Booleans.Of(Numbers.Sign(s) == 0));
        t.On("nonzero?", 0, static (_, s, _, _) => Numbers.Sign(s) == 0 ? Nil.Value : s);
        t.On("positive?", 0, static (_, s, _, _) => Booleans.Of(Numbers.Sign(s) > 0));
        t.On("negative?", 0, static (_, s, _, _) => Booleans.Of(Numbers.Sign(s) < 0));
        t.On("integer?", 0, static (_, s, _, _) => Booleans.Of(s is not double));
        t.On(
            "finite?",
            0,
            static (_, s, _, _) => Booleans.Of(s is not double number || double.IsFinite(number))
        );
        t.On(
            "infinite?",
            0,
            static (_, s, _, _) =>
                s is double number && double.IsInfinity(number) ? (long)Math.Sign(number) : Nil.Value
        );
        t.On("to_f", 0, static (_, s, _, _) => Numbers.Float(s));
        foreach (var name in new[] { "to_r", "rationalize", "numerator", "denominator", "quo" })
        {
            Library.Late(t, name, "rational");
        }
        t.On(
            "ceildiv",
            1,
            static (r, s, a, _) => Numbers.Subtract(0L, Floored(r, Numbers.Subtract(0L, s), a[0]))
        );
        t.On("divmod", 1, static (r, s, a, _) => r.Array([Floored(r, s, a[0]), Numbers.Modulo(r, s, a[0])]));
        t.On("div", 1, static (r, s, a, _) => Floored(r, s, a[0]));
        t.On(
            "fdiv",
            1,
            static (r, s, a, _) =>
                s is not double && a[0] is long or BigInteger
                    ? Numbers.Quotient(Integers.Big(s), Integers.Big(a[0]))
                : Runtime.IsNumber(a[0]) ? Numbers.Float(s) / Numbers.Float(a[0])
                : r.Send(Numbers.Float(s), "/", a[0])
        );
        t.On(
            "remainder",
            1,
            static (r, s, a, _) =>
                !Runtime.IsNumber(a[0])
                    ? r.Send(
                        r.Send(s, "-", r.Send(a[0], "*", r.Send(r.Send(s, "/", a[0]), "truncate"))),
                        "+",
                        0L
                    )
                : Numbers.Sign(a[0]) == 0 && s is not double
                    ? throw r.Error("ZeroDivisionError", "divided by 0")
                : s is double || a[0] is double ? Numbers.Float(s) % Numbers.Float(a[0])
                : Integers.Of(BigInteger.Remainder(Integers.Big(s), Integers.Big(a[0])))
        );
        t.On(
            "coerce",
            1,
            static (r, s, a, _) =>
                s is not double && a[0] is long or BigInteger
                    ? r.Array([a[0], s])
                    : r.Array([r.Send(r.Main, "Float", a[0]), Numbers.Float(s)])
        );
        foreach (
            var (name, test) in new (string, Func<int, bool>)[]
            {
                ("<", static order => order < 0),
                ("<=", static order => order <= 0),
                (">", static order => order > 0),
                (">=", static order => order >= 0),
            }
        )
        {
            t.On(name, 1, (r, s, a, _) => Ordered(r, s, name, a[0], test));
        }
        t.On("step", 0, 3, ArithmeticSequence.Step);
    }

    private static object Floored(Runtime r, object x, object y) =>
        !Runtime.IsNumber(y) ? r.Send(r.Send(x, "/", y), "floor")
        : x is double || y is double
            ? Numbers.Float(y) == 0 ? throw r.Error("ZeroDivisionError", "divided by 0")
                : Math.Floor(Numbers.Float(x) / Numbers.Float(y)) is var quotient && double.IsFinite(quotient)
                    ? Integers.Of(new BigInteger(quotient))
                : throw r.Error("FloatDomainError", FloatText.Of(quotient))
        : Numbers.Divide(r, x, y);

    private static bool IsNaN(object value) => value is double.NaN;

    /// <summary>Whether it is a number of a class that is written in Ruby.</summary>
    private static bool IsOther(Runtime r, object value) =>
        value is RubyObject && r.ClassOf(value).Is(r.Classes.Numeric);

    private static void Bitwise(
        NativeTable t,
        string name,
        Func<BigInteger, BigInteger, BigInteger> compute
    ) =>
        t.On(
            name,
            1,
            (r, s, a, _) =>
                a[0] is long or BigInteger
                    ? Integers.Of(compute(Integers.Big(s), Integers.Big(a[0])))
                    : Coerced(r, s, name, a[0])
        );

    private static void Arithmetic(
        NativeTable t,
        string name,
        Func<Runtime, object, object, object> compute
    ) =>
        t.On(
            name,
            1,
            (r, s, a, _) =>
                Runtime.IsNumber(a[0]) && Runtime.IsNumber(s)
                    ? compute(r, s, a[0])
                    : Coerced(r, s, name, a[0])
        );

    /// <summary>An operation with what knows how to be calculated with.</summary>
    private static object Coerced(Runtime r, object self, string name, object other)
    {
        if (other is not RubyObject || !r.RespondsTo(other, "coerce", isAll: true))
        {
            var shown = other is Nil or bool or double ? r.Inspect(other) : r.Kind(other);
            throw r.Error("TypeError", $"{shown} can't be coerced into {r.RealClass(self).Name}");
        }
        return r.Invoke(other, "coerce", [self]) is RubyArray { Items: [var left, var right] }
            ? r.Send(left, name, right)
            : throw r.Error("TypeError", "coerce must return [x, y]");
    }

    public static readonly NativeTable IntegerTable = new(static t =>
    {
        Common(t);
        t.On(
            "to_s",
            0,
            1,
            static (r, s, a, _) =>
                (a.Length > 0 ? r.Int(a[0]) : 10) is >= 2 and <= 36 and var radix
                    ? r.String(Numbers.InBase(Integers.Big(s), (int)radix))
                    : throw r.Error("ArgumentError", $"invalid radix {r.Int(a[0])}")
        );
        t.Alias("inspect", "to_s");
        t.On("to_i", 0, static (_, s, _, _) => s);
        t.Alias("to_int", "to_i");
        t.Alias("ord", "to_i");
        t.On(
            "chr",
            0,
            1,
            static (r, s, a, _) =>
                s is not (>= 0L and <= uint.MaxValue)
                    ? throw r.Error(
                        "RangeError",
                        s is BigInteger ? "bignum out of char range" : $"{r.ToText(s)} out of char range"
                    )
                : a.Length > 0 ? StringMethods.Character(r, (long)s, EncodingMethods.Of(r, a[0]))
                : (long)s < 256
                    ? EncodingMethods.FromBytes(
                        r,
                        [(byte)(long)s],
                        (long)s < 128 ? RubyEncoding.Ascii : RubyEncoding.Binary
                    )
                : throw r.Error("RangeError", $"{r.ToText(s)} out of char range")
        );
        t.On(
            "times",
            0,
            static (r, s, _, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "times", []);
                }
                for (var i = 0L; i < (long)s; i++)
                {
                    b.Call(Boxes.Of(i));
                }
                return s;
            }
        );
        t.On(
            "upto",
            1,
            static (r, s, a, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "upto", a);
                }
                if (s is not long || a[0] is not long)
                {
                    // What is compared by each step ends where the comparison says so.
                    for (var at = s; r.Compare(at, a[0]) <= 0; at = Numbers.Add(at, 1L))
                    {
                        r.Step();
                        b.Call(at);
                    }
                    return s;
                }
                for (var i = (long)s; i <= (long)a[0]; i++)
                {
                    b.Call(i);
                }
                return s;
            }
        );
        t.On(
            "downto",
            1,
            static (r, s, a, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "downto", a);
                }
                if (s is not long || a[0] is not long)
                {
                    // What is compared by each step ends where the comparison says so.
                    for (var at = s; r.Compare(at, a[0]) >= 0; at = Numbers.Subtract(at, 1L))
                    {
                        r.Step();
                        b.Call(at);
                    }
                    return s;
                }
                for (var i = (long)s; i >= (long)a[0]; i--)
                {
                    b.Call(i);
                }
                return s;
            }
        );
        t.On("succ", 0, static (_, s, _, _) => Numbers.Add(s, 1L));
        t.Alias("next", "succ");
        t.On("pred", 0, static (_, s, _, _) => Numbers.Subtract(s, 1L));
        t.On("even?", 0, static (_, s, _, _) => Booleans.Of(Integers.Big(s).IsEven));
        t.On("odd?", 0, static (_, s, _, _) => Booleans.Of(!Integers.Big(s).IsEven));
        Bitwise(t, "&", static (x, y) => x & y);
        Bitwise(t, "|", static (x, y) => x | y);
        Bitwise(t, "^", static (x, y) => x ^ y);
        t.On("~", 0, static (_, s, _, _) => Integers.Of(-Integers.Big(s) - 1));
        t.On("<<", 1, static (r, s, a, _) => Shifted(r, s, Whole(r, a[0])));
        t.On(">>", 1, static (r, s, a, _) => Shifted(r, s, -Whole(r, a[0])));
        t.On("[]", 1, 2, static (r, s, a, _) => Bits(r, Integers.Big(s), a));
        t.On(
            "gcd",
            1,
            static (r, s, a, _) =>
                Integers.Of(BigInteger.GreatestCommonDivisor(Integers.Big(s), Given(r, a[0])))
        );
        t.On(
            "lcm",
            1,
            static (r, s, a, _) =>
                Given(r, a[0]) is { IsZero: false } other && !Integers.Big(s).IsZero
                    ? Integers.Of(
                        BigInteger.Abs(Integers.Big(s) * other)
                            / BigInteger.GreatestCommonDivisor(Integers.Big(s), other)
                    )
                    : 0L
        );
        foreach (
            var (name, test) in new (string, Func<BigInteger, BigInteger, bool>)[]
            {
                ("allbits?", static (common, mask) => common == mask),
                ("anybits?", static (common, _) => !common.IsZero),
                ("nobits?", static (common, _) => common.IsZero),
            }
        )
        {
            t.On(
                name,
                1,
                (r, s, a, _) =>
                    Whole(r, a[0]) is var mask
                    && Booleans.Of(test(Integers.Big(s) & mask, mask)) is var result
                        ? result
                        : Booleans.False
            );
        }
        t.On(
            "bit_length",
            0,
            static (_, s, _, _) =>
                (long)(Integers.Big(s).Sign < 0 ? -Integers.Big(s) - 1 : Integers.Big(s)).GetBitLength()
        );
        t.On(
            "digits",
            0,
            1,
            static (r, s, a, _) =>
            {
                var radix = a.Length > 0 ? Whole(r, a[0]) : 10;
                if (radix < 2)
                {
                    throw r.Error("ArgumentError", radix < 0 ? "negative radix" : $"invalid radix {radix}");
                }
                var rest = Integers.Big(s);
                if (rest.Sign < 0)
                {
                    throw ModuleLibraries.OutOfDomain(r, "out of domain");
                }
                var digits = new List<object>();
                do
                {
                    rest = BigInteger.DivRem(rest, radix, out var digit);
                    digits.Add(Integers.Of(digit));
                } while (!rest.IsZero);
                return r.Array(digits);
            }
        );
        t.On(
            "round",
            0,
            2,
            static (r, s, a, _) =>
                (Half(r, a), Places(r, a)) is (_, < 0 and var places)
                    ? Half(r, a) is "even" or "down" && IsTie(Integers.Big(s), (int)-places)
                        ? TieOf(Integers.Big(s), (int)-places, Half(r, a) == "even")
                        : RoundTo(Integers.Big(s), (int)-places)
                    : s
        );
        t.On(
            "floor",
            0,
            1,
            static (r, s, a, _) =>
                a is [long and < 0 and var places]
                    ? Numbers.Multiply(
                        r,
                        FloorDivide(s, (int)-places),
                        Integers.Of(BigInteger.Pow(10, (int)-places))
                    )
                    : s
        );
        t.On(
            "ceil",
            0,
            1,
            static (_, s, a, _) =>
                a is [long and < 0 and var places]
                    ? Integers.Of(
                        -BigInteger.Multiply(
                            Integers.Big(FloorDivide(Integers.Of(-Integers.Big(s)), (int)-places)),
                            BigInteger.Pow(10, (int)-places)
                        )
                    )
                    : s
        );
        t.On("gcdlcm", 1, static (r, s, a, _) => r.Array([r.Send(s, "gcd", a[0]), r.Send(s, "lcm", a[0])]));
        t.On(
            "truncate",
            0,
            1,
            static (r, s, a, _) =>
                Places(r, a) is < 0 and var places
                    ? Integers.Of(
                        Integers.Big(s) - BigInteger.Remainder(Integers.Big(s), BigInteger.Pow(10, -places))
                    )
                    : s
        );
        t.On("hash", 0, static (_, s, _, _) => (long)s.GetHashCode());
        t.On(
            "size",
            0,
            static (_, s, _, _) =>
                s is BigInteger big ? (long)(BigInteger.Abs(big).GetBitLength() + 7) / 8 : 8L
        );
    });

    private static BigInteger Given(Runtime r, object value) =>
        value is long or BigInteger ? Integers.Big(value) : throw r.Error("TypeError", "not an integer");

    /// <summary>How many places a number is rounded to.</summary>
    private static int Places(Runtime r, object[] a) =>
        a is not [not RubyHash, ..] ? 0
        : a[0] is double and (double.PositiveInfinity or double.NegativeInfinity)
            ? throw r.Error("RangeError", "float Inf out of range of integer")
        : r.Int(a[0]) is >= int.MinValue and <= int.MaxValue and var places ? (int)places
        : throw r.Error(
            "RangeError",
            $"integer {r.Int(a[0])} too {(r.Int(a[0]) < 0 ? "small" : "big")} to convert to `int'"
        );

    private static object FloorDivide(object value, int places) =>
        Integers.Of(
            BigInteger.Divide(
                Integers.Big(value) - (Integers.Big(value).Sign < 0 ? BigInteger.Pow(10, places) - 1 : 0),
                BigInteger.Pow(10, places)
            )
        );

    private static object RoundTo(BigInteger value, int places)
    {
        var unit = BigInteger.Pow(10, places);
        var half = unit / 2;
        return Integers.Of((BigInteger.Abs(value) + half) / unit * unit * value.Sign);
    }

    public static readonly NativeTable FloatTable = new(static t =>
    {
        Common(t);
        t.On("next_float", 0, static (_, s, _, _) => double.BitIncrement((double)s));
        t.On("prev_float", 0, static (_, s, _, _) => double.BitDecrement((double)s));
        t.On("to_s", 0, static (r, s, _, _) => r.String(FloatText.Of((double)s)));
        t.Alias("inspect", "to_s");
        t.On(
            "to_i",
            0,
            static (r, s, _, _) =>
                double.IsFinite((double)s)
                    ? Integers.Of(new BigInteger(Math.Truncate((double)s)))
                    : throw r.Error("FloatDomainError", FloatText.Of((double)s))
        );
        t.Alias("to_int", "to_i");
        t.On("nan?", 0, static (_, s, _, _) => Booleans.Of(double.IsNaN((double)s)));
        foreach (
            var (name, rounding) in new[]
            {
                ("round", MidpointRounding.AwayFromZero),
                ("floor", MidpointRounding.ToNegativeInfinity),
                ("ceil", MidpointRounding.ToPositiveInfinity),
                ("truncate", MidpointRounding.ToZero),
            }
        )
        {
            t.On(
                name,
                0,
                2,
                (r, s, a, _) =>
                    double.IsFinite((double)s) || Digits(r, a) > 0
                        ? Rounded(
                            (double)s,
                            Digits(r, a),
                            rounding != MidpointRounding.AwayFromZero ? rounding
                                : Half(r, a) == "even" ? MidpointRounding.ToEven
                                : rounding,
                            rounding == MidpointRounding.AwayFromZero && Half(r, a) == "down"
                        )
                        : throw r.Error("FloatDomainError", FloatText.Of((double)s))
            );
        }
    });

    /// <summary>A power within a modulus, whose sign the result has.</summary>
    private static object Power(Runtime r, object self, object exponent, object modulus)
    {
        if (exponent is not (long or BigInteger))
        {
            throw r.Error(
                "TypeError",
                "Integer#pow() 2nd argument not allowed unless a 1st argument is integer"
            );
        }
        if (Numbers.Sign(exponent) < 0)
        {
            throw r.Error(
                "RangeError",
                "Integer#pow() 1st argument cannot be negative when 2nd argument specified"
            );
        }
        if (self is double || modulus is not (long or BigInteger))
        {
            throw r.Error(
                "TypeError",
                "Integer#pow() 2nd argument not allowed unless all arguments are integers"
            );
        }
        var by = Integers.Big(modulus);
        if (by.IsZero)
        {
            throw r.Error("ZeroDivisionError", "divided by 0");
        }
        var power = BigInteger.ModPow(Integers.Big(self), Integers.Big(exponent), by);
        return Integers.Of(power.Sign * by.Sign < 0 ? power + by : power);
    }

    /// <summary>A whole number that an argument is, or converts to.</summary>
    private static BigInteger Whole(Runtime r, object value) => value is BigInteger big ? big : r.Int(value);

    private static object Ordered(Runtime r, object self, string name, object other, Func<int, bool> test) =>
        !Runtime.IsNumber(self) ? Booleans.Of(test(r.Compare(self, other)))
        : Runtime.IsNumber(other)
            ? Booleans.Of(!IsNaN(self) && !IsNaN(other) && test(Numbers.Compare(self, other)))
        : !IsOther(r, other) && other is RubyObject && r.RespondsTo(other, "coerce", isAll: true)
            ? Coerced(r, self, name, other)
        : Booleans.Of(test(r.Compare(self, other)));

    /// <summary>One bit, so many bits from one on, or the bits of a range.</summary>
    private static object Bits(Runtime r, BigInteger self, object[] a)
    {
        BigInteger From(long at) => at < 0 ? self << (int)-at : self >> (int)Math.Min(at, int.MaxValue);
        switch (a)
        {
            case [var at, var count]:
                var bits = From(r.Int(at));
                return Integers.Of(
                    r.Int(count) < 0 ? bits : bits & ((BigInteger.One << (int)r.Int(count)) - 1)
                );
            case [RubyRange { To: Nil } open]:
                return Integers.Of(From(r.Int(open.From)));
            case [RubyRange range]:
                var (from, to) = (range.From is Nil ? 0 : r.Int(range.From), r.Int(range.To));
                var width = to - from + (range.IsExclusive ? 0 : 1);
                return Integers.Of(
                    width <= 0 ? From(from) : From(from) & ((BigInteger.One << (int)width) - 1)
                );
            default:
                return r.Int(a[0]) is >= 0 and var one && !From(one).IsEven ? 1L : 0L;
        }
    }

    private static object Shifted(Runtime r, object self, BigInteger count) =>
        Numbers.Sign(self) == 0 ? 0L
        : count > Numbers.MostBits ? throw r.Error("RangeError", "shift width too big")
        : count > 0 ? Integers.Of(Integers.Big(self) << (int)count)
        : count < -Numbers.MostBits ? (Numbers.Sign(self) < 0 ? -1L : 0L)
        : Integers.Of(Integers.Big(self) >> (int)-count);

    private static int Digits(Runtime r, object[] a) =>
        a is [not RubyHash, ..] ? (int)Math.Clamp(r.Int(a[0]), -400, 400) : 0;

    private static string? Half(Runtime r, object[] a)
    {
        if (
            a is not [.., RubyHash options]
            || options.Find(new Symbol("half")) is not { } given
            || given is Nil
        )
        {
            return null;
        }
        var name = r.NameOf(given);
        return name is "up" or "down" or "even"
            ? name
            : throw r.Error("ArgumentError", $"invalid rounding mode: {name}");
    }

    private static bool IsTie(BigInteger value, int places) =>
        BigInteger.Abs(value) % BigInteger.Pow(10, places) * 2 == BigInteger.Pow(10, places);

    private static object TieOf(BigInteger value, int places, bool isEven)
    {
        var unit = BigInteger.Pow(10, places);
        var low = value / unit;
        return Integers.Of((isEven && !low.IsEven ? low + value.Sign : low) * unit);
    }

    private static object Rounded(double value, int places, MidpointRounding rounding, bool isHalfDown)
    {
        if (places > 0)
        {
            if (places >= 15 || value == 0 || !double.IsFinite(value) || Math.Abs(value) >= 1e15)
            {
                return value;
            }
            var near = Math.Round((decimal)value, places, rounding);
            var half = (decimal)Math.Pow(10, -places) / 2;
            return (double)(
                isHalfDown && Math.Abs(near - (decimal)value) == half
                    ? near - Math.Sign(near) * 2 * half
                    : near
            );
        }
        var unit = Math.Pow(10, -places);
        var whole = Math.Round(value / unit, rounding);
        whole -= isHalfDown && Math.Abs(whole - value / unit) == 0.5 ? Math.Sign(whole) : 0;
        return Integers.Of(new BigInteger(whole) * BigInteger.Pow(10, -places));
    }
}
