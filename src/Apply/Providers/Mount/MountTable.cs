using System.Text;

namespace Bunraku.Apply;

/// <summary>What is mounted now (proc(5), /proc/PID/mounts); in an image that is nothing.</summary>
internal static class MountTable
{
    private const string Mounts = "/proc/self/mounts";

    public static IEnumerable<string> Points(Host host)
    {
        if (host.Stage != Stage.Host || host.Status(Mounts) is null)
        {
            yield break;
        }
        using var reader = new StreamReader(host.OpenRead(Mounts));
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (words.Length > 1)
            {
                yield return Unescape(words[1]);
            }
        }
    }

    /// <summary>Blanks and their like are written as octal numbers: <c>\040</c>.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\'))
        {
            return text;
        }
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (
                text[i] == '\\'
                && i + 3 < text.Length
                && text.AsSpan(i + 1, 3).ContainsAnyExceptInRange('0', '7') == false
            )
            {
                plain.Append((char)Convert.ToInt32(text.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                plain.Append(text[i]);
            }
        }
        return plain.ToString();
    }
}
