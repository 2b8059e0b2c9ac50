using System.Text;

namespace Bunraku.Model;

/// <summary>Values as YAML text, laid out and quoted as Ruby's <c>to_yaml</c> does it.</summary>
public sealed class YamlText
{
    private const int LongestSimpleKey = 128;

    private readonly YamlOutput output = new();

    /// <summary>Which texts stand in double quotes though they need none.</summary>
    private readonly Predicate<string>? isQuoted;

    /// <summary>The columns by which what is inside stands further right.</summary>
    private readonly int step;

    private YamlText(Predicate<string>? isQuoted, int step = 2) =>
        (this.isQuoted, this.step) = (isQuoted, step);

    public static string Write(Value value, int step = 2)
    {
        var text = new YamlText(null, step);
        text.output.Append("---");
        text.Node(value, indent: -text.step, Place.Document);
        return text.output.Finish();
    }

    /// <summary>
    /// A hash without the line that begins a document, as tools write whose rules of quoting are older than
    /// YAML's: what is nothing is an empty text, and some texts stand in double quotes.
    /// </summary>
    public static string WritePlain(HashValue hash, Predicate<string> isQuoted)
    {
        var text = new YamlText(isQuoted);
        text.Mapping(hash, indent: 0, Place.Document);
        return text.output.Finish();
    }

    private enum Place
    {
        Document,
        SequenceItem,
        MappingValue,
    }

    private void Node(Value value, int indent, Place place)
    {
        switch (value)
        {
            case IteratorValue iterator:
                Node(ArrayValue.Of(iterator.Items), indent, place);
                break;
            case ArrayValue { Count: 0 }:
                output.Append(" []");
                output.EndLine();
                break;
            case HashValue { Count: 0 }:
                output.Append(" {}");
                output.EndLine();
                break;
            case ArrayValue array:
                Sequence(array, place == Place.MappingValue ? Math.Max(indent, 0) : indent + step, place);
                break;
            case HashValue hash:
                Mapping(hash, indent + step, place);
                break;
            case UndefValue when isQuoted is null:
                output.EndLine();
                break;
            case UndefValue:
                output.Append(" \"\"");
                output.EndLine();
                break;
            default:
                output.Append(" ");
                Scalar(value, indent + step, isKey: false);
                output.EndLine();
                break;
        }
    }

    private void Sequence(ArrayValue array, int indent, Place place)
    {
        var isCompact = place == Place.SequenceItem;
        if (!isCompact)
        {
            output.EndLine();
        }
        for (var i = 0; i < array.Count; i++)
        {
            Begin(indent, isCompact && i == 0);
            output.Append("-");
            Node(array[i], indent, Place.SequenceItem);
        }
    }

    private void Mapping(HashValue hash, int indent, Place place)
    {
        var isCompact = place == Place.SequenceItem;
        if (!isCompact)
        {
            output.EndLine();
        }
        for (var i = 0; i < hash.Count; i++)
        {
            var (key, value) = hash.Pairs[i];
            Begin(indent, isCompact && i == 0);
            Key(key, indent);
            Node(value, indent, Place.MappingValue);
        }
    }

    private void Begin(int indent, bool isOnSameLine)
    {
        if (isOnSameLine)
        {
            output.Append(new string(' ', step - 1));
        }
        else
        {
            output.Append(new string(' ', indent));
        }
    }

    private void Key(Value key, int indent)
    {
        var isSimple = key switch
        {
            ArrayValue array => array.Count == 0,
            HashValue hash => hash.Count == 0,
            StringValue text => text.Text.Length <= LongestSimpleKey
                && !text.Text.Contains('\n', StringComparison.Ordinal),
            _ => true,
        };
        if (!isSimple)
        {
            output.Append("?");
            Node(key, indent, Place.SequenceItem);
            output.Append(new string(' ', indent));
        }
        else if (key is UndefValue)
        {
            output.Append("! ''");
        }
        else
        {
            Scalar(key, indent, isKey: true);
        }
        output.Append(":");
    }

    private void Scalar(Value value, int indent, bool isKey)
    {
        switch (value)
        {
            case StringValue text when !isKey && isQuoted?.Invoke(text.Text) == true:
                YamlStringStyle.AppendQuoted(text.Text, indent, output);
                break;
            case StringValue text:
                YamlStringStyle.Append(text.Text, indent, isKey, output);
                break;
            case BooleanValue
            or IntegerValue
            or FloatValue when !isKey && isQuoted?.Invoke(value.ToString()) == true:
                YamlStringStyle.AppendQuoted(value.ToString(), indent, output);
                break;
            case FloatValue real when !double.IsFinite(real.Number):
                output.Append(
                    double.IsNaN(real.Number) ? ".nan"
                    : real.Number > 0 ? ".inf"
                    : "-.inf"
                );
                break;
            case BooleanValue or IntegerValue or FloatValue:
                output.Append(value.ToString());
                break;
            case DefaultValue:
                output.Append(":default");
                break;
            case ArrayValue:
                output.Append("[]");
                break;
            case HashValue:
                output.Append("{}");
                break;
            default:
                YamlStringStyle.Append(value.ToString(), indent, isKey, output);
                break;
        }
    }
}

/// <summary>The text so far, and the column reached.</summary>
/// <param name="column">Where it starts.</param>
internal sealed class YamlOutput(int column = 0)
{
    private readonly StringBuilder text = new();

    public int Column { get; private set; } = column;

    public void Append(char part)
    {
        text.Append(part);
        Column++;
    }

    public void Append(string part)
    {
        text.Append(part);
        var lineBreak = part.LastIndexOf('\n');
        Column = lineBreak < 0 ? Column + part.Length : part.Length - lineBreak - 1;
    }

    /// <summary>Ends the line, unless a block scalar has ended it already.</summary>
    public void EndLine()
    {
        if (Column > 0)
        {
            Append("\n");
        }
    }

    public void Break(int indent) => Append("\n" + new string(' ', indent));

    public string Finish()
    {
        EndLine();
        return text.ToString();
    }
}
