using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Why a path into nested collections cannot be followed.</summary>
internal readonly record struct DigProblem(string Message, string Code)
{
    public static DigProblem NoCollection(ReadOnlySpan<Value> path, Value found) =>
        new(
            $"The given data does not contain a Collection at {Show(path)}, got '{TypeInference.Reduced(found)}'",
            "EXPECTED_COLLECTION"
        );

    public static DigProblem NoIndex(ReadOnlySpan<Value> path, Value key) =>
        new(
            $"The given data requires an Integer index at {Show(path)}, got '{TypeInference.Reduced(key)}'",
            "EXPECTED_INTEGER_INDEX"
        );

    /// <summary>What a block given to <c>get</c> sees of it.</summary>
    public HashValue ToValue() =>
        HashValue.Of(("msg", Message), ("kind", "SLICE_ERROR"), ("issue_code", Code));

    private static string Show(ReadOnlySpan<Value> path)
    {
        var output = new StringBuilder("[");
        for (var i = 0; i < path.Length; i++)
        {
            output.Append(i == 0 ? "" : ", ").Append(RubyText.Inspect(path[i]));
        }
        return output.Append(']').ToString();
    }
}
