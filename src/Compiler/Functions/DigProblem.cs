using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Why a path into nested collections cannot be followed.</summary>
/// <param name="Found">What of the data says so: its name, and its type.</param>
internal readonly record struct DigProblem(
    string Message,
    string Code,
    ArrayValue Walked,
    KeyValuePair<string, DataType> Found
)
{
    public static DigProblem NoCollection(ReadOnlySpan<Value> path, Value found) =>
        new(
            $"The given data does not contain a Collection at {Show(path)}, got '{TypeInference.Reduced(found)}'",
            "EXPECTED_COLLECTION",
            new ArrayValue([.. path]),
            new("value_type", TypeInference.Reduced(found))
        );

    public static DigProblem NoIndex(ReadOnlySpan<Value> path, Value key) =>
        new(
            $"The given data requires an Integer index at {Show(path)}, got '{TypeInference.Reduced(key)}'",
            "EXPECTED_INTEGER_INDEX",
            new ArrayValue([.. path]),
            new("index_type", TypeInference.Reduced(key))
        );

    /// <summary>What a block given to <c>get</c> sees of it.</summary>
    public ObjectValue ToValue() =>
        new(
            BuiltInTypes.Error,
            HashValue.Of(
                ("msg", Message),
                ("kind", "SLICE_ERROR"),
                ("details", HashValue.Of(("walked_path", Walked), (Found.Key, Found.Value))),
                ("issue_code", Code)
            )
        );

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
