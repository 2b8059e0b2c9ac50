using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// A line of a file of records: a record with a name and values, or a line that is none and stays as it is.
/// </summary>
internal sealed record FileRecord
{
    /// <summary>The line itself, when it is no record.</summary>
    public string? Text { get; init; }

    public string Name { get; init; } = "";

    public ImmutableDictionary<string, Value> Values { get; init; } =
        ImmutableDictionary<string, Value>.Empty;

    public bool IsRecord => Text is null;

    public Value? this[string field] => Values.GetValueOrDefault(field);

    /// <summary>A text or nothing; the word <c>absent</c> stands for nothing.</summary>
    public string? Word(string field) =>
        this[field]?.ToString() is { } word && word != "absent" ? word : null;

    public FileRecord With(string field, Value? value) =>
        this with
        {
            Values = value is null or StringValue { Text: "absent" }
                ? Values.Remove(field)
                : Values.SetItem(field, value),
        };

    /// <summary>The items of a list; <c>absent</c> is none.</summary>
    public ImmutableArray<string> Items(string field) =>
        this[field] switch
        {
            ArrayValue list =>
            [
                .. list.Items.Select(item => item.ToString()).Where(item => item is not ("absent" or "")),
            ],
            StringValue { Text: not ("absent" or "") } one => [one.Text],
            _ => [],
        };

    public static FileRecord Line(string text) => new() { Text = text };

    public static ArrayValue List(IEnumerable<string> texts) =>
        ArrayValue.Of(texts.Select(text => (Value)text));
}
