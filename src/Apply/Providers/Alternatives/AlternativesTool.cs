using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>update-alternatives(1).</summary>
internal static class AlternativesTool
{
    public const string Program = "/usr/bin/update-alternatives";

    public static void Run(Host host, params ImmutableArray<string> arguments) =>
        HostTool.Run(host, [Program, .. arguments]);

    /// <exception cref="HostException">Nobody knows the name.</exception>
    public static void Show(Host host, string name)
    {
        ImmutableArray<string> command = [Program, "--display", name];
        var result = HostTool.Ask(host, command);
        if (!result.Succeeded)
        {
            throw HostTool.Failure(result, command);
        }
    }

    public static List<AlternativeRow> Selections(Host host) =>
        [
            .. HostTool
                .Ask(host, Program, "--get-selections")
                .Output.Split('\n')
                .Select(line => line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length == 3)
                .Select(words => new AlternativeRow(words[0], words[1], words[2].Trim())),
        ];

    /// <summary>The choices of a name: path and priority, and the link they share.</summary>
    public static IEnumerable<AlternativeChoice> Choices(Host host, string name)
    {
        var link = "";
        string? path = null;
        foreach (var line in HostTool.Ask(host, Program, "--query", name).Output.Split('\n'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var value = colon < 0 ? "" : line[(colon + 2)..].Trim();
            switch (colon < 0 ? "" : line[..colon])
            {
                case "Link":
                    link = value;
                    break;
                case "Alternative":
                    path = value;
                    break;
                case "Priority" when path is not null:
                    yield return new AlternativeChoice(name, link, path, value);
                    path = null;
                    break;
            }
        }
    }
}

/// <summary>What a name stands for now; the mode is <c>auto</c> or <c>manual</c>.</summary>
internal sealed record AlternativeRow(string Name, string Mode, string Path);

/// <summary>One of the programs that a name may stand for.</summary>
internal sealed record AlternativeChoice(string Name, string Link, string Path, string Priority);
