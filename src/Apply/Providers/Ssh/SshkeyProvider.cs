using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Host keys in a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").</summary>
internal sealed class SshkeyProvider() : RecordFileProvider("sshkey", "parsed", "/etc/ssh/ssh_known_hosts")
{
    protected override ImmutableArray<string> Fields { get; } = ["key", "host_aliases"];

    protected override int ModeOfNew => 0b110_100_100;

    protected override FileRecord? Parse(string line)
    {
        if (line.StartsWith('#') || line.Trim().Length == 0)
        {
            return null;
        }
        var words = line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3)
        {
            return null;
        }
        var names = words[0].Split(',');
        return new FileRecord { Name = names[0] }
            .With("type", words[1])
            .With("key", words[2].TrimEnd())
            .With("host_aliases", FileRecord.List(names[1..]));
    }

    protected override string Print(FileRecord record) =>
        string.Join(
            ' ',
            string.Join(',', record.Items("host_aliases").Prepend(record.Name)),
            record.Word("type") ?? throw new HostException("Field 'type' is required"),
            record.Word("key") ?? throw new HostException("Field 'key' is required")
        );

    protected override bool IsSame(FileRecord record, Resource desired) =>
        record.Name == NameOf(desired) && record.Word("type") == desired.Text("type");

    protected override string TitleOf(FileRecord record) => $"{record.Name}@{record.Word("type")}";

    protected override FileRecord Merge(FileRecord? present, Resource desired) =>
        base.Merge(present, desired).With("type", desired["type"]);
}
