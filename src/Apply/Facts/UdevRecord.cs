namespace Bunraku.Apply;

/// <summary>
/// What udev knows of a block device, from its database: lines such as <c>E:ID_FS_TYPE=ext4</c>.
/// </summary>
internal sealed class UdevRecord
{
    private readonly Dictionary<string, string> properties = [];

    public bool IsKnown => properties.Count > 0;

    /// <param name="directory">The device's directory of sysfs, whose <c>dev</c> tells its number.</param>
    public static UdevRecord Of(Host host, string directory)
    {
        var record = new UdevRecord();
        var text = host.TryLine($"{directory}/dev") is { } number
            ? host.Try($"/run/udev/data/b{number}")
            : null;
        foreach (var line in (text ?? "").Split('\n'))
        {
            if (
                line.StartsWith("E:", StringComparison.Ordinal)
                && line[2..].Split('=', 2) is [var key, var value]
            )
            {
                record.properties[key] = Decode(value);
            }
        }
        return record;
    }

    /// <summary>The value of the first property that is there, or null.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (properties.TryGetValue(name, out var value) && value.Length > 0)
            {
                return value;
            }
        }
        return null;
    }

    /// <summary>Bytes that udev finds unsafe stand as <c>\x20</c>.</summary>
    private static string Decode(string text)
    {
        for (
            int at;
            (at = text.IndexOf("\\x", StringComparison.Ordinal)) >= 0
                && at + 4 <= text.Length
                && byte.TryParse(
                    text.AsSpan(at + 2, 2),
                    System.Globalization.NumberStyles.HexNumber,
                    null,
                    out var code
                );

        )
        {
            text = text[..at] + (char)code + text[(at + 4)..];
        }
        return text;
    }
}
