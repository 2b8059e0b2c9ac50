using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A line of <c>/etc/hosts</c> (hosts(5)): address, name, aliases, comment.</summary>
internal sealed class HostEntryProvider() : Provider("host", "parsed")
{
    private const string DefaultFile = "/etc/hosts";

    public override Observed Observe(Host host, Resource desired)
    {
        var lines = LinesOf(host, desired);
        var found = lines.Find(line => line.Name == NameOf(desired));
        return found is null
            ? Observed.Absent
            : new Observed
            {
                ["ensure"] = "present",
                ["ip"] = found.Address!,
                ["host_aliases"] = ArrayValue.Of(found.Aliases.Select(alias => (Value)alias)),
                ["comment"] = found.Comment,
                ["target"] = FileOf(desired),
            };
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var lines = LinesOf(host, desired);
        var at = lines.FindIndex(line => line.Name == NameOf(desired));
        if (changes.Removes)
        {
            lines.RemoveAt(at);
        }
        else
        {
            var present = at < 0 ? null : lines[at];
            var line = new HostLine("")
            {
                Name = NameOf(desired),
                Address = desired.Text("ip") ?? present?.Address,
                Aliases = desired["host_aliases"] is { } aliases ? Texts(aliases) : present?.Aliases ?? [],
                Comment = desired.Text("comment") ?? present?.Comment ?? "",
            };
            if (at < 0)
            {
                lines.Add(line);
            }
            else
            {
                lines[at] = line;
            }
        }
        host.WriteText(FileOf(desired), string.Concat(lines.Select(line => line.Print() + "\n")));
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        (host.ReadText(DefaultFile) ?? "")
            .Split('\n')
            .Select(HostLine.Parse)
            .Where(line => line.Name is not null)
            .Select(line => new Resource(new ResourceReference("Host", line.Name!))
            {
                Parameters =
                [
                    new("ensure", "present"),
                    new("ip", line.Address!),
                    new("host_aliases", ArrayValue.Of(line.Aliases.Select(alias => (Value)alias))),
                ],
            });

    private static List<HostLine> LinesOf(Host host, Resource desired)
    {
        var text = host.ReadText(FileOf(desired)) ?? "";
        return text.Length == 0 ? [] : [.. text.TrimEnd('\n').Split('\n').Select(HostLine.Parse)];
    }

    private static string FileOf(Resource desired) => desired.Text("target") ?? DefaultFile;

    private static string[] Texts(Value value) =>
        value is ArrayValue array ? [.. array.Items.Select(item => item.ToString())] : [value.ToString()];

    /// <summary>A line; one without a name is kept as it is.</summary>
    private sealed record HostLine(string Raw)
    {
        public string? Address { get; init; }

        public string? Name { get; init; }

        public string[] Aliases { get; init; } = [];

        public string Comment { get; init; } = "";

        public static HostLine Parse(string text)
        {
            var hash = text.IndexOf('#', StringComparison.Ordinal);
            var words = (hash < 0 ? text : text[..hash]).Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            );
            return words.Length < 2
                ? new HostLine(text)
                : new HostLine(text)
                {
                    Address = words[0],
                    Name = words[1],
                    Aliases = words[2..],
                    Comment = hash < 0 ? "" : text[(hash + 1)..].Trim(),
                };
        }

        public string Print() =>
            Name is null
                ? Raw
                : string.Join(
                    '\t',
                    [
                        Address,
                        Name,
                        .. Aliases.Length > 0 ? [string.Join(' ', Aliases)] : Array.Empty<string>(),
                    ]
                ) + (Comment.Length > 0 ? $"\t# {Comment}" : "");
    }
}
