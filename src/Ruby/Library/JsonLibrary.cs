using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bunraku.Ruby;

/// <summary><c>JSON</c>: reading and writing.</summary>
internal static class JsonLibrary
{
    // A table of methods: the method length is that of the list.
    public static readonly NativeTable Table = new(static t =>
    {
        t.On("parse", 1, 2, static (r, _, a, _) => Parse(r, a));
        t.On(
            "parse!",
            1,
            2,
            static (r, _, a, _) =>
            {
                var options = Options(r, a, 1);
                options[new Symbol("allow_nan")] = Booleans.True;
                options[new Symbol("max_nesting")] = Booleans.False;
                return new JsonParser(r, r.Text(a[0]), options).Parse();
            }
        );
        t.On("load", 1, 3, static (r, _, a, _) => Load(r, a));
        t.Alias("restore", "load");
        t.On(
            "load_file",
            1,
            2,
            static (r, s, a, _) =>
                Parse(r, [r.Send(r.Classes.Object.Constants["File"], "read", a[0]), .. a[1..]])
        );
        t.On("generate", 1, 2, static (r, _, a, _) => r.String(Writer(r, a, 1, isPretty: false).Write(a[0])));
        t.Alias("fast_generate", "generate");
        t.Alias("unparse", "generate");
        t.On("dump", 1, 3, static (r, _, a, _) => Dump(r, a));
        t.On(
            "pretty_generate",
            1,
            2,
            static (r, _, a, _) => r.String(Writer(r, a, 1, isPretty: true).Write(a[0]))
        );
        t.Alias("pretty_unparse", "pretty_generate");
        t.On(
            "[]",
            1,
            2,
            static (r, _, a, _) =>
                a[0] is RubyString ? Parse(r, a) : r.String(Writer(r, a, 1, isPretty: false).Write(a[0]))
        );
    });

    private static object Load(Runtime r, object[] a)
    {
        var source = r.RespondsTo(a[0], "read") && a[0] is not RubyString ? r.Send(a[0], "read") : a[0];
        // A hash in the second place is where a proc is expected.
        var options = a.Length == 2 && a[1] is RubyHash ? r.Hash() : Options(r, a, 1);
        foreach (var (name, value) in Lenient)
        {
            var key = new Symbol(name);
            options[key] = options.Find(key) ?? value;
        }
        var isBlank = source is Nil || r.Text(source).Length == 0;
        if (isBlank && Runtime.IsTrue(JsonParser.Option(options, "allow_blank")))
        {
            return Nil.Value;
        }
        var made = new JsonParser(r, r.Text(source), options).Parse();
        return a.Length > 1 && a[1] is RubyProc each ? Visited(r, made, each) : made;
    }

    /// <summary>What <c>load</c> allows that <c>parse</c> does not.</summary>
    private static readonly (string Name, object Value)[] Lenient =
    [
        ("allow_nan", Booleans.True),
        ("max_nesting", Booleans.False),
        ("allow_blank", Booleans.True),
        ("create_additions", Booleans.True),
    ];

    /// <summary>Calls a proc with each value within another, and then with that.</summary>
    private static object Visited(Runtime r, object value, RubyProc each)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var within = value switch
        {
            RubyArray list => list.Items.ToList(),
            RubyHash hash => hash.Pairs.SelectMany(pair => new[] { pair.Key, pair.Value }).ToList(),
            _ => [],
        };
        foreach (var one in within)
        {
            Visited(r, one, each);
        }
        r.Send(each, "call", value);
        return value;
    }

    private static object Dump(Runtime r, object[] a)
    {
        var options = r.Hash();
        options[new Symbol("allow_nan")] = Booleans.True;
        options[new Symbol("max_nesting")] = a[^1] is long limit && a.Length > 1 ? limit : Booleans.False;
        var target = a.Length > 1 && a[1] is not long and not Nil ? a[1] : null;
        RubyString text;
        try
        {
            text = r.String(new JsonWriter(r, options, isPretty: false).Write(a[0]));
        }
        catch (RubyError error) when (error.Value.Class.DisplayName == "JSON::NestingError")
        {
            throw r.Error("ArgumentError", "exceed depth limit");
        }
        if (target is null)
        {
            return text;
        }
        r.Send(target, "write", text);
        return target;
    }

    private static object Parse(Runtime r, object[] a) =>
        new JsonParser(r, r.Text(a[0]), Options(r, a, 1)).Parse();

    private static RubyHash Options(Runtime r, object[] a, int at)
    {
        var options = r.Hash();
        if (a.Length > at && a[^1] is not (RubyProc or Nil))
        {
            var given = r.RespondsTo(a[^1], "to_h")
                ? (RubyHash)r.Send(a[^1], "to_h")
                : throw r.Error("TypeError", $"can't convert {r.Kind(a[^1])} into Hash");
            foreach (var (key, value) in given.Pairs)
            {
                options[key] = value;
            }
        }
        return options;
    }

    private static JsonWriter Writer(Runtime r, object[] a, int at, bool isPretty) =>
        a.Length > at && a[at] is RubyNative { State: JsonWriter given }
            ? given
            : new JsonWriter(r, Options(r, a, at), isPretty);

    /// <summary><c>to_json</c> of any value: within another's, it goes on in its form.</summary>
    public static RubyString ToJson(Runtime r, object self, object[] a) =>
        r.String(Writer(r, a, 0, isPretty: false).Write(self, asksObject: false));
}

/// <summary>Writes JSON as Ruby's library does.</summary>
internal sealed class JsonWriter
{
    private readonly Runtime ruby;
    private readonly string indent;
    private readonly string space;
    private readonly string spaceBefore;
    private readonly string objectBreak;
    private readonly string arrayBreak;
    private readonly bool allowsNaN;
    private readonly bool isAscii;
    private readonly bool escapesSlash;
    private readonly long deepest;
    private readonly StringBuilder output = new();
    private int depth;

    public JsonWriter(Runtime ruby, RubyHash options, bool isPretty)
    {
        string Text(string name, string pretty) =>
            JsonParser.Option(options, name) is RubyString given ? given.Text
            : isPretty ? pretty
            : "";
        bool Flag(string name) => Runtime.IsTrue(JsonParser.Option(options, name));
        this.ruby = ruby;
        (indent, space, spaceBefore) = (Text("indent", "  "), Text("space", " "), Text("space_before", ""));
        (objectBreak, arrayBreak) = (Text("object_nl", "\n"), Text("array_nl", "\n"));
        (allowsNaN, isAscii) = (Flag("allow_nan"), Flag("ascii_only"));
        escapesSlash = Flag("escape_slash");
        deepest = JsonParser.Option(options, "max_nesting") switch
        {
            long given => given,
            false => 0,
            _ => 100,
        };
    }

    public string Write(object value, bool asksObject = true)
    {
        var start = output.Length;
        Value(value, asksObject);
        var text = output.ToString(start, output.Length - start);
        output.Length = start;
        return text;
    }

    private void Value(object value, bool asksObject)
    {
        switch (value)
        {
            case RubyObject
            or Symbol
                when asksObject
                    && ruby.ClassOf(value).FindMethod("to_json") is InterpretedMethod or ProcMethod:
                output.Append(ruby.ToText(ruby.Send(value, "to_json", State())));
                break;
            case RubyHash hash:
                Mapping(hash);
                break;
            case RubyArray array:
                Sequence(array);
                break;
            case RubyString text:
                Quoted(Utf8(text));
                break;
            case Nil:
                output.Append("null");
                break;
            case double number when !double.IsFinite(number) && !allowsNaN:
                throw JsonParser.Error(
                    ruby,
                    "GeneratorError",
                    $"{(double.IsNaN(number) ? 1003 : 1000)}: {FloatText.Of(number)} not allowed in JSON"
                );
            case bool or long or double or BigInteger:
                output.Append(ruby.ToText(value));
                break;
            default:
                Quoted(ruby.ToText(value));
                break;
        }
    }

    /// <summary>The text in UTF-8, which bytes without an encoding are taken for.</summary>
    private string Utf8(RubyString text) =>
        text.Encoding == RubyEncoding.Binary
            ? EncodingMethods.FromBytes(ruby, text.Bytes, RubyEncoding.Utf8).Text
        : text.Encoding == RubyEncoding.Utf8 ? text.Text
        : ruby.ToText(ruby.Send(text, "encode", ruby.String("UTF-8")));

    /// <summary>What a method <c>to_json</c> is handed, and hands on to go on in this form.</summary>
    private RubyNative State()
    {
        var json = (RubyModule)ruby.Classes.Object.Constants["JSON"];
        if (json.Constants.GetValueOrDefault("State") is not RubyModule type)
        {
            return new RubyNative(ruby.Classes.Object, this);
        }
        var settings = ruby.Hash();
        foreach (
            var (name, text) in new[]
            {
                ("indent", indent),
                ("space", space),
                ("space_before", spaceBefore),
                ("object_nl", objectBreak),
                ("array_nl", arrayBreak),
            }
        )
        {
            settings[new Symbol(name)] = ruby.String(text);
        }
        settings[new Symbol("max_nesting")] = deepest;
        settings[new Symbol("depth")] = (long)depth;
        var state = new RubyNative(type, this);
        ruby.Send(state, "configure", settings);
        return state;
    }

    private void Deeper()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        ruby.Grow(output.Length);
        if (++depth > deepest && deepest > 0)
        {
            depth--;
            throw JsonParser.Error(ruby, "NestingError", $"nesting of {depth} is too deep");
        }
    }

    private void Indent()
    {
        for (var i = 0; i < depth; i++)
        {
            output.Append(indent);
        }
    }

    private void Mapping(RubyHash hash)
    {
        Deeper();
        output.Append('{').Append(objectBreak);
        var isFirst = true;
        foreach (var (key, value) in hash.Pairs.ToList())
        {
            if (!isFirst)
            {
                output.Append(',').Append(objectBreak);
            }
            isFirst = false;
            Indent();
            Quoted(ruby.ToText(key));
            output.Append(spaceBefore).Append(':').Append(space);
            Value(value, asksObject: true);
        }
        depth--;
        if (objectBreak.Length > 0)
        {
            if (!isFirst)
            {
                output.Append(objectBreak);
            }
            Indent();
        }
        output.Append('}');
    }

    private void Sequence(RubyArray array)
    {
        Deeper();
        output.Append('[').Append(arrayBreak);
        for (var i = 0; i < array.Items.Count; i++)
        {
            if (i > 0)
            {
                output.Append(',').Append(arrayBreak);
            }
            Indent();
            Value(array.Items[i], asksObject: true);
        }
        depth--;
        if (arrayBreak.Length > 0)
        {
            output.Append(arrayBreak);
            Indent();
        }
        output.Append(']');
    }

    private void Quoted(string text)
    {
        output.Append('"');
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
                    '/' when escapesSlash => "\\/",
                    < ' ' => Escaped(c),
                    > '\x7f' when isAscii => Escaped(c),
                    _ when RubyEncoding.IsStray(c)
                            && RubyEncoding.HasStray(text, text.IndexOf(c, StringComparison.Ordinal)) =>
                        throw JsonParser.Error(
                            ruby,
                            "GeneratorError",
                            Malformed(text, text.IndexOf(c, StringComparison.Ordinal))
                        ),
                    _ => c.ToString(),
                }
            );
        }
        output.Append('"');
    }

    /// <summary>A character that begins at the end is told from one that goes on in a wrong way.</summary>
    private static string Malformed(string text, int at)
    {
        var wanted = (byte)text[at] switch
        {
            >= 0xfc => 6,
            >= 0xf8 => 5,
            >= 0xf0 => 4,
            >= 0xe0 => 3,
            >= 0xc0 => 2,
            _ => 1,
        };
        return at + wanted > text.Length
            ? "partial character in source, but hit end"
            : "source sequence is illegal/malformed utf-8";
    }

    private static string Escaped(char c) => $"\\u{((int)c).ToString("x4", CultureInfo.InvariantCulture)}";
}
