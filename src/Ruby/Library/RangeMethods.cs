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
                a.Length == 0 ? R(s).From : r.Array([.. Items(r, R(s)).Take((int)r.Int(a[0]))])
        );
        t.On("begin", 0, static (_, s, _, _) => R(s).From);
        t.On("end", 0, static (_, s, _, _) => R(s).To);
        t.On(
            "last",
            0,
            1,
            static (r, s, a, _) =>
                a.Length == 0 ? R(s).To : r.Array([.. Items(r, R(s)).TakeLast((int)r.Int(a[0]))])
        );
        t.On(
            "min",
            0,
            1,
            static (r, s, a, b) =>
                b is null && a.Length == 0
                    ? r.Compare(R(s).From, R(s).To) > 0
                        ? Nil.Value
                        : R(s).From
                    : r.Send(r.Array([.. Items(r, R(s))]), "min", a, b)
        );
        t.On("max", 0, 1, static (r, s, a, b) => r.Send(r.Array([.. Items(r, R(s))]), "max", a, b));
        t.On("exclude_end?", 0, static (_, s, _, _) => Booleans.Of(R(s).IsExclusive));
        t.On("include?", 1, static (r, s, a, _) => Booleans.Of(Covers(r, R(s), a[0])));
        t.Alias("member?", "include?");
        t.Alias("cover?", "include?");
        t.Alias("===", "include?");
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
        t.On(
            "step",
            1,
            static (r, s, a, b) =>
            {
                var items = new List<object>();
                for (
                    var at = R(s).From;
                    Numbers.Compare(at, R(s).To) is var order && (R(s).IsExclusive ? order < 0 : order <= 0);
                    at = Numbers.Add(at, a[0])
                )
                {
                    items.Add(at);
                }
                return b is null
                    ? new RubyEnumerator(r.Classes.Enumerator, r.Array(items), "each", [])
                    : r.Send(r.Array(items), "each", [], b);
            }
        );
        t.Alias("%", "step");
        t.On(
            "size",
            0,
            static (_, s, _, _) =>
                R(s) is { From: long from, To: long to } range
                    ? Math.Max(0, to - from + (range.IsExclusive ? 0 : 1))
                : R(s).To is Nil ? double.PositiveInfinity
                : Nil.Value
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
                    $"{(R(s).From is Nil ? "" : r.Inspect(R(s).From))}{Dots(s)}{(R(s).To is Nil ? "" : r.Inspect(R(s).To))}"
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

    private static string Dots(object self) => R(self).IsExclusive ? "..." : "..";

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
            if (from.Text.Length > end.Text.Length)
            {
                yield break;
            }
            for (var at = from.Text; at.Length <= end.Text.Length; at = Successor.Of(at))
            {
                if (!(range.IsExclusive && at == end.Text))
                {
                    yield return r.String(at);
                }
                if (at == end.Text)
                {
                    yield break;
                }
            }
            yield break;
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
