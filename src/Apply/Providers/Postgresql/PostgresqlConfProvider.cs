using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Settings of <c>postgresql.conf</c> (puppetlabs-postgresql), a line each.</summary>
internal sealed partial class PostgresqlConfProvider()
    : RecordFileProvider("postgresql_conf", "parsed", "/etc/postgresql.conf")
{
    protected override ImmutableArray<string> Fields { get; } = ["value", "comment"];

    protected override FileRecord? Parse(string line)
    {
        var text = line.TrimStart();
        if (text.Length == 0 || text[0] == '#' || Setting().Match(line) is not { Success: true } match)
        {
            return null;
        }
        var value = match.Groups[2].Value;
        var record = new FileRecord { Name = match.Groups[1].Value.ToLowerInvariant() }.With(
            "value",
            Unquoted(value)
        );
        return match.Groups[3].Success ? record.With("comment", match.Groups[3].Value) : record;
    }

    protected override bool IsSame(FileRecord record, Resource desired) => record.Name == Key(desired);

    protected override FileRecord Merge(FileRecord? present, Resource desired) =>
        base.Merge(present, desired) with
        {
            Name = Key(desired),
        };

    protected override string Print(FileRecord record)
    {
        var value = record.Word("value") ?? throw new HostException("Field 'value' is required");
        var isPlain = record.Name is "include" or "include_if_exists";
        var setting =
            isPlain ? $"{record.Name} '{value}'"
            : Bare().IsMatch(value) ? $"{record.Name} = {value}"
            : $"{record.Name} = '{value}'";
        return record.Word("comment") is { } comment ? $"{setting} # {comment}" : setting;
    }

    private static string Key(Resource desired) =>
        (desired.Text("key") ?? NameOf(desired)).ToLowerInvariant();

    private static string Unquoted(string value)
    {
        var start = value.StartsWith('\'') ? value[1..] : value;
        return start.EndsWith('\'') ? start[..^1] : start;
    }

    [GeneratedRegex(@"^\s*([\w\.]+)\s*=?\s*(.*?)(?:\s*#\s*(.*))?\s*$")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^(\d+.?\d+|\w+)$")]
    private static partial Regex Bare();
}
