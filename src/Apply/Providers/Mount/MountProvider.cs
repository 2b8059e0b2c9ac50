using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// File systems of <c>/etc/fstab</c> (fstab(5)), mounted by the host's own tools. One that is mounted but
/// not in the file is a <c>ghost</c>. In an image nothing is mounted: there the file is all.
/// </summary>
internal sealed class MountProvider() : RecordFileProvider("mount", "parsed", "/etc/fstab")
{
    protected override ImmutableArray<string> Fields { get; } =
    ["device", "fstype", "options", "pass", "dump"];

    public override bool IsRefreshable => true;

    public override bool RefreshesItself => true;

    public override Observed Observe(Host host, Resource desired)
    {
        var observed = base.Observe(host, desired);
        observed["ensure"] = StateOf(host, desired, observed.IsPresent);
        observed.Set(
            "ensure",
            observed.Find("ensure")! with
            {
                IsInSync = IsAsWanted(observed["ensure"]!.ToString(), desired.Text("ensure")),
                Sentence = SentenceOf(observed["ensure"]!.ToString(), desired.Text("ensure") ?? ""),
            }
        );
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        if (!changes.Contains("ensure"))
        {
            changes.Each(_ => { });
            Put(host, desired, removes: false);
            return;
        }
        var wanted = desired.Text("ensure");
        var isMounted = changes["ensure"]!.Found.Value.ToString() is "mounted" or "ghost";
        var isFree = !isMounted || wanted is not ("absent" or "unmounted");
        // As in the reference, who cannot unmount has not changed the state, and who cannot mount has.
        changes.Each(_ =>
        {
            if (!isFree)
            {
                Unmount(host, desired);
                isFree = true;
            }
        });
        if (!isFree)
        {
            return;
        }
        Put(host, desired, removes: wanted == "absent");
        if (wanted == "mounted" && !isMounted && host.Stage == Stage.Host)
        {
            HostTool.Run(host, Program(host, "mount"), NameOf(desired));
        }
    }

    public override void Refresh(Host host, Resource desired, ChangeSet changes)
    {
        if (desired.Text("fstype") == "swap" || !IsMounted(host, desired))
        {
            return;
        }
        changes.Log(LogLevel.Info, "Remounting");
        if (desired.Text("remounts") == "false")
        {
            Unmount(host, desired);
            HostTool.Run(host, Program(host, "mount"), NameOf(desired));
        }
        else
        {
            HostTool.Run(host, Program(host, "mount"), "-o", "remount", NameOf(desired));
        }
    }

    public override IEnumerable<Resource> Instances(Host host)
    {
        var points = MountTable.Points(host).ToHashSet();
        foreach (var one in base.Instances(host))
        {
            var state = points.Remove(one.Title) ? "mounted" : "unmounted";
            yield return one with
            {
                Parameters = one.Parameters.SetItem(0, new("ensure", state)),
            };
        }
        foreach (var point in points)
        {
            yield return new Resource(new("Mount", point))
            {
                Parameters = [new("ensure", "ghost"), new("target", "/etc/fstab")],
            };
        }
    }

    protected override FileRecord? Parse(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0][0] == '#')
        {
            return null;
        }
        var point = MountTable.Unescape(words[1]);
        var record = new FileRecord { Name = point.Length > 1 ? point.TrimEnd('/') : point };
        record = record.With("device", MountTable.Unescape(words[0]));
        string[] names = ["fstype", "options", "dump", "pass"];
        for (var i = 0; i < names.Length && i + 2 < words.Length; i++)
        {
            record = record.With(names[i], words[i + 2]);
        }
        return record;
    }

    protected override string Print(FileRecord record) =>
        string.Join(
            '\t',
            Escape(record.Word("device") ?? throw new HostException("Field 'device' is required")),
            Escape(record.Name),
            record.Word("fstype") ?? "",
            record.Word("options") ?? "",
            record.Word("dump") ?? "",
            record.Word("pass") ?? ""
        );

    protected override FileRecord Merge(FileRecord? present, Resource desired)
    {
        var record = base.Merge(present, desired);
        if (record.Word("fstype") is null)
        {
            throw new HostException($"Mount[{record.Name}]: Field 'fstype' is required");
        }
        return record.Word("options") is null ? record.With("options", "defaults") : record;
    }

    private static string StateOf(Host host, Resource desired, bool isListed) =>
        host.Stage != Stage.Host && isListed
            ? desired.Text("ensure") is "mounted"
                ? "mounted"
                : "unmounted"
            : (isListed, IsMounted(host, desired)) switch
            {
                (true, true) => "mounted",
                (true, false) => "unmounted",
                (false, true) => "ghost",
                (false, false) => "absent",
            };

    private static bool IsAsWanted(string found, string? wanted) =>
        wanted is null || found == wanted || (wanted == "defined" && found is "mounted" or "unmounted");

    /// <summary>The reference knows these states by no better words.</summary>
    private static Func<string> SentenceOf(string found, string wanted) =>
        () =>
            found == "absent" ? $"defined 'ensure' as '{wanted}'"
            : wanted == "absent" ? $"undefined 'ensure' from '{found}'"
            : $"ensure changed '{found}' to '{wanted}'";

    private static bool IsMounted(Host host, Resource desired) =>
        MountTable.Points(host).Contains(NameOf(desired));

    private static void Unmount(Host host, Resource desired) =>
        HostTool.Run(host, Program(host, "umount"), NameOf(desired));

    /// <summary>By its path, which sentences show.</summary>
    private static string Program(Host host, string name) => Programs.Find(host, name) ?? name;

    private static string Escape(string text) => text.Replace(" ", "\\040", StringComparison.Ordinal);
}
