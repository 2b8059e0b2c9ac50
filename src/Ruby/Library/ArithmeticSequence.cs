using System.Numerics;

namespace Bunraku.Ruby;

/// <summary>
/// Numbers at equal distances, before they are gone through: <c>1.step(10, 3)</c>, <c>(1..10) % 3</c>.
/// </summary>
internal readonly record struct ArithmeticSequence(object From, object To, object By, bool IsExclusive)
{
    public static RubyEnumerator Made(Runtime r, object receiver, string name, object[] a) =>
        new((RubyModule)r.Classes.Enumerator.Constants["ArithmeticSequence"], receiver, name, a);

    public static void Define(Runtime r)
    {
        var type = new RubyModule(r, "Enumerator::ArithmeticSequence", r.Classes.Enumerator, true)
        {
            Class = r.Classes.Class,
            Natives = Table,
        };
        r.Classes.Enumerator.Constants["ArithmeticSequence"] = type;
    }

    public static ArithmeticSequence Of(RubyEnumerator source)
    {
        if (source.Receiver is RubyRange range)
        {
            var by = source.Arguments.Length > 0 ? source.Arguments[0] : 1L;
            return new(range.From, range.To, by, range.IsExclusive);
        }
        var (to, step) = Limits(source.Arguments);
        return new(source.Receiver, to, step, false);
    }

    /// <summary><c>Numeric#step</c>.</summary>
    public static object Step(Runtime r, object self, object[] a, RubyProc? block)
    {
        if (a is [.., RubyHash options])
        {
            var twice =
                options.Find(new Symbol("to")) is not null && a.Length > 1 ? "to"
                : options.Find(new Symbol("by")) is not null && a.Length > 2 ? "step"
                : null;
            if (twice is not null)
            {
                throw r.Error("ArgumentError", $"{twice} is given twice");
            }
        }
        var (limit, by) = Limits(a);
        if (Runtime.IsNumber(by) && Numbers.Sign(by) == 0)
        {
            throw r.Error("ArgumentError", "step can't be 0");
        }
        if (block is null)
        {
            return Made(r, self, "step", a);
        }
        foreach (var item in Steps(r, self, limit, by, isExclusive: false))
        {
            block.Call(item);
        }
        return self;
    }

    /// <summary>What <c>step</c> goes to, and by how much.</summary>
    private static (object To, object By) Limits(object[] a)
    {
        var options = a is [.., RubyHash hash] ? hash : null;
        return options is null
            ? (a.Length > 0 ? a[0] : Nil.Value, a.Length > 1 && a[1] is not Nil ? a[1] : 1L)
            : (
                options.Find(new Symbol("to")) ?? (a.Length > 1 ? a[0] : Nil.Value),
                options.Find(new Symbol("by")) ?? 1L
            );
    }

    /// <summary>Numbers at equal distances; each float is computed from the first one.</summary>
    public static IEnumerable<object> Steps(Runtime r, object from, object to, object by, bool isExclusive)
    {
        if (from is double || to is double || by is double)
        {
            var (first, unit) = (Numbers.Float(from), Numbers.Float(by));
            var last =
                to is Nil
                    ? (unit > 0 ? double.PositiveInfinity : double.NegativeInfinity)
                    : Numbers.Float(to);
            if (double.IsInfinity(unit))
            {
                if (unit > 0 ? first <= last : first >= last)
                {
                    yield return first;
                }
                yield break;
            }
            var count = (last - first) / unit;
            var error =
                (Math.Abs(first) + Math.Abs(last) + Math.Abs(last - first))
                / Math.Abs(unit)
                * (double.BitIncrement(1.0) - 1.0);
            error = double.IsFinite(error) ? Math.Min(0.5, error) : 0;
            var end = isExclusive ? Math.Ceiling(count - error) - 1 : Math.Floor(count + error);
            for (var i = 0.0; i <= end; i++)
            {
                r.Step();
                var value = i * unit + first;
                yield return !isExclusive && double.IsFinite(last) && (unit > 0 ? value > last : value < last)
                    ? last
                    : value;
            }
            yield break;
        }
        var sign = r.Compare(by, 0L);
        for (
            var at = from;
            to is Nil || r.Compare(at, to) is var order && (order * sign < 0 || order == 0 && !isExclusive);
            at = r.Send(at, "+", by)
        )
        {
            r.Step();
            yield return at;
        }
    }

    private static ArithmeticSequence Of(object self) => Of((RubyEnumerator)self);

    private IEnumerable<object> Items(Runtime r) => Steps(r, From, To, By, IsExclusive);

    /// <summary>How many there are; null: without end.</summary>
    private BigInteger? Count(Runtime r)
    {
        if (To is Nil)
        {
            return null;
        }
        if (From is double || To is double || By is double)
        {
            return Items(r).LongCount();
        }
        var (first, last, unit) = (Integers.Big(From), Integers.Big(To), Integers.Big(By));
        var distance = unit.Sign > 0 ? last - first : first - last;
        if (IsExclusive)
        {
            distance -= 1;
        }
        return distance.Sign < 0 ? 0 : distance / BigInteger.Abs(unit) + 1;
    }

    /// <summary>The items of a list at these places; from the end on with a negative distance.</summary>
    public object Of(Runtime r, List<object> items)
    {
        var by = r.Int(By);
        var (from, to) = by < 0 ? (To, From) : (From, To);
        var range = new RubyRange(r.Classes.Range, from, to, IsExclusive);
        if (RangeMethods.Bounds(r, range, items.Count) is not { } bounds)
        {
            throw r.Error("RangeError", $"{Text(r, range)} out of range");
        }
        var found = new List<object>();
        var (at, end) = (by < 0 ? bounds.Count - 1L : 0L, bounds.Count);
        for (; at >= 0 && at < end; at += by)
        {
            found.Add(items[bounds.From + (int)at]);
        }
        return r.Array(found);
    }

    private string Text(Runtime r, RubyRange range) => $"(({r.Inspect(range)}).step({r.Inspect(By)}))";

    private static string Inspected(Runtime r, RubyEnumerator self)
    {
        var given = string.Join(
            ", ",
            self.Arguments.SelectMany(argument =>
                argument is RubyHash options
                    ? options.Pairs.Select(pair => $"{r.NameOf(pair.Key)}: {r.Inspect(pair.Value)}")
                    : [r.Inspect(argument)]
            )
        );
        var receiver = r.Inspect(self.Receiver);
        receiver = self.Receiver is RubyRange ? $"({receiver})" : receiver;
        return $"({receiver}.{self.Method}{(self.Arguments.Length > 0 ? $"({given})" : "")})";
    }

    private static object Last(Runtime r, ArithmeticSequence self, object[] a)
    {
        if (self.Count(r) is not { } count)
        {
            throw r.Error("RangeError", "cannot get the last element of endless arithmetic sequence");
        }
        if (a.Length > 0)
        {
            return r.Array([.. self.Items(r).TakeLast((int)r.Int(a[0]))]);
        }
        return count.IsZero ? Nil.Value
            : self.From is double || self.To is double || self.By is double ? self.Items(r).Last()
            : Integers.Of(Integers.Big(self.From) + Integers.Big(self.By) * (count - 1));
    }

    private static readonly NativeTable Table = new(static t =>
    {
        t.On("begin", 0, static (_, s, _, _) => Of(s).From);
        t.On("end", 0, static (_, s, _, _) => Of(s).To);
        t.On("step", 0, static (_, s, _, _) => Of(s).By);
        t.On("exclude_end?", 0, static (_, s, _, _) => Booleans.Of(Of(s).IsExclusive));
        t.On("last", 0, 1, static (r, s, a, _) => Last(r, Of(s), a));
        t.On(
            "size",
            0,
            static (r, s, _, _) => Of(s).Count(r) is { } count ? Integers.Of(count) : double.PositiveInfinity
        );
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyEnumerator other
                        && other.Class == ((RubyObject)s).Class
                        && Of(other) is var theirs
                        && Of(s) is var ours
                        && r.AreEqual(ours.From, theirs.From)
                        && r.AreEqual(ours.To, theirs.To)
                        && r.AreEqual(ours.By, theirs.By)
                        && ours.IsExclusive == theirs.IsExclusive
                )
        );
        t.Alias("===", "==");
        t.Alias("eql?", "==");
        t.On(
            "each",
            0,
            static (r, s, _, b) =>
            {
                if (b is null)
                {
                    return s;
                }
                foreach (var item in Of(s).Items(r))
                {
                    b.Call(item);
                }
                return s;
            }
        );
        t.On("inspect", 0, static (r, s, _, _) => r.String(Inspected(r, (RubyEnumerator)s)));
        t.Alias("to_s", "inspect");
    });
}
