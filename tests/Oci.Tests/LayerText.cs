using System.Globalization;
using System.Text;
using Bunraku.Unix;

namespace Bunraku.Oci.Tests;

/// <summary>
/// Layers and trees as text. One line is one entry: <c>KIND PATH [MODE [UID:GID]] [-> TARGET | =
/// CONTENT]</c>.
/// </summary>
internal static class LayerText
{
    public static Layer Write(BlobStore store, IEnumerable<string> lines)
    {
        using var writer = LayerWriter.Create(store);
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            Add(writer, line);
        }
        return writer.Finish();
    }

    public static string Print(RootDirectory root)
    {
        var text = new StringBuilder();
        foreach (var entry in root.Walk())
        {
            var (path, status) = (entry.Path[1..], entry.Status);
            var kind = status.Kind.ToString().ToLowerInvariant();
            text.Append(kind).Append(' ').Append(path).Append(' ');
            text.Append(Convert.ToString(status.Permissions, 8));
            text.Append(CultureInfo.InvariantCulture, $" {status.Uid}:{status.Gid}");
            if (status.Kind == FileKind.File)
            {
                text.Append(status.Links > 1 ? $" links={status.Links}" : "");
                using var reader = new StreamReader(root.OpenRead(entry.Path));
                text.Append(" = ").Append(reader.ReadToEnd());
            }
            else if (status.Kind == FileKind.Symlink)
            {
                text.Append(" -> ").Append(root.ReadLink(entry.Path));
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    private static void Add(LayerWriter writer, string line)
    {
        var (head, content) = Split(line, " = ");
        (head, var target) = Split(head, " -> ");
        var words = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var path = words[1].Replace("LONG", new string('x', 300), StringComparison.Ordinal);
        switch (words[0])
        {
            case "whiteout":
                writer.AddWhiteout(path);
                return;
            case "opaque":
                writer.AddOpaque(path == "." ? "" : path);
                return;
        }
        var owner = words.Length > 3 ? words[3].Split(':') : ["0", "0"];
        var bytes = Encoding.UTF8.GetBytes(content);
        writer.Add(
            new TarEntry
            {
                Path = path,
                Kind = words[0] switch
                {
                    "file" => TarKind.File,
                    "directory" => TarKind.Directory,
                    "symlink" => TarKind.Symlink,
                    "hardlink" => TarKind.HardLink,
                    "fifo" => TarKind.Fifo,
                    _ => throw new FormatException(line),
                },
                Permissions = words.Length > 2 ? Convert.ToInt32(words[2], 8) : 420,
                Uid = int.Parse(owner[0], CultureInfo.InvariantCulture),
                Gid = int.Parse(owner[1], CultureInfo.InvariantCulture),
                Size = bytes.Length,
                LinkTarget = target,
            },
            new MemoryStream(bytes)
        );
    }

    private static (string, string) Split(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + mark.Length)..]);
    }
}
