using System.Globalization;
using System.Numerics;
using System.Text;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Writes values as YAML, laid out as Psych with libyaml does it.</summary>
internal sealed class YamlWriter
{
    private const int Width = 80;
    private readonly Runtime ruby;
    private readonly StringBuilder output = new("---");
    private readonly Dictionary<object, int> uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, int> anchors = new(ReferenceEqualityComparer.Instance);

    private YamlWriter(Runtime ruby) => this.ruby = ruby;

    public static string Text(Runtime ruby, object value)
    {
        var writer = new YamlWriter(ruby);
        writer.Count(value);
        writer.Node(value, 0, Place.Document);
        return writer.output.ToString();
    }

    private enum Place
    {
        Document,
        Item,
        Value,
        Key,
    }

    /// <summary>Counts how often each object is reached, so that the second time can be an alias.</summary>
    private void Count(object value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (
            value is not (RubyArray or RubyHash or RubyString or RubyStruct or RubyObject)
            || value is RubyModule
        )
        {
            return;
        }
        uses[value] = uses.GetValueOrDefault(value) + 1;
        if (uses[value] > 1)
        {
            return;
        }
        switch (value)
        {
            case RubyArray array:
                array.Items.ForEach(Count);
                break;
            case RubyHash hash:
                foreach (var (key, item) in hash.Pairs)
                {
                    Count(key);
                    Count(item);
                }
                break;
            case RubyString or RubyTime or RubyRange or RubyRegexp:
                break;
            case RubyObject thing:
                foreach (var name in thing.VariableNames)
                {
                    Count(thing.Variable(name)!);
                }
                break;
        }
    }

    private void Node(object value, int indent, Place place)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var anchor = "";
        if (uses.GetValueOrDefault(value) > 1 && value is not RubyString { Text.Length: 0 })
        {
            if (anchors.TryGetValue(value, out var known))
            {
                output.Append(CultureInfo.InvariantCulture, $" *{known}{(place == Place.Key ? "" : "\n")}");
                return;
            }
            anchors[value] = anchors.Count + 1;
            anchor = $" &{anchors[value]}";
        }
        output.Append(anchor);
        switch (value)
        {
            case RubyArray { Items.Count: 0 }:
                Plain("[]", place);
                break;
            case RubyHash { Pairs.Count: 0 }:
                Plain("{}", place);
                break;
            case RubyArray array:
                Sequence(array.Items, indent, place, anchor.Length > 0);
                break;
            case RubyHash hash:
                Mapping(hash.Pairs.Select(pair => (pair.Key, pair.Value)), indent, place, anchor.Length > 0);
                break;
            case RubyString text:
                Scalar(text, indent, place);
                break;
            case Nil when place == Place.Key:
                Plain("! ''", place);
                break;
            case Nil:
                Plain("", place);
                break;
            case RubyStruct structure:
                output.Append(CultureInfo.InvariantCulture, $" !ruby/struct:{structure.Class.DisplayName}");
                Mapping(
                    StructMethods
                        .PairsOf(structure)
                        .Select(pair => ((object)ruby.String(pair.Name), pair.Value)),
                    indent,
                    place,
                    true
                );
                break;
            default:
                Other(value, indent, place);
                break;
        }
    }

    private void Other(object value, int indent, Place place)
    {
        switch (value)
        {
            case long or BigInteger or bool:
                Plain(ruby.ToText(value), place);
                break;
            case double number:
                Plain(
                    double.IsNaN(number) ? ".nan"
                        : double.IsInfinity(number)
                            ? number > 0 ? ".inf"
                                : "-.inf"
                        : FloatText.Of(number),
                    place
                );
                break;
            case Symbol symbol:
                Scalar(ruby.String(":" + symbol.Name), indent, place, isSymbol: true);
                break;
            case RubyTime time:
                Plain(
                    ruby.ToText(
                        ruby.Send(
                            time,
                            "strftime",
                            ruby.String(
                                time.Clock.IsUtc ? "%Y-%m-%d %H:%M:%S.%9N Z" : "%Y-%m-%d %H:%M:%S.%9N %:z"
                            )
                        )
                    ),
                    place
                );
                break;
            case RubyRange range:
                output.Append(" !ruby/range");
                Fields(
                    [("begin", range.From), ("end", range.To), ("excl", Booleans.Of(range.IsExclusive))],
                    indent,
                    place
                );
                break;
            case RubyRegexp or RubyModule:
                output.Append(value is RubyRegexp ? " !ruby/regexp " : " !ruby/class ");
                output.Append(value is RubyRegexp ? ruby.Inspect(value) : $"'{ruby.Inspect(value)}'");
                output.Append('\n');
                break;
            case RubyObject thing when ruby.RespondsTo(thing, "encode_with") is false:
                Thing(thing, indent, place);
                break;
            default:
                throw ruby.Error("TypeError", $"can't dump {ruby.Kind(value)}");
        }
    }

    private void Thing(RubyObject thing, int indent, Place place)
    {
        var type = ruby.RealClass(thing);
        if (type.DisplayName == "Date")
        {
            Plain(ruby.ToText(ruby.Send(thing, "to_s")), place);
            return;
        }
        output.Append(CultureInfo.InvariantCulture, $" !ruby/object:{type.DisplayName}");
        if (type == ruby.Classes.Set)
        {
            var members = ruby.Hash();
            foreach (var member in ruby.Each(thing))
            {
                members[ruby.HashKey(member)] = Booleans.Of(true);
            }
            Fields([("hash", members)], indent, place);
            return;
        }
        (string, object)[] fields =
        [
            .. thing.VariableNames.Select(name => (name[1..], thing.Variable(name)!)),
        ];
        if (fields.Length == 0)
        {
            output.Append(" {}\n");
            return;
        }
        Fields(fields, indent, place);
    }

    private void Fields((string Name, object Value)[] fields, int indent, Place place) =>
        Mapping(fields.Select(field => ((object)ruby.String(field.Name), field.Value)), indent, place, true);

    private void Plain(string text, Place place)
    {
        if (text.Length > 0)
        {
            output.Append(Blank(place)).Append(text);
        }
        if (place != Place.Key)
        {
            output.Append('\n');
        }
    }

    private string Blank(Place place) =>
        place == Place.Key && output.Length > 0 && output[^1] is ' ' or '\n' ? "" : " ";

    private void Sequence(List<object> items, int indent, Place place, bool isMarked)
    {
        // A list stands under its key without further indentation, and within a list on the same line.
        var isInline = place == Place.Item && !isMarked;
        var at = place == Place.Value ? Math.Max(0, indent - 2) : indent;
        for (var i = 0; i < items.Count; i++)
        {
            if (i == 0 && isInline)
            {
                output.Append(" -");
            }
            else
            {
                Break(at);
                output.Append('-');
            }
            Node(items[i], at + 2, Place.Item);
        }
    }

    private void Break(int indent)
    {
        if (output[^1] != '\n')
        {
            output.Append('\n');
        }
        output.Append(' ', indent);
    }

    private void Mapping(
        IEnumerable<(object Key, object Value)> pairs,
        int indent,
        Place place,
        bool isMarked
    )
    {
        var isFirst = true;
        foreach (var (key, value) in pairs)
        {
            if (isFirst && place == Place.Item && !isMarked)
            {
                output.Append(' ');
            }
            else
            {
                Break(indent);
            }
            isFirst = false;
            if (key is RubyArray { Items.Count: > 0 } or RubyHash { Pairs.Count: > 0 })
            {
                output.Append('?');
                Node(key, indent + 2, Place.Item);
                Break(indent);
            }
            else
            {
                Node(key, indent, Place.Key);
            }
            output.Append(':');
            Node(value, indent + 2, Place.Value);
        }
    }

    private void Scalar(RubyString value, int indent, Place place, bool isSymbol = false)
    {
        var text = value.Text;
        if (!value.IsText && !RubyEncoding.IsAscii(text) || !RubyEncoding.IsWhole(text))
        {
            output.Append(" !binary |-\n").Append(' ', Math.Max(2, indent));
            output.Append(Convert.ToBase64String(value.Bytes)).Append('\n');
            return;
        }
        output.Append(Blank(place));
        if (text == "<<")
        {
            output.Append("!!str ");
        }
        var style = YamlStyle.Of(text, isKey: place == Place.Key, isSymbol);
        if (style == YamlScalarStyle.Literal)
        {
            Literal(text, Math.Max(2, indent));
            return;
        }
        // What goes on in the next line is indented like what is inside.
        var inner =
            place == Place.Document ? 2
            : place == Place.Key ? indent + 2
            : indent;
        switch (style)
        {
            case YamlScalarStyle.SingleQuoted:
                Quoted(text, inner, place != Place.Key);
                break;
            case YamlScalarStyle.DoubleQuoted:
                DoubleQuoted(text, inner, place != Place.Key);
                break;
            default:
                Folded(text, inner, place != Place.Key);
                break;
        }
        if (place != Place.Key)
        {
            output.Append('\n');
        }
    }

    private void Literal(string text, int indent)
    {
        var hint = text[0] is ' ' or '\n' ? "2" : "";
        var chomp =
            !text.EndsWith('\n') ? "-"
            : text.EndsWith("\n\n", StringComparison.Ordinal) ? "+"
            : "";
        output.Append('|').Append(hint).Append(chomp).Append('\n');
        foreach (var line in StringMethods.Lines(text))
        {
            var bare = line.TrimEnd('\n');
            output.Append(' ', bare.Length == 0 ? 0 : indent).Append(bare).Append('\n');
        }
    }

    private int Column
    {
        get
        {
            var i = output.Length - 1;
            while (i >= 0 && output[i] != '\n')
            {
                i--;
            }
            return output.Length - 1 - i;
        }
    }

    /// <summary>A plain text, whose lines end at the first space behind the page's width.</summary>
    private void Folded(string text, int indent, bool mayBreak)
    {
        var column = Column;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var mayEnd =
                mayBreak
                && c == ' '
                && column > Width
                && (i == 0 || text[i - 1] != ' ')
                && i + 1 < text.Length
                && text[i + 1] != ' ';
            if (mayEnd)
            {
                output.Append('\n').Append(' ', indent);
                column = indent;
                continue;
            }
            output.Append(c);
            column++;
        }
    }

    private void Quoted(string text, int indent, bool mayBreak)
    {
        output.Append('\'');
        var column = Column;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isInside = i > 0 && i + 1 < text.Length;
            if (
                c == ' '
                && mayBreak
                && isInside
                && column > Width
                && text[i - 1] != ' '
                && text[i + 1] != ' '
            )
            {
                output.Append('\n').Append(' ', indent);
                column = indent;
                continue;
            }
            if (c == '\n')
            {
                output.Append(i == 0 || text[i - 1] != '\n' ? "\n\n" : "\n");
                if (i + 1 >= text.Length || text[i + 1] != '\n')
                {
                    output.Append(' ', indent);
                }
                column = indent;
                continue;
            }
            output.Append(c == '\'' ? "''" : c.ToString());
            column++;
        }
        output.Append('\'');
    }

    private void DoubleQuoted(string text, int indent, bool mayBreak)
    {
        output.Append('"');
        var column = Column;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ' ' && mayBreak && i > 0 && i + 1 < text.Length && column > Width)
            {
                output.Append('\n').Append(' ', indent);
                if (text[i + 1] == ' ')
                {
                    output.Append('\\');
                }
                column = indent;
                continue;
            }
            var written = YamlStyle.Escaped(text, ref i);
            output.Append(written);
            column += written.Length;
        }
        output.Append('"');
    }
}
