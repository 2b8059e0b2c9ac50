namespace Bunraku.Ruby;

/// <summary>The methods of ranges beyond those of Enumerable.</summary>
internal static class RangeMethods
{
    private static RubyRange R(object self) => (RubyRange)self;

    // A table of methods: the method length is that of the list.
    public static readonly NativeTable Table = new(static t =>
    {
        t.On(
            "first",
            0,
            1,
            static (r, s, a, _) =>
                R(s).From is Nil
                    ? throw r.Error("RangeError", "cannot get the first element of beginless range")
                : a.Length == 0 ? R(s).From
                : r.Array([.. Items(r, R(s)).Take(First(r, a[0]))])
        );
        t.On("begin", 0, static (_, s, _, _) => R(s).From);
        t.On("end", 0, static (_, s, _, _) => R(s).To);
        t.On(
            "last",
            0,
            1,
            static (r, s, a, _) =>
                R(s).To is Nil ? throw r.Error("RangeError", "cannot get the last element of endless range")
                : a.Length == 0 ? R(s).To
                : r.Array([.. Items(r, R(s)).TakeLast(ArrayMethods.Count(r, a[0]))])
        );
        t.On(
            "min",
            0,
            1,
            static (r, s, a, b) =>
                R(s).From is Nil ? throw r.Error("RangeError", "cannot get the minimum of beginless range")
                : b is null && a is [not Nil] && R(s) is { From: long, To: long or Nil }
                    ? r.Array([.. Items(r, R(s)).Take(First(r, a[0]))])
                : b is not null || a.Length > 0
                    ? R(s).To is Nil
                            ? throw r.Error(
                                "RangeError",
                                "cannot get the minimum of endless range with custom comparison method"
                            )
                        : r.Send(r.Array([.. Items(r, R(s))]), "min", a, b)
                : IsEmpty(r, R(s)) ? Nil.Value
                : R(s).From
        );
        t.On("max", 0, 1, static (r, s, a, b) => Greatest(r, R(s), a, b));
        t.On(
            "minmax",
            0,
            static (r, s, _, b) =>
                b is null
                    ? r.Array([r.Send(s, "min"), r.Send(s, "max")])
                    : r.Send(r.Array([.. Items(r, R(s))]), "minmax", [], b)
        );
        t.On("exclude_end?", 0, static (_, s, _, _) => Booleans.Of(R(s).IsExclusive));
        t.On("include?", 1, static (r, s, a, _) => Booleans.Of(Includes(r, R(s), a[0])));
        t.Alias("member?", "include?");
        t.On(
            "cover?",
            1,
            static (r, s, a, _) =>
                Booleans.Of(a[0] is RubyRange other ? Covers(r, R(s), other) : Covers(r, R(s), a[0]))
        );
        t.On("bsearch", 0, static (r, s, _, b) => Bisection.In(r, R(s), b));
        t.On("===", 1, static (r, s, a, _) => Booleans.Of(Covers(r, R(s), a[0])));
        t.On(
            "each",
            0,
            static (r, s, _, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "each", []);
                }
                foreach (var item in Items(r, R(s)))
                {
                    b.Call(item);
                }
                return s;
            }
        );
        foreach (var name in new[] { "step", "%" })
        {
            t.On(name, 0, 1, (r, s, a, b) => Step(r, R(s), name, a, b));
        }
        t.On(
            "to_a",
            0,
            static (r, s, _, _) =>
                R(s).To is Nil or double.PositiveInfinity
                    ? throw r.Error("RangeError", "cannot convert endless range to an array")
                    : r.Array([.. Items(r, R(s))])
        );
        t.Alias("entries", "to_a");
        t.On(
            "count",
            0,
            1,
            static (r, s, a, b) =>
                a.Length > 0 || b is not null ? r.Send(r.Array([.. Items(r, R(s))]), "count", a, b)
                : R(s) is { From: Nil } or { To: Nil } ? double.PositiveInfinity
                : R(s) is { From: long, To: long } ? r.Send(s, "size")
                : (long)Items(r, R(s)).Count()
        );
        t.On(
            "size",
            0,
            static (r, s, _, _) =>
                R(s) is { From: long from, To: long to } range
                    ? Math.Max(0, to - from + (range.IsExclusive ? 0 : 1))
                    : Size(r, R(s))
        );
        t.On(
            "to_s",
            0,
            static (r, s, _, _) => r.String($"{r.ToText(R(s).From)}{Dots(s)}{r.ToText(R(s).To)}")
        );
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.String(
                    R(s) is { From: Nil, To: Nil }
                        ? $"nil{Dots(s)}nil"
                        : $"{(R(s).From is Nil ? "" : r.Inspect(R(s).From))}{Dots(s)}{(R(s).To is Nil ? "" : r.Inspect(R(s).To))}"
                )
        );
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyRange other
                        && other.IsExclusive == R(s).IsExclusive
                        && r.AreEqual(R(s).From, other.From)
                        && r.AreEqual(R(s).To, other.To)
                )
        );
    });

    private static object Size(Runtime r, RubyRange range)
    {
        if (!Runtime.IsNumber(range.From) || !Runtime.IsNumber(range.To))
        {
            return
                Runtime.IsNumber(range.From) && range.To is Nil
                || range.From is Nil && Runtime.IsNumber(range.To)
                ? double.PositiveInfinity
                : Nil.Value;
        }
        var count = Math.Floor(Numbers.Float(range.To) - Numbers.Float(range.From)) + 1;
        var isOut = range.IsExclusive && Numbers.Float(range.From) + count - 1 == Numbers.Float(range.To);
        return double.IsInfinity(count)
            ? count > 0
                ? count
                : 0L
            : Integers.Of(new System.Numerics.BigInteger(Math.Max(0, count - (isOut ? 1 : 0))));
    }

    private static int First(Runtime r, object given) =>
        r.Int(given) is var count && count < 0
            ? throw r.Error("ArgumentError", "negative array size (or size too big)")
            : (int)Math.Min(count, int.MaxValue);

    private static bool IsEmpty(Runtime r, RubyRange range) =>
        range.To is not Nil
        && r.CompareOrNull(range.From, range.To) is var order
        && (order is null or > 0 || order == 0 && range.IsExclusive);

    private static object Greatest(Runtime r, RubyRange range, object[] a, RubyProc? block)
    {
        if (range.To is Nil)
        {
            throw r.Error("RangeError", "cannot get the maximum of endless range");
        }
        var isPlain = block is null && a.Length == 0;
        if (range.From is Nil && !isPlain)
        {
            throw r.Error(
                "RangeError",
                "cannot get the maximum of beginless range with custom comparison method"
            );
        }
        if (!isPlain || range.IsExclusive && !Runtime.IsNumber(range.To))
        {
            return r.Send(r.Array([.. Items(r, range)]), "max", a, block);
        }
        if (range.From is not Nil && r.CompareOrNull(range.From, range.To) is null or > 0)
        {
            return Nil.Value;
        }
        if (!range.IsExclusive)
        {
            return range.To;
        }
        if (range.To is double)
        {
            throw r.Error("TypeError", "cannot exclude non Integer end value");
        }
        if (range.From is double)
        {
            throw r.Error("TypeError", "cannot exclude end value with non Integer begin value");
        }
        return r.AreEqual(range.From, range.To) ? Nil.Value : r.Send(range.To, "-", 1L);
    }

    private static bool Covers(Runtime r, RubyRange range, RubyRange other)
    {
        if (other.To is Nil && range.To is not Nil || other.From is Nil && range.From is not Nil)
        {
            return false;
        }
        if (other.From is not Nil && other.To is not Nil && IsEmpty(r, other))
        {
            return false;
        }
        if (other.From is not Nil && !Covers(r, range, other.From))
        {
            return false;
        }
        if (other.To is Nil || range.To is Nil)
        {
            return other.To is not Nil || !range.IsExclusive || other.IsExclusive;
        }
        var order = r.CompareOrNull(range.To, other.To);
        if (range.IsExclusive == other.IsExclusive || order is null or > 0)
        {
            return order >= 0;
        }
        if (range.IsExclusive)
        {
            return false;
        }
        return order == 0
            || other is { From: long, To: long last } && r.CompareOrNull(range.To, last - 1) >= 0;
    }

    private static string Dots(object self) => R(self).IsExclusive ? "..." : "..";

    /// <summary>A range of texts includes those that it runs through; others what lies between.</summary>
    private static bool Includes(Runtime r, RubyRange range, object value) =>
        range is { From: RubyString, To: RubyString } && value is RubyString
            ? Items(r, range).Any(item => r.AreEqual(item, value))
        : IsLinear(r, range.From)
        || IsLinear(r, range.To)
        || range is { From: RubyString } or { To: RubyString }
            ? Covers(r, range, value)
        : range.From is Nil || range.To is Nil
            ? throw r.Error("TypeError", "cannot determine inclusion in beginless/endless ranges")
        : Items(r, range).Any(item => r.AreEqual(item, value));

    /// <summary>Whether what lies between two of its kind belongs to the range.</summary>
    private static bool IsLinear(Runtime r, object value) =>
        Runtime.IsNumber(value) || value is RubyTime || r.ClassOf(value).Is(r.Classes.Numeric);

    private static bool Covers(Runtime r, RubyRange range, object value) =>
        (range.From is Nil || r.CompareOrNull(range.From, value) <= 0)
        && (
            range.To is Nil
            || (
                range.IsExclusive
                    ? r.CompareOrNull(value, range.To) < 0
                    : r.CompareOrNull(value, range.To) <= 0
            )
        );

    private static object Step(Runtime r, RubyRange self, string name, object[] a, RubyProc? block)
    {
        var by =
            a.Length == 0 ? 1L
            : Runtime.IsNumber(a[0]) || a[0] is RubyObject && r.ClassOf(a[0]).Is(r.Classes.Numeric) ? a[0]
            : r.Int(a[0]);
        if (r.Compare(by, 0L) == 0)
        {
            throw r.Error("ArgumentError", "step can't be 0");
        }
        var isNumeric = Runtime.IsNumber(self.From) || self.From is Nil && Runtime.IsNumber(self.To);
        if (block is null)
        {
            return isNumeric
                ? ArithmeticSequence.Made(r, self, name, a)
                : new RubyEnumerator(r.Classes.Enumerator, self, name, a);
        }
        if (r.Compare(by, 0L) < 0)
        {
            throw r.Error("ArgumentError", "step can't be negative");
        }
        if (!isNumeric)
        {
            var i = 0L;
            foreach (var item in Items(r, self))
            {
                if (i++ % r.Int(by) == 0)
                {
                    block.Call(item);
                }
            }
            return self;
        }
        foreach (var item in ArithmeticSequence.Steps(r, self.From, self.To, by, self.IsExclusive))
        {
            block.Call(item);
        }
        return self;
    }

    public static IEnumerable<object> Items(Runtime r, RubyRange range)
    {
        if (range.From is long first)
        {
            var last = range.To switch
            {
                Nil => long.MaxValue,
                long to => range.IsExclusive ? to - 1 : to,
                _ => (long)Math.Floor(Numbers.Float(range.To)),
            };
            for (var i = first; i <= last; i++)
            {
                r.Step();
                yield return Boxes.Of(i);
            }
            yield break;
        }
        if (range is { From: RubyString from, To: RubyString end })
        {
            foreach (var text in Texts(r, from.Text, end.Text, range.IsExclusive))
            {
                yield return text;
            }
            yield break;
        }
        if (range is { From: RubyString endless, To: Nil })
        {
            for (var at = endless.Text; ; at = Successor.Of(at))
            {
                r.Step();
                yield return r.String(at);
            }
        }
        if (!r.RespondsTo(range.From, "succ"))
        {
            throw r.Error("TypeError", $"can't iterate from {r.RealClass(range.From).DisplayName}");
        }
        for (
            var at = range.From;
            range.To is Nil
                || r.Compare(at, range.To) is var order && (range.IsExclusive ? order < 0 : order <= 0);
            at = r.Send(at, "succ")
        )
        {
            yield return at;
        }
    }

    /// <summary>
    /// The texts from one to another: characters by their numbers, numbers as such, others by what
    /// follows each.
    /// </summary>
    public static IEnumerable<object> Texts(Runtime r, string from, string to, bool isExclusive)
    {
        if (from.Length == 1 && to.Length == 1 && char.IsAscii(from[0]) && char.IsAscii(to[0]))
        {
            for (var c = from[0]; c < to[0] + (isExclusive ? 0 : 1); c++)
            {
                yield return r.String(c.ToString());
            }
            yield break;
        }
        if (
            from.Length > 0
            && to.Length > 0
            && from.All(char.IsAsciiDigit)
            && to.All(char.IsAsciiDigit)
            && to.Length < 19
        )
        {
            var (first, last) = (
                long.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
                long.Parse(to, System.Globalization.CultureInfo.InvariantCulture)
            );
            for (var i = first; i < last + (isExclusive ? 0 : 1); i++)
            {
                r.Step();
                yield return r.String(
                    i.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(from.Length, '0')
                );
            }
            yield break;
        }
        var order = string.CompareOrdinal(from, to);
        for (var at = from; order < 0 || order == 0 && !isExclusive; at = Successor.Of(at))
        {
            r.Step();
            if (at != from && (at.Length > to.Length || isExclusive && at == to))
            {
                yield break;
            }
            yield return r.String(at);
            if (at == to || at.Length == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Which part of something so long a range means; null when it lies outside.</summary>
    public static (int From, int Count)? Bounds(Runtime r, RubyRange range, int length)
    {
        var from = range.From is Nil ? 0 : r.Int(range.From);
        var to = range.To is Nil ? length - 1 : r.Int(range.To);
        from = from < 0 ? from + length : from;
        to = to < 0 ? to + length : to;
        to -= range.IsExclusive && range.To is not Nil ? 1 : 0;
        return from < 0 || from > length
            ? null
            : ((int)from, (int)Math.Max(0, Math.Min(to, length - 1) - from + 1));
    }
}

/// <summary>The string after another: <c>az</c> → <c>ba</c>, <c>v9</c> → <c>w0</c>.</summary>
internal static class Successor
{
    public static string Of(string text)
    {
        var chars = text.ToList();
        var i = chars.FindLastIndex(char.IsAsciiLetterOrDigit);
        var last = i;
        if (i < 0)
        {
            return text.Length == 0 ? "" : text[..^1] + (char)(text[^1] + 1);
        }
        while (true)
        {
            var c = chars[i];
            if (c is not ('z' or 'Z' or '9'))
            {
                chars[i] = (char)(c + 1);
                return new string([.. chars]);
            }
            chars[i] = c switch
            {
                'z' => 'a',
                'Z' => 'A',
                _ => '0',
            };
            var before = i - 1;
            if (before >= 0 && !char.IsAsciiLetterOrDigit(chars[before]) && last < chars.Count)
            {
                // A digit's carry goes over what is between to the next one: `1.9` → `2.0`.
                var next = chars.FindLastIndex(before, char.IsAsciiLetterOrDigit);
                before = next >= 0 && char.IsAsciiDigit(chars[next]) == char.IsAsciiDigit(c) ? next : -1;
            }
            if (before < 0)
            {
                chars.Insert(
                    i,
                    c switch
                    {
                        'z' => 'a',
                        'Z' => 'A',
                        _ => '1',
                    }
                );
                return new string([.. chars]);
            }
            i = before;
        }
    }
}
