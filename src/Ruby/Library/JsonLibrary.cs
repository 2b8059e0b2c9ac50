using System.Numerics;
using System.Text;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary><c>JSON</c>: reading and writing.</summary>
internal static class JsonLibrary
{
    public static readonly NativeTable Table = new(static t =>
    {
        t.On(
            "parse",
            1,
            2,
            static (r, _, a, _) =>
                Parse(
                    r,
                    r.Text(a[0]),
                    a.Length > 1 && r.ToHash(a[1]).Find(new Symbol("symbolize_names")) is true
                )
        );
        t.On(
            "load",
            1,
            3,
            static (r, s, a, _) => a[0] is Nil ? Nil.Value : r.Send(s, "parse", r.String(r.Text(a[0])))
        );
        t.On("generate", 1, 2, static (r, _, a, _) => r.String(Text(r, a[0], "", false)));
        t.Alias("dump", "generate");
        t.On("pretty_generate", 1, 2, static (r, _, a, _) => r.String(Text(r, a[0], "", true)));
    });

    private static object Parse(Runtime r, string text, bool symbols)
    {
        var result = JsonReader.Read(new SourceFile("(json)", text));
        return result.Tree is { } tree
            ? Value(r, tree, symbols)
            : throw r.Error(
                (RubyModule)((RubyModule)r.Classes.Object.Constants["JSON"]).Constants["ParserError"],
                $"unexpected token at '{text}'"
            );
    }

    public static object Value(Runtime r, DataTree tree, bool symbols) =>
        tree switch
        {
            MappingTree mapping => HashMethods.Of(
                r,
                mapping.Entries.Select(entry =>
                    (
                        Value(r, entry.Key, false) is RubyString key && symbols
                            ? new Symbol(key.Text)
                            : Value(r, entry.Key, false),
                        Value(r, entry.Value, symbols)
                    )
                )
            ),
            SequenceTree sequence => r.Array([.. sequence.Items.Select(item => Value(r, item, symbols))]),
            ScalarTree scalar => scalar.Value switch
            {
                null => Nil.Value,
                string plain => r.String(plain),
                bool truth => Booleans.Of(truth),
                int number => (long)number,
                long number => number,
                BigInteger number => Integers.Of(number),
                double number => number,
                var other => r.String(
                    Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture)!
                ),
            },
            _ => Nil.Value,
        };

    public static string Text(Runtime r, object value, string indent, bool isPretty)
    {
        var inner = indent + "  ";
        switch (value)
        {
            case RubyHash { Pairs.Count: 0 }:
                return isPretty && indent.Length > 0 ? $"{{\n{indent}}}" : "{}";
            case RubyHash hash:
                var pairs = hash.Pairs.Select(pair =>
                    $"{Quoted(r.ToText(pair.Key))}:{(isPretty ? " " : "")}{Text(r, pair.Value, inner, isPretty)}"
                );
                return isPretty
                    ? $"{{\n{inner}{string.Join(",\n" + inner, pairs)}\n{indent}}}"
                    : $"{{{string.Join(',', pairs)}}}";
            case RubyArray { Items.Count: 0 }:
                return isPretty && indent.Length > 0 ? $"[\n\n{indent}]" : "[]";
            case RubyArray array:
                var items = array.Items.Select(item => Text(r, item, inner, isPretty));
                return isPretty
                    ? $"[\n{inner}{string.Join(",\n" + inner, items)}\n{indent}]"
                    : $"[{string.Join(',', items)}]";
            case Nil:
                return "null";
            case double number when !double.IsFinite(number):
                throw r.Error(
                    (RubyModule)((RubyModule)r.Classes.Object.Constants["JSON"]).Constants["GeneratorError"],
                    $"920: {FloatText.Of(number)} not allowed in JSON"
                );
            case RubyObject when r.ClassOf(value).FindMethod("to_json") is InterpretedMethod or ProcMethod:
                return r.ToText(r.Send(value, "to_json"));
            case bool or long or double or BigInteger:
                return r.ToText(value);
            default:
                return Quoted(r.ToText(value));
        }
    }

    private static string Quoted(string text)
    {
        var output = new StringBuilder("\"");
        foreach (var c in text)
        {
            output.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    '\r' => "\\r",
                    '\f' => "\\f",
                    '\b' => "\\b",
                    < ' ' => $"\\u{(int)c:x4}",
                    _ => c.ToString(),
                }
            );
        }
        return output.Append('"').ToString();
    }
}
