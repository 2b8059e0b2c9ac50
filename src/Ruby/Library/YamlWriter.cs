using System.Globalization;
using System.Numerics;
using System.Text;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Writes values as YAML, laid out as Psych with libyaml does it.</summary>
internal sealed class YamlWriter
{
    private readonly Runtime ruby;

    private readonly YamlText texts;

    /// <summary>How long a text may be before it is folded: never, unless a width is told.</summary>
    private readonly long longest;

    /// <summary>How much further to the right stands what is inside.</summary>
    private readonly int step;
    private readonly YamlRules? rules;
    private readonly StringBuilder output = new("---");
    private readonly Dictionary<object, int> uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, int> anchors = new(ReferenceEqualityComparer.Instance);

    private YamlWriter(Runtime ruby, RubyHash? options, YamlRules? rules)
    {
        long? Number(string name) => options?.Find(new Symbol(name)) is long number ? number : null;
        this.ruby = ruby;
        this.rules = rules;
        longest = Number("line_width") is >= 0 and var told ? told : long.MaxValue;
        step = Number("indentation") is >= 2 and <= 9 and var wanted ? (int)wanted : 2;
        texts = new(
            output,
            Number("line_width") switch
            {
                null or (>= 0 and <= 2) => 80,
                < 0 => long.MaxValue,
                var number => number.Value,
            },
            step
        );
        bool IsTold(string name) => options?.Find(new Symbol(name)) is { } value && Runtime.IsTrue(value);
        if (IsTold("header") || IsTold("version"))
        {
            output.Insert(0, "%YAML 1.1\n");
        }
    }

    public static string Text(Runtime ruby, object value, RubyHash? options, YamlRules? rules = null)
    {
        var writer = new YamlWriter(ruby, options, rules);
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
        if (rules is not null)
        {
            Permit(value, rules);
        }
        if (value is not RubyObject or RubyModule or RubyString)
        {
            return;
        }
        uses[value] = uses.GetValueOrDefault(value) + 1;
        if (uses[value] > 1)
        {
            if (rules is { FollowsAliases: false })
            {
                throw ruby.Error(YamlLibrary.Problem(ruby, "BadAlias"), "Tried to dump an aliased object");
            }
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

    private void Permit(object value, YamlRules allowed)
    {
        var name = ruby.RealClass(value).DisplayName;
        var isPlain =
            value is long or BigInteger or double or bool or Nil
            || value is RubyString or RubyArray or RubyHash && name is "String" or "Array" or "Hash";
        if (
            isPlain
            || allowed.Classes!.Contains(name)
            || value is Symbol symbol && allowed.Symbols.Contains(symbol.Name)
        )
        {
            return;
        }
        throw ruby.Error(
            YamlLibrary.Problem(ruby, "DisallowedClass"),
            $"Tried to dump unspecified class: {name}"
        );
    }

    private void Node(object value, int indent, Place place)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var anchor = "";
        if (uses.GetValueOrDefault(value) > 1)
        {
            if (anchors.TryGetValue(value, out var known))
            {
                output.Append(CultureInfo.InvariantCulture, $" *{known}{(place == Place.Key ? "" : "\n")}");
                return;
            }
            anchors[value] = anchors.Count + 1;
            anchor = $" &{anchors[value]}";
        }
        if (value is RubyString or RubyArray or RubyHash && ruby.RealClass(value).DisplayName is var named)
        {
            var kind =
                value is RubyString ? "string"
                : value is RubyArray ? "array"
                : "hash";
            anchor += named is "String" or "Array" or "Hash" ? "" : $" !ruby/{kind}:{named}";
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
                output.Append(
                    value is RubyRegexp ? " !ruby/regexp "
                    : value is RubyModule { IsClass: true } ? " !ruby/class "
                    : " !ruby/module "
                );
                output.Append(value is RubyRegexp ? ruby.Inspect(value) : $"'{ruby.Inspect(value)}'");
                output.Append('\n');
                break;
            case RubyObject thing:
                Thing(thing, indent, place);
                break;
            default:
                throw ruby.Error("TypeError", $"can't dump {ruby.Kind(value)}");
        }
    }

    private void Thing(RubyObject thing, int indent, Place place)
    {
        var type = ruby.RealClass(thing);
        if (type.DisplayName is "Date" or "DateTime")
        {
            var isDay = type.DisplayName == "Date";
            output.Append(isDay ? "" : " !ruby/object:DateTime");
            Plain(
                ruby.ToText(
                    ruby.Send(thing, "strftime", ruby.String(isDay ? "%F" : "%Y-%m-%d %H:%M:%S.%9N Z"))
                ),
                place
            );
            return;
        }
        var name = type == ruby.Classes.Object ? "" : ":" + type.DisplayName;
        output.Append(" !ruby/").Append(thing is RubyException ? "exception" : "object").Append(name);
        var fields = FieldsOf(thing, type);
        if (fields.Count == 0)
        {
            output.Append(" {}\n");
            return;
        }
        Fields(fields, indent, place);
    }

    /// <summary>What an object is made of: in its own words, or its variables.</summary>
    private List<(string, object)> FieldsOf(RubyObject thing, RubyModule type)
    {
        if (ruby.RespondsTo(thing, "encode_with"))
        {
            Library.Require(ruby, "psych/objects");
            var psych = ruby.Classes.Object.Constants["Psych"];
            var map = (RubyHash)ruby.Send(psych, "__encoded", thing);
            return [.. Pairs(map)];
        }
        if (type == ruby.Classes.Set)
        {
            var members = ruby.Hash();
            foreach (var member in ruby.Each(thing))
            {
                members[ruby.HashKey(member)] = Booleans.True;
            }
            return [("hash", members)];
        }
        IEnumerable<(string, object)> variables = thing.VariableNames.Select(name =>
            (name[1..], thing.Variable(name)!)
        );
        return type.DisplayName switch
        {
            "OpenStruct" => [.. Pairs((RubyHash)ruby.Send(thing, "to_h"))],
            "Rational" => [.. variables.Reverse()],
            "Complex" => [("real", ruby.Send(thing, "real")), ("image", ruby.Send(thing, "imaginary"))],
            _ when thing is RubyException =>
            [
                ("message", ruby.Send(thing, "message")),
                ("backtrace", ruby.Send(thing, "backtrace")),
                .. variables,
            ],
            _ => [.. variables],
        };
    }

    private IEnumerable<(string, object)> Pairs(RubyHash hash) =>
        hash.Pairs.Select(pair => (ruby.ToText(pair.Key), pair.Value));

    private void Fields(IEnumerable<(string Name, object Value)> fields, int indent, Place place) =>
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
        var at = place == Place.Value ? Math.Max(0, indent - step) : indent;
        for (var i = 0; i < items.Count; i++)
        {
            if (i == 0 && isInline)
            {
                output.Append(' ', step - 1).Append('-');
            }
            else
            {
                Break(at);
                output.Append('-');
            }
            Node(items[i], at + step, Place.Item);
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
                output.Append(' ', step - 1);
            }
            else
            {
                Break(indent);
            }
            isFirst = false;
            if (
                key is RubyArray { Items.Count: > 0 } or RubyHash { Pairs.Count: > 0 }
                || key is RubyString { Text: var text } && IsLong(text)
            )
            {
                output.Append('?');
                Node(key, indent + step, Place.Item);
                Break(indent);
            }
            else
            {
                Node(key, indent, Place.Key);
            }
            output.Append(':');
            Node(value, indent + step, Place.Value);
        }
    }

    /// <summary>Whether a key takes lines of its own.</summary>
    private static bool IsLong(string text) =>
        text.TrimEnd('\n').Contains('\n', StringComparison.Ordinal) || text.Length > 128;

    private void Scalar(RubyString value, int indent, Place place, bool isSymbol = false)
    {
        var text = value.Text;
        if (value.IsText && !RubyEncoding.IsWhole(text))
        {
            throw ruby.Error("ArgumentError", "invalid byte sequence in UTF-8");
        }
        if (!value.IsText && !RubyEncoding.IsAscii(text))
        {
            output.Append(" !binary |-\n").Append(' ', Math.Max(step, indent));
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
            texts.Block('|', text, Math.Max(step, indent));
            return;
        }
        if (text.Length > longest && !isSymbol)
        {
            if (place != Place.Key && YamlStyle.MayBeFolded(text))
            {
                texts.Block('>', text, Math.Max(step, indent));
                return;
            }
            style = YamlScalarStyle.DoubleQuoted;
        }
        // What goes on in the next line is indented like what is inside.
        var inner =
            place == Place.Document ? step
            : place == Place.Key ? indent + step
            : indent;
        switch (style)
        {
            case YamlScalarStyle.SingleQuoted:
                texts.Quoted(text, inner, place != Place.Key);
                break;
            case YamlScalarStyle.DoubleQuoted:
                texts.DoubleQuoted(text, inner, place != Place.Key);
                break;
            default:
                texts.Folded(text, inner, place != Place.Key);
                break;
        }
        if (place != Place.Key)
        {
            output.Append('\n');
        }
    }
}
