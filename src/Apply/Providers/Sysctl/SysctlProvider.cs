using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Lines of <c>/etc/sysctl.conf</c> (sysctl.conf(5)), after duritong-sysctl.</summary>
internal sealed class SysctlProvider() : RecordFileProvider("sysctl", "parsed", "/etc/sysctl.conf")
{
    protected override ImmutableArray<string> Fields { get; } = ["val"];

    protected override FileRecord? Parse(string line)
    {
        var text = line.TrimStart();
        if (text.Length == 0 || text[0] == '#')
        {
            return null;
        }
        var parts = line.Split('=', 2);
        var record = new FileRecord { Name = parts[0].TrimEnd() };
        var value = parts.Length > 1 ? parts[1].TrimStart() : "";
        return value.Length > 0 ? record.With("val", value) : record;
    }

    protected override string Print(FileRecord record) =>
        $"{record.Name}={record.Word("val") ?? throw new HostException("Field 'val' is required")}";
}
