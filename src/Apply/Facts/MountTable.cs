using System.Text;

namespace Bunraku.Apply;

/// <summary>A line of the table of mounts: proc(5), mounts, with fstab(5)'s escapes undone.</summary>
internal sealed record Mount(string Device, string Path, string Kind, string Options);

internal static class MountTable
{
    /// <summary>What is mounted in the host's own tree, in the kernel's order.</summary>
    public static IEnumerable<Mount> Of(Host host)
    {
        var text = host.Try("/proc/self/mounts") ?? "";
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split(' ');
            if (words.Length >= 4)
            {
                yield return new(Decode(words[0]), Decode(words[1]), words[2], Decode(words[3]));
            }
        }
    }

    /// <summary>A blank in a name is <c>\040</c>.</summary>
    private static string Decode(string word)
    {
        if (!word.Contains('\\', StringComparison.Ordinal))
        {
            return word;
        }
        var text = new StringBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            if (
                word[i] == '\\'
                && i + 3 < word.Length
                && word.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0
            )
            {
                text.Append((char)Convert.ToInt32(word.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                text.Append(word[i]);
            }
        }
        return text.ToString();
    }
}
