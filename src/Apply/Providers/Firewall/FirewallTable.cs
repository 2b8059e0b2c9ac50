using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>The rules that a kernel has, and where among them one has its place.</summary>
internal static class FirewallTable
{
    /// <summary>The chains and rules that a kernel has, line by line.</summary>
    public static string[] Lines(Host host, string saveProgram)
    {
        var result = host.Query(HostTool.Request(host, [saveProgram]) with { MergesOutput = false });
        return result.Succeeded
            ? result.Output.Split('\n')
            : throw new HostException(
                $"Execution of '{saveProgram}' returned {result.ExitCode}: {result.Error.TrimEnd()}"
            );
    }

    public static List<FirewallRule> Rules(Host host, string saveProgram)
    {
        var rules = new List<FirewallRule>();
        var table = "";
        foreach (var line in Lines(host, saveProgram))
        {
            if (line.StartsWith('*'))
            {
                table = line[1..];
            }
            else if (line.StartsWith("-A ", StringComparison.Ordinal))
            {
                rules.Add(FirewallRule.Parse(line, table, rules.Count + 1));
            }
        }
        return rules;
    }

    /// <summary>
    /// The number, from 1, that a rule has or gets in its chain: named rules in the order of their names,
    /// after as many of the others as stand before them now.
    /// </summary>
    public static int Place(ImmutableArray<string> present, string name)
    {
        if (present.IsEmpty)
        {
            return 1;
        }
        var names = present.Append(name).ToList();
        var before = name;
        if (names.Distinct().Count() == names.Count)
        {
            var sorted = names.Order(StringComparer.Ordinal).ToList();
            var at = sorted.IndexOf(name);
            before = at == 0 ? names[0] : sorted[at - 1];
        }
        var others = names[..(names.IndexOf(before) + 1)].Count(IsUnmanaged);
        if (IsUnmanaged(before) && !name.StartsWith('9'))
        {
            others--;
        }
        var managed = names.Where(one => !IsUnmanaged(one)).Order(StringComparer.Ordinal).ToList();
        return managed.IndexOf(name) is >= 0 and var place
            ? place + 1 + others
            : throw new HostException(
                "Rule sorting error. Make sure that the title of your rule does not start with 9000-9999, "
                    + "as this range is reserved."
            );
    }

    /// <summary>Whether two made names are of the same rule.</summary>
    public static bool HaveSameDigest(string left, string right) =>
        IsUnmanaged(left) && IsUnmanaged(right) && left[5..] == right[5..];

    private static bool IsUnmanaged(string name) =>
        name.Length > 5 && name[0] == '9' && name[1..4].All(char.IsAsciiDigit) && char.IsWhiteSpace(name[4]);
}
