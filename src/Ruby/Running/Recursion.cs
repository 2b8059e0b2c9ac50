using System.Runtime.CompilerServices;

namespace Bunraku.Ruby;

/// <summary>
/// Lists and hashes that hold themselves, while they are compared: what is being compared is equal so
/// far.
/// </summary>
internal static class Recursion
{
    /// <summary>So deep is compared without a look at what was met before.</summary>
    private const int Plain = 4;

    [ThreadStatic]
    private static int depth;

    [ThreadStatic]
    private static HashSet<(object, object)>? met;

    public static bool IsDeep => depth > Plain;

    /// <summary>
    /// Goes in; false when these two are being compared already. <see cref="Leave"/> goes out.
    /// </summary>
    public static bool Enter(object x, object y)
    {
        var isNew = depth < Plain || (met ??= new(Identity.Instance)).Add((x, y));
        depth += isNew ? 1 : 0;
        return isNew;
    }

    public static void Leave(object x, object y)
    {
        if (depth-- > Plain)
        {
            met!.Remove((x, y));
        }
    }

    public static bool AreEqual(Runtime r, RubyArray x, RubyArray y) => AreEqual(r, x, x.Items, y, y.Items);

    public static bool AreEqual(Runtime r, RubyStruct x, RubyStruct y) =>
        AreEqual(r, x, x.Values, y, y.Values);

    private static bool AreEqual(
        Runtime r,
        object x,
        IEnumerable<object> partsOfX,
        object y,
        IEnumerable<object> partsOfY
    )
    {
        if (!Enter(x, y))
        {
            return true;
        }
        try
        {
            return partsOfX.Zip(partsOfY).All(pair => r.AreEqual(pair.First, pair.Second));
        }
        finally
        {
            Leave(x, y);
        }
    }

    public static bool AreEqual(Runtime r, RubyHash x, RubyHash y)
    {
        if (!Enter(x, y))
        {
            return true;
        }
        try
        {
            return x.Pairs.All(pair => y.Find(pair.Key) is { } value && r.AreEqual(pair.Value, value));
        }
        finally
        {
            Leave(x, y);
        }
    }

    private sealed class Identity : IEqualityComparer<(object X, object Y)>
    {
        public static readonly Identity Instance = new();

        bool IEqualityComparer<(object X, object Y)>.Equals((object X, object Y) a, (object X, object Y) b) =>
            ReferenceEquals(a.X, b.X) && ReferenceEquals(a.Y, b.Y);

        int IEqualityComparer<(object X, object Y)>.GetHashCode((object X, object Y) pair) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(pair.X), RuntimeHelpers.GetHashCode(pair.Y));
    }
}
