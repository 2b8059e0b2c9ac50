using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>Values as <c>state.yaml</c> and <c>transactionstore.yaml</c> hold them.</summary>
internal static class MemoryValue
{
    /// <summary>
    /// A value behind its key: a blank and a scalar, lines for a list, nothing for nothing.
    /// </summary>
    public static string Yaml(ResourceType type, string property, Value? value) =>
        value switch
        {
            null or UndefValue => "",
            ArrayValue { Count: 0 } => " []",
            ArrayValue array => string.Concat(
                array.Items.Select(item => "\n  - " + Scalar(type, property, item))
            ),
            _ => " " + Scalar(type, property, value),
        };

    /// <summary>
    /// One value: literals of the type are symbols, moments bare, the rest as Psych quotes it.
    /// </summary>
    public static string Scalar(ResourceType type, string property, Value value)
    {
        if (value is TimestampValue time)
        {
            var moment = DateTimeOffset.FromUnixTimeSeconds(time.WholeSeconds).ToLocalTime();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{moment:yyyy-MM-dd HH:mm:ss}.{time.NanosecondPart:D9} {moment:zzz}"
            );
        }
        var text = value.ToString();
        if (
            value is BooleanValue
            || text is "absent" or "notrun"
            || type.Find(property)?.FindLiteral(text) == text
        )
        {
            return ":" + text;
        }
        return YamlText.Write(value)["--- ".Length..].TrimEnd('\n');
    }

    /// <summary>
    /// A value as a manifest says it: the reference keeps modes without their leading zero.
    /// </summary>
    public static string Wanted(ResourceType type, string property, Value value) =>
        type.Name == "file" && property == "mode" && value.ToString().TrimStart('0') is { Length: > 0 } digits
            ? Scalar(type, property, digits)
            : Scalar(type, property, value);

    /// <summary>A value as it follows its key, read back.</summary>
    public static Value Read(string yaml) =>
        YamlReader.Read(new SourceFile("", "x:" + yaml)).Tree
            is MappingTree { Entries: [{ Value: var value }, ..] }
            ? Of(value)
            : UndefValue.Instance;

    /// <summary>A value read back; symbols are texts.</summary>
    public static Value Of(DataTree tree) =>
        tree switch
        {
            SequenceTree sequence => ArrayValue.Of(sequence.Items.Select(Of)),
            ScalarTree { Value: string text } => text,
            ScalarTree { Value: long number } => number,
            ScalarTree { Value: bool truth } => truth ? BooleanValue.True : BooleanValue.False,
            ScalarTree { Value: DateTimeOffset time } => Shown(time),
            _ => UndefValue.Instance,
        };

    /// <summary>A moment as the reference shows it.</summary>
    public static string Shown(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss ", CultureInfo.InvariantCulture)
        + time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
}
