namespace Bunraku.Ruby;

/// <summary>When two keys of a hash are the same: by value for what the language has literals for.</summary>
internal sealed class KeyComparer : IEqualityComparer<object>
{
    public static readonly KeyComparer Instance = new();

    bool IEqualityComparer<object>.Equals(object? x, object? y) =>
        (x, y) switch
        {
            _ when ReferenceEquals(x, y) => true,
            (RubyString a, RubyString b) => a.Text == b.Text,
            (RubyArray or RubyHash, RubyArray or RubyHash) => AreWholesEqual(x, y),
            (RubyRange a, RubyRange b) => a.IsExclusive == b.IsExclusive
                && Same(a.From, b.From)
                && Same(a.To, b.To),
            (RubyStruct a, RubyStruct b) => a.Class == b.Class && AreWholesEqual(a, b),
            (RubyNative { State: RubyHash a }, RubyNative { State: RubyHash b }) => Same(a, b),
            (RubyObject a, RubyObject) when a.Class.FindMethod("eql?") is { } method and not NativeMethod =>
                Runtime.IsTrue(method.Call(a.Class.Runtime, a, [y], null)),
            (RubyTime a, RubyTime b) => a.Seconds == b.Seconds,
            (RubyRegexp a, RubyRegexp b) => a.IsLike(b),
            (RubyObject, _) => false,
            _ => x!.Equals(y),
        };

    int IEqualityComparer<object>.GetHashCode(object value) => HashOf(value);

    private static bool AreWholesEqual(object x, object y)
    {
        if (!Recursion.Enter(x, y))
        {
            return true;
        }
        try
        {
            return (x, y) switch
            {
                (RubyArray a, RubyArray b) => AreEqual(a.Items, b.Items),
                (RubyStruct a, RubyStruct b) => AreEqual(a.Values, b.Values),
                (RubyHash a, RubyHash b) => a.Pairs.Count == b.Pairs.Count
                    && a.Pairs.All(pair => b.Find(pair.Key) is { } other && Same(pair.Value, other)),
                _ => false,
            };
        }
        finally
        {
            Recursion.Leave(x, y);
        }
    }

    private static bool Same(object x, object y) => ((IEqualityComparer<object>)Instance).Equals(x, y);

    private static bool AreEqual(IList<object> x, IList<object> y)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (x.Count != y.Count)
        {
            return false;
        }
        for (var i = 0; i < x.Count; i++)
        {
            if (!Same(x[i], y[i]))
            {
                return false;
            }
        }
        return true;
    }

    public static int HashOf(object value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case RubyString text:
                return text.Text.GetHashCode();
            case RubyArray array:
                return Whole(array, array.Items.Count, () => Combined(array.Items));
            case RubyStruct structure:
                return Whole(structure, structure.Values.Length, () => Combined(structure.Values));
            case RubyHash hash:
                return Whole(
                    hash,
                    hash.Pairs.Count,
                    () =>
                        hash
                            .Pairs.Sum(pair => (long)HashCode.Combine(HashOf(pair.Key), HashOf(pair.Value)))
                            .GetHashCode()
                );
            case RubyNative { State: RubyHash set }:
                return set.Pairs.Count;
            case RubyTime time:
                return time.Seconds.GetHashCode();
            case RubyRegexp regexp:
                return HashCode.Combine(regexp.Source, regexp.Flags);
            case RubyRange range:
                return HashCode.Combine(HashOf(range.From), HashOf(range.To), range.IsExclusive);
            case RubyObject thing when thing.Class.FindMethod("hash") is { } method and not NativeMethod:
                var given = method.Call(thing.Class.Runtime, thing, [], null);
                return (given is RubyObject ? thing.Class.Runtime.Int(given) : given).GetHashCode();
            default:
                return value.GetHashCode();
        }
    }

    /// <summary>Deep within, what holds itself is alike when it is as long.</summary>
    private static int Whole(object value, int length, Func<int> compute)
    {
        if (Recursion.IsDeep || !Recursion.Enter(value, value))
        {
            return length;
        }
        try
        {
            return compute();
        }
        finally
        {
            Recursion.Leave(value, value);
        }
    }

    private static int Combined(IList<object> items)
    {
        var code = new HashCode();
        foreach (var item in items)
        {
            code.Add(HashOf(item));
        }
        return code.ToHashCode();
    }
}
