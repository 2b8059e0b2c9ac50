using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Jobs of an account's crontab, each under a comment that names its resource, as the reference writes them.
/// The spool file is written itself: cron notices, and an image needs no daemon for it.
/// </summary>
internal sealed class CronProvider() : Provider("cron", "crontab")
{
    private const string DebianFolder = "/var/spool/cron/crontabs";

    private static readonly string[] TimeNames = ["minute", "hour", "monthday", "month", "weekday"];

    public override Observed Observe(Host host, Resource desired)
    {
        if (Find(Read(host, desired), desired) is not { } job)
        {
            return Observed.Absent;
        }
        var observed = new Observed
        {
            ["ensure"] = "present",
            ["command"] = job.Command,
            ["special"] = job.Special ?? "absent",
        };
        for (var i = 0; i < TimeNames.Length; i++)
        {
            observed[TimeNames[i]] = List(
                job.Special is not null || job.Times[i] == "*" ? [] : job.Times[i].Split(',')
            );
        }
        var wanted = Items(desired, "environment");
        observed.Set(
            "environment",
            new Finding(List(job.Environment))
            {
                IsInSync = wanted.Order().SequenceEqual(job.Environment.Order()),
                After = wanted.IsEmpty ? null : string.Join(',', wanted),
            }
        );
        return observed;
    }

    public override IEnumerable<Resource> Instances(Host host)
    {
        var folder = FolderOf(host);
        foreach (var file in Files(host, folder).Where(file => file.Status.Kind == Unix.FileKind.File))
        {
            var jobs = Crontab.Parse(host.ReadText(file.Path) ?? "").Jobs;
            var unmanaged = 0;
            foreach (var job in jobs)
            {
                unmanaged += job.Name is null ? 1 : 0;
                yield return Describe(job, FilePath.Name(file.Path), unmanaged);
            }
        }
    }

    /// <summary>None for who may not look, as crontab(1) shows nobody the jobs of others.</summary>
    private static ImmutableArray<Unix.DirectoryEntry> Files(Host host, string folder)
    {
        try
        {
            return host.Status(folder) is null ? [] : host.List(folder);
        }
        catch (HostException)
        {
            return [];
        }
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var crontab = Read(host, desired);
        var present = Find(crontab, desired);
        var job = changes.Removes ? null : Merge(present, desired);
        if (job is not null)
        {
            crontab.Put(present, job);
        }
        else if (present is not null)
        {
            crontab.Remove(present);
        }
        // As in the reference: what is to be is told first, and writing it may then fail.
        changes.Each(_ => { });
        if (job?.BadTime is { } time)
        {
            throw new HostException($"Crontabs take no {time} like this: '{job.When}'");
        }
        Write(host, desired, crontab);
    }

    /// <summary>A job nobody named goes by its command and its place, as the reference calls it.</summary>
    private static Resource Describe(CronJob job, string user, int number)
    {
        var words = job.Command.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var name = job.Name ?? $"unmanaged:{string.Join('_', words)}-{number}";
        var parameters = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        parameters.Add(new("ensure", "present"));
        parameters.Add(new("command", job.Command));
        if (job.Special is { } special)
        {
            parameters.Add(new("special", special));
        }
        for (var i = 0; i < TimeNames.Length && i < job.Times.Length; i++)
        {
            if (job.Times[i] != "*")
            {
                parameters.Add(new(TimeNames[i], List(job.Times[i].Split(','))));
            }
        }
        if (!job.Environment.IsEmpty)
        {
            parameters.Add(new("environment", List(job.Environment)));
        }
        parameters.Add(new("target", user));
        parameters.Add(new("user", user));
        return new Resource(new("Cron", name)) { Parameters = parameters.ToImmutable() };
    }

    /// <summary>The job as it shall be; what the manifest does not mention stays.</summary>
    private static CronJob Merge(CronJob? present, Resource desired)
    {
        var command =
            desired.Text("command")
            ?? present?.Command
            ?? throw new HostException("no command specified, cannot create");
        var special = desired.Text("special") ?? present?.Special;
        var name = NameOf(desired);
        if (name.Contains('\n') || command.Contains('\n'))
        {
            throw new HostException("A job of a crontab is a single line");
        }
        return new CronJob(
            [
                .. TimeNames.Select(
                    (time, i) => TimeOf(desired, time) ?? present?.Times.ElementAtOrDefault(i) ?? "*"
                ),
            ],
            special == "absent" ? null : special,
            command
        )
        {
            Name = name,
            Environment =
                desired["environment"] is null && present is not null
                    ? present.Environment
                    : Items(desired, "environment"),
        };
    }

    /// <summary>The resource's own job, else one that somebody wrote and that says the same.</summary>
    private static CronJob? Find(Crontab crontab, Resource desired) =>
        crontab.Jobs.LastOrDefault(job => job.Name == NameOf(desired))
        ?? crontab.Jobs.FirstOrDefault(job => job.Name is null && SaysTheSame(job, desired));

    private static bool SaysTheSame(CronJob job, Resource desired) =>
        job.Command == desired.Text("command")
        && (desired.Text("special") is not { } special || special == (job.Special ?? "absent"))
        && TimeNames
            .Select((time, i) => (Wanted: TimeOf(desired, time), Found: job.Times.ElementAtOrDefault(i)))
            .All(pair => pair.Wanted is null || pair.Wanted == (pair.Found ?? "*"));

    private static string? TimeOf(Resource desired, string time) =>
        desired[time] is null ? null
        : Items(desired, time) is { IsEmpty: false } values ? string.Join(',', values)
        : "*";

    /// <summary>The items of a list; <c>absent</c> is none.</summary>
    private static ImmutableArray<string> Items(Resource desired, string attribute) =>
        desired[attribute] is ArrayValue list
            ? [.. list.Items.Select(item => item.ToString()).Where(item => item != "absent")]
            : [];

    private static Value List(IReadOnlyCollection<string> texts) =>
        texts.Count == 0 ? "absent" : ArrayValue.Of(texts.Select(text => (Value)text));

    private static Crontab Read(Host host, Resource desired) =>
        Crontab.Parse(host.ReadText(PathOf(host, desired)) ?? "");

    private static void Write(Host host, Resource desired, Crontab crontab)
    {
        var path = PathOf(host, desired);
        var accounts = host.Accounts;
        var native = FolderOf(host) == DebianFolder ? Crontab.NativeHeader(host) : "";
        var text = native + GeneratedHeader.Above(GeneratedHeader.OfCrontab(host), crontab.Print());
        host.CreateDirectories(FilePath.Parent(path));
        host.WriteFile(
            path,
            FileWrite.Of(Unix.UnixText.Encode(text)) with
            {
                Permissions = 0b110_000_000,
                Uid = accounts.Users.Find(UserOf(desired))?.Uid ?? throw NoUser(UserOf(desired)),
                Gid = accounts.GroupId("crontab") ?? 0,
            }
        );
    }

    /// <summary>Debian keeps crontabs in a folder of their own; elsewhere the spool folder is it.</summary>
    private static string PathOf(Host host, Resource desired)
    {
        var user = UserOf(desired);
        if (user.Contains('/') || user is "" or "." or "..")
        {
            throw NoUser(user);
        }
        return $"{FolderOf(host)}/{user}";
    }

    private static string FolderOf(Host host) =>
        host.Exists("/etc/debian_version") || host.Exists(DebianFolder) ? DebianFolder : "/var/spool/cron";

    private static HostException NoUser(string user) =>
        new($"Cannot write the {user} user's crontab: The user does not exist");

    private static string UserOf(Resource desired) =>
        desired.Text("target") ?? desired.Text("user") ?? "root";
}
