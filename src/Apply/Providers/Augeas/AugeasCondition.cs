using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Whether the attribute <c>onlyif</c> holds for a tree.</summary>
internal static class AugeasCondition
{
    public static bool Holds(AugeasTree tree, AugeasCommand command) =>
        command.Name switch
        {
            "get" => Compare(
                tree.Get(command.Arguments[0]) ?? "",
                command.Arguments[1],
                command.Arguments[2]
            ),
            "match" => HoldsFor(tree.Match(command.Arguments[0]), command.Arguments[1]),
            "values" => HoldsFor(
                [.. tree.Match(command.Arguments[0]).Select(path => tree.Get(path) ?? "")],
                command.Arguments[1]
            ),
            _ => true,
        };

    private static bool HoldsFor(ImmutableArray<string> found, string clause)
    {
        var verb = AugeasCommand.Parse(clause, "") ?? throw new HostException($"Invalid command: {clause}");
        return verb.Name switch
        {
            "size" => Compare(
                found.Length.ToString(CultureInfo.InvariantCulture),
                verb.Arguments[0],
                verb.Arguments[1]
            ),
            "include" => found.Contains(verb.Arguments[0]),
            "not_include" => !found.Contains(verb.Arguments[0]),
            "==" => found.SequenceEqual(Items(verb.Arguments[0])),
            "!=" => !found.SequenceEqual(Items(verb.Arguments[0])),
            _ => throw new HostException($"Invalid command: {clause}"),
        };
    }

    private static bool Compare(string found, string comparator, string wanted)
    {
        if (comparator == "=~")
        {
            return RubyRegex.Of(wanted).Regex.IsMatch(found);
        }
        var areNumbers =
            double.TryParse(found, CultureInfo.InvariantCulture, out var x)
            & double.TryParse(wanted, CultureInfo.InvariantCulture, out var y);
        var order =
            areNumbers && comparator is not ("==" or "!=")
                ? x.CompareTo(y)
                : string.CompareOrdinal(found, wanted);
        return comparator switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => throw new HostException($"invalid comparator for command {comparator}"),
        };
    }

    /// <summary>A list as Ruby writes it: <c>['a', "b"]</c>.</summary>
    private static List<string> Items(string text)
    {
        var items = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('"' or '\''))
            {
                continue;
            }
            var end = text.IndexOf(text[i], i + 1);
            if (end < 0)
            {
                throw new HostException($"Invalid array in command: {text}");
            }
            items.Add(text[(i + 1)..end]);
            i = end;
        }
        return items;
    }
}
