using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Lines of the mail system's alias file (aliases(5)).</summary>
internal sealed class MailaliasProvider() : RecordFileProvider("mailalias", "aliases", "/etc/aliases")
{
    protected override ImmutableArray<string> Fields { get; } = ["recipient", "file"];

    /// <summary>An alias that names no file has nothing to tell of it.</summary>
    public override Value? Audit(Host host, Resource desired, Observed observed, string property) =>
        property == "file" && observed.IsPresent && observed["file"]?.ToString() == "absent"
            ? null
            : base.Audit(host, desired, observed, property);

    protected override FileRecord? Parse(string line)
    {
        if (line.StartsWith('#') || line.Trim().Length == 0)
        {
            return null;
        }
        var parts = line.Split(':', 4);
        if (parts.Length < 2)
        {
            return null;
        }
        var record = new FileRecord { Name = parts[0].Trim() };
        return parts.Length == 4 && parts[2].Trim() == "include"
            ? record.With("file", parts[3].Trim())
            : record.With("recipient", FileRecord.List(Recipients(line[(parts[0].Length + 1)..])));
    }

    protected override string Print(FileRecord record) =>
        record["recipient"] is not null
            ? $"{record.Name}: {string.Join(',', record.Items("recipient").Select(Quote))}"
        : record["file"] is not null ? $"{record.Name}: :include: {record.Word("file")}"
        // As in the reference: an alias to nothing is no line.
        : "";

    /// <summary>Parted by commas outside of quotes, which are taken off.</summary>
    private static IEnumerable<string> Recipients(string text)
    {
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            if (i == text.Length || (text[i] == ',' && !isQuoted))
            {
                yield return Unquote(text[start..i].Trim());
                start = i + 1;
            }
        }
    }

    private static string Unquote(string text)
    {
        var inner = text.StartsWith('"') || text.StartsWith('\'') ? text[1..] : text;
        return inner.EndsWith('"') || inner.EndsWith('\'') ? inner[..^1] : inner;
    }

    private static string Quote(string recipient) =>
        recipient.All(c => char.IsAsciiLetterOrDigit(c) || "-+_@.".Contains(c))
            ? recipient
            : $"\"{recipient}\"";
}
