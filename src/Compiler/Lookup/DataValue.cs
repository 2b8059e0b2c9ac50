using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Data as read from a file, as values of the language.</summary>
public static class DataValue
{
    public static Value Of(DataTree tree) =>
        tree switch
        {
            SequenceTree sequence => ArrayValue.Of(sequence.Items.Select(Of)),
            MappingTree mapping => HashValue.Of(
                mapping.Entries.Select(entry => KeyValuePair.Create(Of(entry.Key), Of(entry.Value)))
            ),
            ScalarTree scalar => OfScalar(scalar.Value),
            _ => UndefValue.Instance,
        };

    private static Value OfScalar(object? scalar) =>
        scalar switch
        {
            null => UndefValue.Instance,
            string text => text,
            bool truth => truth,
            long number => number,
            double number => new FloatValue(number),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
            _ => Convert.ToString(scalar, CultureInfo.InvariantCulture) ?? "",
        };
}
