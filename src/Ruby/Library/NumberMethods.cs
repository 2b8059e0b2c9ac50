using System.Numerics;

namespace Bunraku.Ruby;

// Tables of methods: the method length is that of the list.

/// <summary>The methods of integers and floats.</summary>
internal static class NumberMethods
{
    public static readonly NativeTable NumericTable = new(static t =>
    {
        t.On("+", 1, static (r, s, a, _) => Numbers.Add(s, Operand(r, s, a[0])));
        t.On("-", 1, static (r, s, a, _) => Numbers.Subtract(s, Operand(r, s, a[0])));
        t.On("*", 1, static (r, s, a, _) => Numbers.Multiply(s, Operand(r, s, a[0])));
        t.On("/", 1, static (r, s, a, _) => Numbers.Divide(r, s, Operand(r, s, a[0])));
        t.On("%", 1, static (r, s, a, _) => Numbers.Modulo(r, s, Operand(r, s, a[0])));
        t.Alias("modulo", "%");
        t.On("**", 1, static (r, s, a, _) => Numbers.Power(r, s, Operand(r, s, a[0])));
        t.On(
            "pow",
            1,
            2,
            static (r, s, a, _) =>
                a.Length == 2
                    ? Integers.Of(BigInteger.ModPow(Integers.Big(s), Integers.Big(a[0]), Integers.Big(a[1])))
                    : Numbers.Power(r, s, Operand(r, s, a[0]))
        );
        t.On("-@", 0, static (_, s, _, _) => s is double number ? -number : Integers.Of(-Integers.Big(s)));
        t.On("+@", 0, static (_, s, _, _) => s);
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    Runtime.IsNumber(a[0]) ? Numbers.Compare(s, a[0]) == 0 && a[0] is not double.NaN : false
                )
        );
        t.Alias("===", "==");
        t.On("eql?", 1, static (_, s, a, _) => Booleans.Of(s.Equals(a[0])));
        t.On("equal?", 1, static (_, s, a, _) => Booleans.Of(s.Equals(a[0])));
        t.On(
            "<=>",
            1,
            static (_, s, a, _) => Runtime.IsNumber(a[0]) ? (long)Numbers.Compare(s, a[0]) : Nil.Value
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
        t.On("to_c", 0, static (_, s, _, _) => s);
        t.On("divmod", 1, static (r, s, a, _) => r.Array([Floored(r, s, a[0]), Numbers.Modulo(r, s, a[0])]));
        t.On("div", 1, static (r, s, a, _) => Floored(r, s, a[0]));
        t.On("fdiv", 1, static (_, s, a, _) => Numbers.Float(s) / Numbers.Float(a[0]));
        t.On(
            "remainder",
            1,
            static (_, s, a, _) =>
                s is double || a[0] is double
                    ? Numbers.Float(s) % Numbers.Float(a[0])
                    : Integers.Of(BigInteger.Remainder(Integers.Big(s), Integers.Big(a[0])))
        );
        t.On("coerce", 1, static (r, s, a, _) => r.Array([Numbers.Float(a[0]), Numbers.Float(s)]));
        t.On("step", 0, 3, static (r, s, a, b) => Step(r, s, a, b));
        t.On("dup", 0, static (_, s, _, _) => s);
        t.On("clone", 0, 1, static (_, s, _, _) => s);
    });

    private static object Floored(Runtime r, object x, object y) =>
        x is double || y is double
            ? Integers.Of(new BigInteger(Math.Floor(Numbers.Float(x) / Numbers.Float(y))))
            : Numbers.Divide(r, x, y);

    private static object Operand(Runtime r, object self, object value) =>
        Runtime.IsNumber(value)
            ? value
            : throw r.Error(
                "TypeError",
                value is RubyString or Nil or bool or RubyArray or RubyHash or Symbol or RubyObject
                    ? $"{r.Kind(value)} can't be coerced into {r.RealClass(self).Name}"
                    : "no number"
            );

    private static object Step(Runtime r, object self, object[] a, RubyProc? block)
    {
        var options = a is [.., RubyHash hash] ? hash : null;
        var limit = options is null
            ? a.Length > 0
                ? a[0]
                : Nil.Value
            : options.Find(new Symbol("to")) ?? (a.Length > 1 ? a[0] : Nil.Value);
        var by = options is null
            ? a.Length > 1
                ? a[1]
                : 1L
            : options.Find(new Symbol("by")) ?? 1L;
        var items = new List<object>();
        for (
            var at = self;
            limit is Nil || Numbers.Compare(at, limit) * Numbers.Sign(by) <= 0;
            at = Numbers.Add(at, by)
        )
        {
            r.Step();
            if (block is null)
            {
                items.Add(at);
            }
            else
            {
                block.Call(at);
            }
        }
        return block is null ? new RubyEnumerator(r.Classes.Enumerator, r.Array(items), "each", []) : self;
    }

    public static readonly NativeTable IntegerTable = new(static t =>
    {
        t.On(
            "to_s",
            0,
            1,
            static (r, s, a, _) =>
                r.String(Numbers.InBase(Integers.Big(s), a.Length > 0 ? (int)r.Int(a[0]) : 10))
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
                s is not (>= 0L and <= 0x10ffffL)
                    ? throw r.Error("RangeError", $"{r.ToText(s)} out of char range")
                : a.Length > 0 || (long)s < 128 ? r.String(char.ConvertFromUtf32((int)(long)s))
                : (long)s < 256 ? EncodingMethods.FromBytes(r, [(byte)(long)s], RubyEncoding.Binary)
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
                for (var i = (long)s; i <= r.Int(a[0]); i++)
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
                for (var i = (long)s; i >= r.Int(a[0]); i--)
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
        t.On("&", 1, static (_, s, a, _) => Integers.Of(Integers.Big(s) & Integers.Big(a[0])));
        t.On("|", 1, static (_, s, a, _) => Integers.Of(Integers.Big(s) | Integers.Big(a[0])));
        t.On("^", 1, static (_, s, a, _) => Integers.Of(Integers.Big(s) ^ Integers.Big(a[0])));
        t.On("~", 0, static (_, s, _, _) => Integers.Of(-Integers.Big(s) - 1));
        t.On(
            "<<",
            1,
            static (r, s, a, _) =>
                Integers.Of(
                    r.Int(a[0]) >= 0
                        ? Integers.Big(s) << (int)r.Int(a[0])
                        : Integers.Big(s) >> (int)-r.Int(a[0])
                )
        );
        t.On(">>", 1, static (r, s, a, _) => Integers.Of(Integers.Big(s) >> (int)r.Int(a[0])));
        t.On("[]", 1, static (r, s, a, _) => (Integers.Big(s) >> (int)r.Int(a[0])).IsEven ? 0L : 1L);
        t.On(
            "gcd",
            1,
            static (_, s, a, _) =>
                Integers.Of(BigInteger.GreatestCommonDivisor(Integers.Big(s), Integers.Big(a[0])))
        );
        t.On(
            "lcm",
            1,
            static (_, s, a, _) =>
                Integers.Of(
                    BigInteger.Abs(Integers.Big(s) * Integers.Big(a[0]))
                        / BigInteger.GreatestCommonDivisor(Integers.Big(s), Integers.Big(a[0]))
                )
        );
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
            static (r, s, _, _) =>
                r.Array([
                    .. Numbers
                        .InBase(BigInteger.Abs(Integers.Big(s)), 10)
                        .Reverse()
                        .Select(c => (object)(long)(c - '0')),
                ])
        );
        t.On(
            "round",
            0,
            2,
            static (r, s, a, _) =>
                a is [long and < 0 and var places, ..]
                    ? Half(a) is "even" or "down" && IsTie(Integers.Big(s), (int)-places)
                        ? TieOf(Integers.Big(s), (int)-places, Half(a) == "even")
                        : RoundTo(Integers.Big(s), (int)-places)
                    : s
        );
        t.On(
            "floor",
            0,
            1,
            static (_, s, a, _) =>
                a is [long and < 0 and var places]
                    ? Numbers.Multiply(
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
        t.On("truncate", 0, 1, static (_, s, _, _) => s);
        t.On("hash", 0, static (_, s, _, _) => (long)s.GetHashCode());
        t.On("size", 0, static (_, _, _, _) => 8L);
    });

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
                    double.IsFinite((double)s) || a is [long and > 0, ..]
                        ? Rounded(
                            (double)s,
                            a is [long places, ..] ? (int)places : 0,
                            rounding != MidpointRounding.AwayFromZero ? rounding
                                : Half(a) == "even" ? MidpointRounding.ToEven
                                : rounding
                        )
                        : throw r.Error("FloatDomainError", FloatText.Of((double)s))
            );
        }
    });

    private static string? Half(object[] a) =>
        a is [.., RubyHash options]
            ? (options.Find(new Symbol("half")) as Symbol)?.Name
                ?? (options.Find(new Symbol("half")) as RubyString)?.Text
            : null;

    private static bool IsTie(BigInteger value, int places) =>
        BigInteger.Abs(value) % BigInteger.Pow(10, places) * 2 == BigInteger.Pow(10, places);

    private static object TieOf(BigInteger value, int places, bool isEven)
    {
        var unit = BigInteger.Pow(10, places);
        var low = value / unit;
        return Integers.Of((isEven && !low.IsEven ? low + value.Sign : low) * unit);
    }

    private static object Rounded(double value, int places, MidpointRounding rounding)
    {
        if (places > 0)
        {
            return places >= 15 || Math.Abs(value) >= 1e15
                ? value
                : (double)Math.Round((decimal)value, Math.Min(places, 28), rounding);
        }
        var unit = Math.Pow(10, -places);
        return Integers.Of(new BigInteger(Math.Round(value / unit, rounding) * unit));
    }
}
