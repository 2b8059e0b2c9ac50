using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Lines of an account's crontab, each under a comment that names its resource, as the reference writes them.
/// The spool file is written itself: cron notices, and an image needs no daemon for it.
/// </summary>
internal sealed class CronProvider() : Provider("cron", "crontab")
{
    private const string Spool = "/var/spool/cron/crontabs";
    private const string Mark = "# Puppet Name: ";
    private const string Header =
        "# HEADER: lines under a comment \"Puppet Name\" are managed; change them in the manifest.\n";
    private static readonly string[] Fields = ["minute", "hour", "monthday", "month", "weekday"];

    public override Observed Observe(Host host, Resource desired)
    {
        var text = host.ReadText(PathOf(desired)) ?? "";
        if (Find(text, NameOf(desired)) is not { } range || Parse(text[range]) is not { } job)
        {
            return Observed.Absent;
        }
        var observed = new Observed
        {
            ["ensure"] = "present",
            ["command"] = job.Command,
            ["user"] = UserOf(desired),
            ["target"] = desired.Text("target") ?? UserOf(desired),
            ["environment"] =
                job.Environment.Count == 0
                    ? "absent"
                    : ArrayValue.Of(job.Environment.Select(line => (Value)line)),
            ["special"] = job.Special ?? "absent",
        };
        for (var i = 0; i < Fields.Length; i++)
        {
            var value = job.Times[i] == "*" ? "absent" : job.Times[i];
            observed.Set(
                Fields[i],
                new Finding(value) { IsInSync = job.Times[i] == TimeOf(desired, Fields[i]) }
            );
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var path = PathOf(desired);
        var text = host.ReadText(path) ?? "";
        if (Find(text, NameOf(desired)) is { } range)
        {
            text = text[..range.Start] + text[range.End..];
        }
        if (!changes.Removes)
        {
            text = (text.Length == 0 ? Header : text) + Print(desired);
        }
        var accounts = host.Accounts;
        host.CreateDirectories(Spool);
        host.WriteFile(
            path,
            FileWrite.Of(System.Text.Encoding.UTF8.GetBytes(text)) with
            {
                Permissions = 0b110_000_000,
                Uid =
                    accounts.UserId(UserOf(desired))
                    ?? throw new HostException($"user {UserOf(desired)} does not exist"),
                Gid = accounts.GroupId("crontab") ?? 0,
            }
        );
    }

    private static string Print(Resource desired)
    {
        var times = desired.Text("special") is { } special and not "absent"
            ? "@" + special
            : string.Join(' ', Fields.Select(field => TimeOf(desired, field)));
        var environment = Items(desired["environment"])
            .Where(line => line != "absent")
            .Select(line => line + "\n");
        return $"{Mark}{NameOf(desired)}\n{string.Concat(environment)}{times} {desired.Text("command")}\n";
    }

    private static string TimeOf(Resource desired, string field) =>
        Items(desired[field]) is { Count: > 0 } values and not ["absent"] ? string.Join(',', values) : "*";

    /// <summary>The lines of a job: from its mark to the line of its command.</summary>
    private static Range? Find(string text, string name)
    {
        var mark = Mark + name + "\n";
        var start = text.StartsWith(mark, StringComparison.Ordinal)
            ? 0
            : text.IndexOf("\n" + mark, StringComparison.Ordinal) + 1;
        if (start == 0 && !text.StartsWith(mark, StringComparison.Ordinal))
        {
            return null;
        }
        var end = start + mark.Length;
        while (end < text.Length)
        {
            var next = text.IndexOf('\n', end);
            var line = next < 0 ? text[end..] : text[end..next];
            end = next < 0 ? text.Length : next + 1;
            if (!IsEnvironment(line))
            {
                break;
            }
        }
        return start..end;
    }

    private static Job? Parse(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n')[1..];
        if (lines.Length == 0)
        {
            return null;
        }
        var environment = lines[..^1];
        var last = lines[^1];
        if (last.StartsWith('@'))
        {
            var parts = last[1..].Split(' ', 2);
            return new Job(
                environment,
                ["*", "*", "*", "*", "*"],
                parts[0],
                parts.Length > 1 ? parts[1] : ""
            );
        }
        var words = last.Split(' ', Fields.Length + 1, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= Fields.Length
            ? null
            : new Job(environment, words[..Fields.Length], null, words[^1]);
    }

    private static bool IsEnvironment(string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && line[..equals].TrimEnd().All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }

    private static IReadOnlyList<string> Items(Value? value) =>
        value switch
        {
            null or UndefValue => [],
            ArrayValue array => [.. array.Items.Select(item => item.ToString())],
            _ => [value.ToString()],
        };

    private static string PathOf(Resource desired) => $"{Spool}/{desired.Text("target") ?? UserOf(desired)}";

    private static string UserOf(Resource desired) => desired.Text("user") ?? "root";

    private sealed record Job(
        IReadOnlyList<string> Environment,
        string[] Times,
        string? Special,
        string Command
    );
}
