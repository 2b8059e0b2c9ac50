using System.Collections.Immutable;
using System.Globalization;

namespace Bunraku.Images;

/// <summary>
/// Finds how a service runs in the foreground: the table of well-known daemons first, then the unit file of a
/// service that does not fork.
/// </summary>
internal static class ForegroundForm
{
    private static readonly ImmutableArray<string> UnitFolders =
    [
        "/etc/systemd/system",
        "/usr/lib/systemd/system",
        "/lib/systemd/system",
    ];

    /// <param name="read">Reads a file of the image; null when it is not there.</param>
    /// <returns>The command, or null when the service has no known foreground form.</returns>
    public static ServiceCommand? Find(string service, Func<string, string?> read)
    {
        var name = service.EndsWith(".service", StringComparison.Ordinal)
            ? service[..^".service".Length]
            : service;
        if (WellKnownServices.Find(name) is { } known)
        {
            return known;
        }
        var unit = UnitFolders
            .Select(folder => read($"{folder}/{name}.service"))
            .FirstOrDefault(text => text is not null);
        return unit is null ? null : FromUnit(name, UnitFile.Parse(unit), read);
    }

    private static ServiceCommand? FromUnit(string name, UnitFile unit, Func<string, string?> read)
    {
        // systemd.service(5): without Type= a unit with ExecStart= is simple.
        if (
            unit["ExecStart"] is not { } start
            || unit["Type"] is not (null or "simple" or "exec" or "notify" or "idle")
        )
        {
            return null;
        }
        var environment = Environment(unit, read);
        var words = UnitFile.Words(
            start
                .TrimStart('-', '@', ':', '+', '!')
                .Replace("%n", name + ".service", StringComparison.Ordinal)
        );
        ImmutableArray<string> arguments = [.. words.SelectMany(word => Expand(word, environment))];
        var user = unit["User"];
        return arguments.IsEmpty
            ? null
            : new ServiceCommand(name, arguments, user, Directories(unit, user ?? "root"))
            {
                Environment = [.. environment],
            };
    }

    private static ImmutableArray<RuntimeDirectory> Directories(UnitFile unit, string user)
    {
        var mode = unit["RuntimeDirectoryMode"] is { } written ? Convert.ToInt32(written, 8) : 0b111_101_101;
        var group = unit["Group"] ?? user;
        return
        [
            .. unit.All("RuntimeDirectory")
                .SelectMany(UnitFile.Words)
                .Select(name => new RuntimeDirectory("/run/" + name, user, group, mode)),
        ];
    }

    private static OrderedDictionary<string, string> Environment(UnitFile unit, Func<string, string?> read)
    {
        var environment = new OrderedDictionary<string, string>();
        var lines = unit.All("Environment")
            .SelectMany(UnitFile.Words)
            .Concat(
                unit.All("EnvironmentFile").SelectMany(file => (read(file.TrimStart('-')) ?? "").Split('\n'))
            );
        foreach (
            var line in lines
                .Select(line => line.Trim())
                .Where(line => line.Length > 0 && line[0] is not ('#' or ';'))
        )
        {
            if (line.IndexOf('=') is var equals and > 0)
            {
                environment[line[..equals]] = string.Join(' ', UnitFile.Words(line[(equals + 1)..]));
            }
        }
        return environment;
    }

    /// <summary>
    /// systemd.service(5), command lines: a word <c>$NAME</c> becomes any number of words, <c>${NAME}</c>
    /// inside a word its text; unset names are empty.
    /// </summary>
    private static IEnumerable<string> Expand(string word, OrderedDictionary<string, string> environment)
    {
        if (word.Length > 1 && word[0] == '$' && word[1] != '{' && word[1] != '$')
        {
            return (environment.GetValueOrDefault(word[1..]) ?? "").Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            );
        }
        var text = word;
        for (
            var at = text.IndexOf("${", StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf("${", at, StringComparison.Ordinal)
        )
        {
            var end = text.IndexOf('}', at);
            if (end < 0)
            {
                break;
            }
            var value = environment.GetValueOrDefault(text[(at + 2)..end]) ?? "";
            text = string.Create(CultureInfo.InvariantCulture, $"{text[..at]}{value}{text[(end + 1)..]}");
            at += value.Length;
        }
        return [text.Replace("$$", "$", StringComparison.Ordinal)];
    }
}
