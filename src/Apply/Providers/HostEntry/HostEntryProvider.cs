using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A line of <c>/etc/hosts</c> (hosts(5)): address, name, aliases, comment.</summary>
internal sealed class HostEntryProvider() : Provider("host", "parsed")
{
    private const string DefaultFile = "/etc/hosts";

    public override Observed Observe(Host host, Resource desired)
    {
        if (LinesOf(host, desired).Find(line => line.Name == NameOf(desired)) is not { } found)
        {
            return Observed.Absent;
        }
        var wanted = Aliases(desired) ?? [];
        var observed = new Observed
        {
            ["ensure"] = "present",
            ["ip"] = found.Address!,
            ["comment"] = found.Comment,
        };
        observed.Set(
            "host_aliases",
            new Finding(found.Aliases.Length == 0 ? "absent" : List(found.Aliases))
            {
                IsInSync = wanted.SequenceEqual(found.Aliases),
                Before = found.Aliases.Length == 0 ? null : string.Join(' ', found.Aliases),
                Becomes = desired["host_aliases"] is null ? null : new StringValue(string.Join(' ', wanted)),
            }
        );
        return observed;
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
            var line = HostLine.Of(
                desired.Text("ip")
                    ?? present?.Address
                    ?? throw new HostException("ip is a required attribute for hosts"),
                NameOf(desired),
                Aliases(desired) ?? present?.Aliases ?? [],
                desired.Text("comment") ?? present?.Comment ?? ""
            );
            if (at < 0)
            {
                lines.Add(line);
            }
            else
            {
                lines[at] = line;
            }
        }
        host.WriteText(FileOf(desired), string.Concat(lines.Select(line => line.Text + "\n")));
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        Parse(host.ReadText(DefaultFile) ?? "")
            .Where(line => line.Name is not null)
            .Select(line => new Resource(new ResourceReference("Host", line.Name!))
            {
                Parameters =
                [
                    new("ensure", "present"),
                    new("ip", line.Address!),
                    new("host_aliases", List(line.Aliases)),
                ],
            });

    private static List<HostLine> LinesOf(Host host, Resource desired) =>
        Parse(host.ReadText(FileOf(desired)) ?? "");

    private static List<HostLine> Parse(string text) =>
        text.Length == 0
            ? []
            : [.. (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Select(HostLine.Parse)];

    private static string FileOf(Resource desired) => desired.Text("target") ?? DefaultFile;

    private static string[]? Aliases(Resource desired) =>
        desired["host_aliases"] is ArrayValue array ? [.. array.Items.Select(item => item.ToString())] : null;

    private static ArrayValue List(IEnumerable<string> texts) =>
        ArrayValue.Of(texts.Select(text => (Value)text));

    /// <summary>A line of the file; one without a name is a comment, or nothing we understand.</summary>
    private sealed record HostLine(string Text)
    {
        public string? Address { get; private init; }

        public string? Name { get; private init; }

        public string[] Aliases { get; private init; } = [];

        public string Comment { get; private init; } = "";

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

        public static HostLine Of(string address, string name, string[] aliases, string comment) =>
            Parse(
                $"{address}\t{name}"
                    + (aliases.Length > 0 ? "\t" + string.Join(' ', aliases) : "")
                    + (comment.Length > 0 ? $"\t# {comment}" : "")
            );
    }
}
