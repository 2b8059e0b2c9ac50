using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Package archives that yum and dnf read: a section of a file below <c>/etc/yum.repos.d</c>. Properties
/// that the manifest does not mention stay; <c>absent</c> takes one out.
/// </summary>
internal sealed class YumrepoProvider() : Provider("yumrepo", "inifile")
{
    private const string MainFile = "/etc/yum.conf";
    private static readonly ImmutableArray<string> Folders =
    [
        "/etc/yum.repos.d",
        "/etc/yum/repos.d",
        "/etc/distro.repos.d",
    ];

    public override Observed Observe(Host host, Resource desired)
    {
        if (FileOf(host, desired) is not { } path || Read(host, path) is not { } file)
        {
            return Observed.Absent;
        }
        var observed = new Observed { ["ensure"] = "present" };
        foreach (var (name, _) in Settings(desired))
        {
            observed[name] = file.Value(NameOf(desired), KeyOf(name)) ?? "absent";
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var path = FileOf(host, desired) ?? TargetOf(host, desired);
        var file = Read(host, path) ?? IniFile.Parse("", Form);
        var name = NameOf(desired);
        if (changes.Removes)
        {
            file.RemoveSection(name);
        }
        else
        {
            file.Set(name, null, "");
            foreach (var (property, value) in Settings(desired))
            {
                if (value == "absent")
                {
                    file.Remove(name, KeyOf(property));
                }
                else
                {
                    file.Set(name, KeyOf(property), value);
                }
            }
        }
        var text = file.Print();
        if (changes.Removes && text.Trim().Length == 0)
        {
            host.Delete(path);
            return;
        }
        host.CreateDirectories(FilePath.Parent(path));
        host.WriteFile(path, FileWrite.Of(Unix.UnixText.Encode(text)) with { Permissions = 0b110_100_100 });
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        from path in Files(host)
        let file = Read(host, path)
        from section in file.SectionNames
        where section.Length > 0 && section != "main"
        select new Resource(new("Yumrepo", section))
        {
            Parameters =
            [
                new("ensure", "present"),
                .. file.Settings(section)
                    .Select(pair =>
                        KeyValuePair.Create(pair.Key == "name" ? "descr" : pair.Key, (Value)pair.Value)
                    ),
            ],
        };

    private static IniForm Form { get; } = new("=");

    private static IEnumerable<(string Name, string Value)> Settings(Resource desired) =>
        ResourceTypeRoster
            .Find("yumrepo")!
            .Attributes.Where(a => a.Kind == AttributeKind.Property && a.Name != "ensure")
            .Where(attribute => desired[attribute.Name] is not null)
            .Select(attribute => (attribute.Name, desired.Text(attribute.Name)!));

    /// <summary>What the file calls a name, the resource calls a description.</summary>
    private static string KeyOf(string property) => property == "descr" ? "name" : property;

    private static IEnumerable<string> Files(Host host) =>
        Folders
            .Where(folder => host.Status(folder) is { Kind: Unix.FileKind.Directory })
            .SelectMany(folder => host.List(folder))
            .Select(entry => entry.Path)
            .Where(path => path.EndsWith(".repo", StringComparison.Ordinal))
            .Append(MainFile)
            .Where(host.Exists);

    private static string? FileOf(Host host, Resource desired) =>
        Files(host).FirstOrDefault(path => Read(host, path)!.HasSection(NameOf(desired)));

    private static string TargetOf(Host host, Resource desired)
    {
        var folder =
            Folders.FirstOrDefault(one => host.Status(one) is { Kind: Unix.FileKind.Directory })
            ?? Folders[0];
        var target = desired.Text("target");
        return target is null ? $"{folder}/{NameOf(desired)}.repo"
            : FilePath.IsAbsolute(target) ? target
            : $"{folder}/{target}{(target.EndsWith(".repo", StringComparison.Ordinal) ? "" : ".repo")}";
    }

    private static IniFile? Read(Host host, string path) =>
        host.ReadText(path) is { } text ? IniFile.Parse(text, Form) : null;
}
