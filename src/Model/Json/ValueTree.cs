using Bunraku.Text;

namespace Bunraku.Model;

/// <summary>What was read from YAML or JSON, as a value.</summary>
public static class ValueTree
{
    /// <summary>
    /// Dates and times become timestamps; who must refuse them, as Hiera does, looks at the tree first.
    /// </summary>
    public static Value ToValue(DataTree tree) =>
        tree switch
        {
            SequenceTree sequence => ArrayValue.Of(sequence.Items.Select(ToValue)),
            MappingTree mapping => ToHash(mapping),
            ScalarTree scalar => ToScalar(scalar.Value),
            _ => UndefValue.Instance,
        };

    private static HashValue ToHash(MappingTree mapping)
    {
        var builder = new HashValue.Builder();
        foreach (var (key, value) in mapping.Entries)
        {
            builder[ToValue(key)] = ToValue(value);
        }
        return builder.Build();
    }

    private static Value ToScalar(object? value) =>
        value switch
        {
            bool truth => truth,
            long number => number,
            double number => new FloatValue(number),
            string text => text,
            DateTimeOffset moment => TimestampValue.From(moment),
            DateOnly date => TimestampValue.From(new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero)),
            _ => UndefValue.Instance,
        };
}
