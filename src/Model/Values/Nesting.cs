namespace Bunraku.Model;

/// <summary>
/// Values are no deeper than what walks over them can bear: comparing, printing, inferring a type. Each is
/// measured when it is made, so that no walk needs to count.
/// </summary>
public static class Nesting
{
    /// <summary>So deep may values, and data types made while evaluating, be nested.</summary>
    public const int Limit = 1000;

    internal static int Above(Value inner) => Checked(inner.Depth + 1);

    internal static int Above(ReadOnlySpan<Value> items)
    {
        var deepest = 0;
        foreach (var item in items)
        {
            deepest = Math.Max(deepest, item.Depth);
        }
        return Checked(deepest + 1);
    }

    internal static int Above(ReadOnlySpan<KeyValuePair<Value, Value>> entries)
    {
        var deepest = 0;
        foreach (var (key, value) in entries)
        {
            deepest = Math.Max(deepest, Math.Max(key.Depth, value.Depth));
        }
        return Checked(deepest + 1);
    }

    private static int Checked(int depth) => depth <= Limit ? depth : throw new NestingException();
}

/// <summary>A value would be nested deeper than <see cref="Nesting.Limit"/>.</summary>
public sealed class NestingException() : Exception($"values are nested more than {Nesting.Limit} deep");
