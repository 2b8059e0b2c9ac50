using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bunraku.Ruby;

/// <summary>Reads JSON as the library of Ruby 3.1 does: its comments, its constants, its sentences.</summary>
internal sealed class JsonParser(Runtime ruby, string text, RubyHash options)
{
    private readonly bool allowsNaN = Runtime.IsTrue(Option(options, "allow_nan"));
    private readonly bool makesSymbols = Runtime.IsTrue(Option(options, "symbolize_names"));
    private readonly bool freezes = Runtime.IsTrue(Option(options, "freeze"));
    private readonly long deepest = Option(options, "max_nesting") switch
    {
        long given => given,
        false => 0,
        _ => 100,
    };
    private int at;

    public static object Option(RubyHash options, string name) => options.Find(new Symbol(name)) ?? Nil.Value;

    public static RubyError Error(Runtime ruby, string type, string message) =>
        ruby.Error((RubyModule)((RubyModule)ruby.Classes.Object.Constants["JSON"]).Constants[type], message);

    public object Parse()
    {
        if (makesSymbols && Runtime.IsTrue(Option(options, "create_additions")))
        {
            throw ruby.Error(
                "ArgumentError",
                "options :symbolize_names and :create_additions cannot be  used in conjunction"
            );
        }
        SkipSpace();
        var start = at;
        var value = Value(1) ?? throw Unexpected(859, start);
        SkipSpace();
        return at < text.Length ? throw Unexpected(859, at) : value;
    }

    private RubyError Unexpected(int code, int from) =>
        Error(ruby, "ParserError", $"{code}: unexpected token at '{text[Math.Min(from, text.Length)..]}'");

    private void SkipSpace()
    {
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\r' or '\n')
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("//"))
            {
                at = text.IndexOf('\n', at) is >= 0 and var end
                    ? end + 1
                    : throw Unexpected(859, text.Length);
            }
            else if (
                text.AsSpan(at).StartsWith("/*")
                && text.IndexOf("*/", at + 2, StringComparison.Ordinal) is >= 0 and var close
            )
            {
                at = close + 2;
            }
            else if (text.AsSpan(at).StartsWith("/*"))
            {
                throw Unexpected(859, text.Length);
            }
            else
            {
                return;
            }
        }
    }

    private bool Take(string word)
    {
        if (!text.AsSpan(at).StartsWith(word))
        {
            return false;
        }
        at += word.Length;
        return true;
    }

    /// <summary>A value, or null when there is none.</summary>
    private object? Value(int depth)
    {
        if (at >= text.Length)
        {
            return null;
        }
        switch (text[at])
        {
            case '"':
                return Quoted();
            case '{':
                return Mapping(depth);
            case '[':
                return Sequence(depth);
            case 'N' when Take("NaN"):
                return allowsNaN ? double.NaN : throw Unexpected(225, at - 3);
            case 'I' when Take("Infinity"):
                return allowsNaN ? double.PositiveInfinity : throw Unexpected(232, Math.Max(0, at - 9));
            case '-' when text.AsSpan(at).StartsWith("-Infinity"):
                at += 9;
                return allowsNaN ? double.NegativeInfinity : throw Unexpected(249, at - 9);
            case 'n' when Take("null"):
                return Nil.Value;
            case 't' when Take("true"):
                return Booleans.True;
            case 'f' when Take("false"):
                return Booleans.False;
            case '-' or (>= '0' and <= '9'):
                return Number();
            default:
                return null;
        }
    }

    private object? Number()
    {
        var start = at;
        var i = at + (text[at] == '-' ? 1 : 0);
        var first = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            i++;
        }
        if (i == first || text[first] == '0' && i > first + 1)
        {
            return null;
        }
        var whole = i;
        if (i + 1 < text.Length && text[i] == '.' && char.IsAsciiDigit(text[i + 1]))
        {
            for (i++; i < text.Length && char.IsAsciiDigit(text[i]); i++) { }
        }
        var power = i;
        if (i < text.Length && text[i] is 'e' or 'E')
        {
            power += 1 + (i + 1 < text.Length && text[i + 1] is '+' or '-' ? 1 : 0);
            var digits = power;
            while (power < text.Length && char.IsAsciiDigit(text[power]))
            {
                power++;
            }
            i = power > digits ? power : i;
        }
        at = i;
        var read = text.AsSpan(start, i - start);
        if (i > whole)
        {
            return Option(options, "decimal_class") is RubyModule decimals
                ? ruby.Send(ruby.Main, decimals.DisplayName, ruby.String(read.ToString()))
                : double.Parse(read, CultureInfo.InvariantCulture);
        }
        return Integers.Of(
            BigInteger.Parse(read, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
        );
    }

    private void Check(int depth)
    {
        if (deepest > 0 && depth > deepest)
        {
            throw Error(ruby, "NestingError", $"nesting of {depth} is too deep");
        }
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    private object? Mapping(int depth)
    {
        Check(depth);
        var start = at++;
        var hash =
            Option(options, "object_class") is RubyModule type && type != ruby.Classes.Hash
                ? ruby.Send(type, "new")
                : ruby.Hash();
        SkipSpace();
        if (Take("}"))
        {
            return Finished(hash);
        }
        while (true)
        {
            if (at >= text.Length || text[at] != '"' || Quoted() is not RubyString key)
            {
                break;
            }
            SkipSpace();
            if (!Take(":"))
            {
                break;
            }
            SkipSpace();
            if (Value(depth + 1) is not { } value)
            {
                break;
            }
            object name = makesSymbols ? new Symbol(key.Text) : ruby.HashKey(key);
            if (hash is RubyHash plain)
            {
                plain[name] = value;
            }
            else
            {
                ruby.Send(hash, "[]=", name, value);
            }
            SkipSpace();
            if (Take("}"))
            {
                return Finished(Added(hash));
            }
            if (!Take(","))
            {
                break;
            }
            SkipSpace();
        }
        at = start;
        return null;
    }

    /// <summary>The object that a class makes of its own form, when additions are asked for.</summary>
    private object Added(object hash)
    {
        if (
            !Runtime.IsTrue(Option(options, "create_additions"))
            || hash is not RubyHash plain
            || plain.Find(ruby.String("json_class")) is not RubyString name
        )
        {
            return hash;
        }
        object? type = ruby.Classes.Object;
        var path = "";
        foreach (var part in name.Text.Split("::"))
        {
            if (part.Length == 0 || !char.IsAsciiLetterUpper(part[0]))
            {
                throw ruby.Error("NameError", $"wrong constant name {part}");
            }
            path += (path.Length > 0 ? "::" : "") + part;
            type =
                (type as RubyModule)?.Constants.GetValueOrDefault(part)
                ?? Library.Autoload(ruby, part)
                ?? throw ruby.Error(
                    "ArgumentError",
                    $"can't get const {name.Text}: uninitialized constant {path}"
                );
        }
        return ruby.RespondsTo(type, "json_create") ? ruby.Send(type, "json_create", hash) : hash;
    }

    private object Finished(object made)
    {
        if (freezes && made is RubyObject thing)
        {
            thing.IsFrozen = true;
        }
        return made;
    }

    private object Sequence(int depth)
    {
        Check(depth);
        at++;
        var items = new List<object>();
        SkipSpace();
        if (Take("]"))
        {
            return Listed(items);
        }
        while (true)
        {
            var start = at;
            items.Add(Value(depth + 1) ?? throw Unexpected(451, start));
            SkipSpace();
            if (Take("]"))
            {
                return Listed(items);
            }
            if (!Take(","))
            {
                throw Unexpected(451, at);
            }
            SkipSpace();
        }
    }

    private object Listed(List<object> items)
    {
        if (Option(options, "array_class") is not RubyModule type || type == ruby.Classes.Array)
        {
            return Finished(ruby.Array(items));
        }
        var list = ruby.Send(type, "new");
        foreach (var item in items)
        {
            ruby.Send(list, "<<", item);
        }
        return Finished(list);
    }

    private RubyString? Quoted()
    {
        var content = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                at = i + 1;
                var made = ruby.String(content.ToString());
                made.IsFrozen = freezes;
                return made;
            }
            if (c < ' ')
            {
                return null;
            }
            if (c != '\\')
            {
                content.Append(c);
                continue;
            }
            if (++i >= text.Length)
            {
                return null;
            }
            if (text[i] == 'u')
            {
                if (
                    i + 4 >= text.Length
                    || !ushort.TryParse(
                        text.AsSpan(i + 1, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var unit
                    )
                )
                {
                    return null;
                }
                if (char.IsHighSurrogate((char)unit) && !(i + 5 < text.Length && text[i + 5] == '\\'))
                {
                    throw Error(
                        ruby,
                        "ParserError",
                        $"521: incomplete surrogate pair at '{text[(i - 1)..]}'"
                    );
                }
                content.Append((char)unit);
                i += 4;
                continue;
            }
            content.Append(
                text[i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\b',
                    'f' => '\f',
                    var other => other,
                }
            );
        }
        return null;
    }
}
