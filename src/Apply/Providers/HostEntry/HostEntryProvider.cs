using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A line of <c>/etc/hosts</c> (hosts(5)): address, name, aliases, comment.</summary>
internal sealed class HostEntryProvider() : RecordFileProvider("host", "parsed", "/etc/hosts")
{
    protected override ImmutableArray<string> Fields { get; } = ["ip", "host_aliases", "comment"];

    protected override FileRecord? Parse(string line)
    {
        var hash = line.IndexOf('#', StringComparison.Ordinal);
        var words = (hash < 0 ? line : line[..hash]).Split(
            (char[]?)null,
            StringSplitOptions.RemoveEmptyEntries
        );
        return
            words is not [{ Length: > 1 } address, { Length: > 1 } name, .. var aliases]
            || !(char.IsAsciiDigit(address[0]) || address[0] is ':' or >= 'a' and <= 'f')
            || name[0] == '+'
            || char.IsWhiteSpace(line[0])
            ? null
            : new FileRecord { Name = name }
                .With("ip", address)
                .With("host_aliases", aliases.Length == 0 ? null : FileRecord.List(aliases))
                .With("comment", hash < 0 ? "" : line[(hash + 1)..].Trim());
    }

    protected override string Print(FileRecord record)
    {
        var address = record.Word("ip") ?? throw new HostException("ip is a required attribute for hosts");
        var aliases = record["host_aliases"] is null ? null : string.Join(' ', record.Items("host_aliases"));
        return $"{address}\t{record.Name}"
            + (aliases is null ? "" : "\t" + aliases)
            + (record.Word("comment") is { Length: > 0 } comment ? $"\t# {comment}" : "");
    }

    protected override Finding Find(FileRecord record, string field, Resource desired)
    {
        if (field != "host_aliases")
        {
            return base.Find(record, field, desired);
        }
        // The reference keeps aliases as one text, and shows them so.
        var found = record.Items(field);
        var wanted = new FileRecord().With(field, desired[field]).Items(field);
        return new Finding(found.IsEmpty ? "absent" : FileRecord.List(found))
        {
            IsInSync = wanted.SequenceEqual(found),
            Before = found.IsEmpty ? null : string.Join(' ', found),
            Becomes = desired[field] is null ? null : new StringValue(string.Join(' ', wanted)),
        };
    }
}
