using System.Globalization;

namespace Bunraku.Compiler;

/// <summary>The methods of literals that declarations use; of all others the value is not known.</summary>
internal static class RubyLiterals
{
    public static object? Call(
        RubyTypeReader reader,
        object? receiver,
        string name,
        List<object?> arguments,
        RubyClosure? block
    )
    {
        switch (name)
        {
            case "!":
                return RubyTypeReader.Truth(receiver) is { } truth ? !truth : null;
            case "nil?":
                return receiver is null ? null : receiver is RubyNil;
            case "freeze" or "dup" or "clone" or "to_a" or "to_h" or "lazy":
                return receiver;
            case "==" or "!=" when IsScalar(receiver) && arguments is [var other] && IsScalar(other):
                return Equals(receiver, other) == (name == "==");
        }
        return receiver switch
        {
            RubyClosure closure when name is "call" or "()" => reader.Call(closure, arguments),
            List<object?> list => OnList(reader, list, name, arguments, block),
            RubyTable table => OnTable(reader, table, name, arguments, block),
            string text => OnText(text, name, arguments),
            long number => OnNumber(reader, number, name, arguments, block),
            RubyRegexp regexp when name is "source" or "to_s" => regexp.Source,
            _ => null,
        };
    }

    public static object? Regexp(string name, List<object?> arguments) =>
        (name, arguments) switch
        {
            ("new" or "compile", [RubyRegexp regexp, ..]) => regexp,
            ("new" or "compile", [string source]) => new RubyRegexp(source),
            ("union", [List<object?> list]) => Union(list),
            ("union", _) => Union(arguments),
            ("escape" or "quote", [string text]) => System.Text.RegularExpressions.Regex.Escape(text),
            _ => null,
        };

    private static RubyRegexp? Union(List<object?> items)
    {
        var sources = items
            .Select(item =>
                item is RubyRegexp regexp ? regexp.Source
                : item as string is { } text ? System.Text.RegularExpressions.Regex.Escape(text)
                : null
            )
            .ToList();
        return sources.Contains(null) ? null : new RubyRegexp(string.Join('|', sources));
    }

    private static bool IsScalar(object? value) => value is string or long or bool or RubyNil;

    private static object? OnList(
        RubyTypeReader reader,
        List<object?> list,
        string name,
        List<object?> arguments,
        RubyClosure? block
    )
    {
        switch (name)
        {
            case "each"
            or "each_entry"
            or "each_with_index"
            or "map"
            or "collect"
            or "flat_map"
            or "each_with_object" when block is not null:
                var results = list.Select(
                        (item, index) =>
                            reader.Call(block, name == "each_with_index" ? [item, (long)index] : [item])
                    )
                    .ToList();
                return name is "map" or "collect" or "flat_map" ? results : list;
            case "+" or "|" or "concat" when arguments is [List<object?> more]:
                return list.Concat(more).ToList();
            case "-" when arguments is [List<object?> less]:
                return list.Where(item => !less.Contains(item)).ToList();
            case "<<" or "push" or "append":
                list.AddRange(arguments);
                return list;
            case "[]" when arguments is [long index]:
                var at = (int)(index < 0 ? list.Count + index : index);
                return at >= 0 && at < list.Count ? list[at] : RubyNil.Instance;
            case "first":
                return list.Count > 0 ? list[0] : RubyNil.Instance;
            case "last":
                return list.Count > 0 ? list[^1] : RubyNil.Instance;
            case "empty?":
                return list.Count == 0;
            case "size" or "length" or "count":
                return (long)list.Count;
            case "include?" when arguments is [var wanted] && list.All(IsScalar):
                return list.Contains(wanted);
            case "flatten":
                return list.SelectMany(item => item is List<object?> inner ? inner : [item]).ToList();
            case "compact":
                return list.Where(item => item is not RubyNil).ToList();
            case "uniq":
                return list.Distinct().ToList();
            case "sort" or "reverse" or "sort_by":
                return list;
            case "join":
                return string.Join(arguments is [string separator] ? separator : "", list);
            default:
                return null;
        }
    }

    private static object? OnTable(
        RubyTypeReader reader,
        RubyTable table,
        string name,
        List<object?> arguments,
        RubyClosure? block
    )
    {
        switch (name)
        {
            case "each" or "each_pair" or "map" or "collect" when block is not null:
                var results = table.Pairs.ConvertAll(pair => reader.Call(block, [pair.Key, pair.Value]));
                return name is "map" or "collect" ? results : table;
            case "each_key" or "each_value" when block is not null:
                foreach (var (key, value) in table.Pairs)
                {
                    reader.Call(block, [name == "each_key" ? key : value]);
                }
                return table;
            case "[]=" when arguments is [var written, var item]:
                table.Pairs.Add((written, item));
                return item;
            case "keys":
                return table.Pairs.ConvertAll(pair => pair.Key);
            case "values":
                return table.Pairs.ConvertAll(pair => pair.Value);
            case "[]" or "fetch" when arguments is [string key, ..]:
                return table.Pairs.Any(pair => pair.Key is string text && text == key)
                    ? table.Find(key)
                    : RubyNil.Instance;
            case "merge" when arguments is [RubyTable other]:
                return new RubyTable([.. table.Pairs, .. other.Pairs]);
            case "key?" or "has_key?" or "include?" when arguments is [string key]:
                return table.Pairs.Any(pair => pair.Key is string text && text == key);
            case "empty?":
                return table.Pairs.Count == 0;
            default:
                return null;
        }
    }

    private static object? OnText(string text, string name, List<object?> arguments) =>
        (name, arguments) switch
        {
            ("to_sym" or "to_s" or "intern" or "to_str" or "strip", []) => text.Trim(),
            ("downcase", []) => text.ToLowerInvariant(),
            ("upcase", []) => text.ToUpperInvariant(),
            ("capitalize", []) => text.Length == 0
                ? text
                : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant(),
            ("+", [string more]) => text + more,
            ("split", []) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .ToList<object?>(),
            ("split", [string { Length: > 0 } separator]) => text.Split(separator).ToList<object?>(),
            ("gsub" or "sub" or "tr", [string from, string to]) when from.Length > 0 => text.Replace(
                from,
                to,
                StringComparison.Ordinal
            ),
            ("empty?", []) => text.Length == 0,
            ("start_with?", [string start]) => text.StartsWith(start, StringComparison.Ordinal),
            ("end_with?", [string end]) => text.EndsWith(end, StringComparison.Ordinal),
            _ => null,
        };

    private static object? OnNumber(
        RubyTypeReader reader,
        long number,
        string name,
        List<object?> arguments,
        RubyClosure? block
    )
    {
        const int mostTimes = 1000;
        switch (name)
        {
            case "times" when block is not null && number <= mostTimes:
                for (var i = 0L; i < number; i++)
                {
                    reader.Call(block, [i]);
                }
                return number;
            case ".." or "..." when arguments is [long end] && end - number <= mostTimes:
                var numbers = new List<object?>();
                for (var i = number; name == ".." ? i <= end : i < end; i++)
                {
                    numbers.Add(i);
                }
                return numbers;
            case "to_s":
                return number.ToString(CultureInfo.InvariantCulture);
            case "+" when arguments is [long more]:
                return number + more;
            case "-" when arguments is [long less]:
                return number - less;
            default:
                return null;
        }
    }
}
