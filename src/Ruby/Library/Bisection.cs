namespace Bunraku.Ruby;

/// <summary>Searches by halves (<c>bsearch</c>), in lists and ranges.</summary>
internal static class Bisection
{
    /// <summary>What a block says of a place in a search.</summary>
    internal enum Answer
    {
        Behind,
        Before,
        HereOrBefore,
        Here,
    }

    public static Answer Asked(Runtime r, object answer) =>
        answer switch
        {
            true => Answer.HereOrBefore,
            false or Nil => Answer.Behind,
            _ when Runtime.IsNumber(answer) => Numbers.Sign(answer) switch
            {
                0 => Answer.Here,
                < 0 => Answer.Before,
                _ => Answer.Behind,
            },
            _ => throw r.Error(
                "TypeError",
                $"wrong argument type {r.RealClass(answer).DisplayName} (must be numeric, true, false or nil)"
            ),
        };

    /// <summary>The first place from one to before another of which all behind it are good, too.</summary>
    public static long? First(long low, long high, Func<long, Answer> ask)
    {
        long? found = null;
        while (low < high)
        {
            var middle = low + (long)((ulong)(high - low) / 2);
            switch (ask(middle))
            {
                case Answer.Here:
                    return middle;
                case Answer.HereOrBefore:
                    (high, found) = (middle, middle);
                    break;
                case Answer.Before:
                    high = middle;
                    break;
                default:
                    low = middle + 1;
                    break;
            }
        }
        return found;
    }

    public static object In(Runtime r, RubyRange range, RubyProc? block)
    {
        var (from, to) = (range.From, range.To);
        var isFloat = from is double || to is double;
        if (
            from is not (long or double or Nil)
            || to is not (long or double or Nil)
            || from is Nil && to is Nil
        )
        {
            var odd = from is long or double or Nil && to is not Nil ? to : from;
            throw r.Error("TypeError", $"can't do binary search for {r.RealClass(odd).DisplayName}");
        }
        if (block is null)
        {
            return new RubyEnumerator(r.Classes.Enumerator, range, "bsearch", []);
        }
        var behind = range.IsExclusive && to is not Nil ? 0 : 1;
        if (isFloat)
        {
            return
                First(
                    Key(from is Nil ? double.NegativeInfinity : Numbers.Float(from)),
                    Key(to is Nil ? double.PositiveInfinity : Numbers.Float(to)) + behind,
                    key => Asked(r, block.Call(Unkeyed(key)))
                )
                    is { } place
                ? Unkeyed(place)
                : Nil.Value;
        }
        Answer Ask(long at) => Asked(r, block.Call(Boxes.Of(at)));
        var (low, high) = (from as long? ?? 0, (to as long? ?? 0) + behind);
        // An open end is found by steps that grow.
        for (var step = 1L; to is Nil && step < 1L << 61; step *= 2)
        {
            high = low + step;
            if (Ask(high - 1) != Answer.Behind)
            {
                break;
            }
        }
        for (var step = 1L; from is Nil && step < 1L << 61; step *= 2)
        {
            low = high - step;
            if (Ask(low) is Answer.Behind or Answer.Here)
            {
                break;
            }
        }
        return First(low, high, Ask) is { } found ? Boxes.Of(found) : Nil.Value;
    }

    /// <summary>A whole number for each float, in their order.</summary>
    private static long Key(double value) =>
        BitConverter.DoubleToInt64Bits(value) is var bits && bits < 0 ? -(bits & long.MaxValue) : bits;

    private static object Unkeyed(long key) =>
        key < 0 ? -BitConverter.Int64BitsToDouble(-key) : BitConverter.Int64BitsToDouble(key);
}
