namespace Bunraku.Model;

/// <summary>
/// Values are no larger than what time and memory can bear. As with <see cref="Nesting"/>, each is measured
/// when it is made; what it holds twice counts twice, because whoever walks over it meets it twice.
/// </summary>
public static class Extent
{
    /// <summary>So many values may lie in one value.</summary>
    public const int Limit = 5_000_000;

    /// <summary>So many characters a text may have.</summary>
    public const int MostCharacters = 100_000_000;

    /// <summary>Long texts count for several values.</summary>
    private const int CharactersOfOne = 64;

    internal static int Of(string text) =>
        text.Length <= MostCharacters ? 1 + text.Length / CharactersOfOne : throw new ExtentException();

    internal static int Of(ReadOnlySpan<Value> items) => Sum(1, items);

    /// <summary>What a value of an extent becomes with more items.</summary>
    internal static int Sum(int extent, ReadOnlySpan<Value> items)
    {
        var sum = (long)extent;
        foreach (var item in items)
        {
            sum += item.Extent;
        }
        return Checked(sum);
    }

    /// <summary>What two lists or hashes are when they become one.</summary>
    internal static int Together(int one, int other) => Checked((long)one + other - 1);

    internal static int Of(ReadOnlySpan<KeyValuePair<Value, Value>> entries)
    {
        var sum = 1L;
        foreach (var (key, value) in entries)
        {
            sum += key.Extent + value.Extent;
        }
        return Checked(sum);
    }

    /// <summary>The elements, unless there are too many to be held at once.</summary>
    public static IEnumerable<Value> Limited(IEnumerable<Value> items)
    {
        var count = 0;
        foreach (var item in items)
        {
            yield return count++ < Limit ? item : throw new ExtentException();
        }
    }

    private static int Checked(long sum) => sum <= Limit ? (int)sum : throw new ExtentException();
}

/// <summary>A value would be larger than <see cref="Extent.Limit"/>.</summary>
public sealed class ExtentException()
    : Exception(
        $"a value has more than {Extent.Limit} parts, or a text more than {Extent.MostCharacters} characters"
    );
