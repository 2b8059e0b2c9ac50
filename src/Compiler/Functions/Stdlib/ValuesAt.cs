using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValuesAt() : LegacyFunction("values_at")
{
    public override ImmutableArray<string> Signatures =>
        ["(Array array, Variant[Integer, String, Array] indices)"];

    public override string Doc =>
        """
            The elements of an array at some indexes, or ranges of them.

                values_at(['a', 'b', 'c', 'd', 'e'], [0, '2-3']) # => ['a', 'c', 'd']
                values_at(['a', 'b'], 1) # => ['b']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 2);
        if (arguments[0] is not ArrayValue)
        {
            throw invocation.Failure("values_at(): Requires array to work with");
        }
        var array = (ArrayValue)arguments[0];
        var indices = ImmutableArray.CreateBuilder<Value>();
        Flatten.Append(arguments[1], indices);
        if (indices.Count == 0)
        {
            throw invocation.Failure("values_at(): You must provide at least one positive index to collect");
        }
        var items = ImmutableArray.CreateBuilder<Value>();
        foreach (var index in indices)
        {
            var (first, last) = Ends(invocation, index.ToString(), array.Count);
            for (var i = first; i <= last; i++)
            {
                if (array[i] is not UndefValue)
                {
                    items.Add(array[i]);
                }
            }
        }
        return new ArrayValue(items.DrainToImmutable());
    }

    private static (int First, int Last) Ends(Invocation invocation, string text, int count)
    {
        var mark =
            text.Contains("...", StringComparison.Ordinal) ? "..."
            : text.Contains('-') ? "-"
            : "..";
        var ends = text.Split(mark, 2);
        if (
            !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
        )
        {
            throw invocation.Failure("values_at(): Unknown format of given index");
        }
        if (first > last)
        {
            throw invocation.Failure(
                "values_at(): Stop index in given indices range is smaller than the start index"
            );
        }
        if (last >= count)
        {
            throw invocation.Failure(
                ends.Length > 1
                    ? "values_at(): Stop index in given indices range exceeds array size"
                    : "values_at(): Given index exceeds array size"
            );
        }
        return (first, mark == "..." && ends.Length > 1 ? last - 1 : last);
    }
}
