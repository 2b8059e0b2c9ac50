using System.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>The difference of two texts as <c>diff -u</c> prints it (Myers' algorithm).</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>
    /// Beyond so many differing lines the texts have nothing in common worth searching for.
    /// </summary>
    private const int MostDifferences = 1000;

    private enum Kind
    {
        Same,
        Removed,
        Added,
    }

    public static string Of(string path, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (before.Contains((byte)0) || after.Contains((byte)0))
        {
            return $"Binary files {path} and {path} (new) differ\n";
        }
        var (old, wanted) = (Lines(UnixText.Decode(before)), Lines(UnixText.Decode(after)));
        var output = new StringBuilder();
        output.Append("--- ").Append(path).Append('\n');
        output.Append("+++ ").Append(path).Append(" (new)\n");
        AppendHunks(Script(old, wanted), output);
        return output.ToString();
    }

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        if (lines[^1].Length == 0)
        {
            return lines[..^1];
        }
        lines[^1] += "\n\\ No newline at end of file";
        return lines;
    }

    private static void AppendHunks(List<(Kind Kind, string Line)> script, StringBuilder output)
    {
        var (oldLine, newLine) = (1, 1);
        var at = 0;
        while (at < script.Count)
        {
            if (script[at].Kind == Kind.Same)
            {
                (oldLine, newLine, at) = (oldLine + 1, newLine + 1, at + 1);
                continue;
            }
            var lead = Math.Min(Context, at);
            var start = at - lead;
            var end = EndOfHunk(script, at);
            var hunk = script[start..end];
            var (oldStart, newStart) = (oldLine - lead, newLine - lead);
            var oldCount = hunk.Count(line => line.Kind != Kind.Added);
            var newCount = hunk.Count(line => line.Kind != Kind.Removed);
            output.Append($"@@ -{Range(oldStart, oldCount)} +{Range(newStart, newCount)} @@\n");
            foreach (var (kind, line) in hunk)
            {
                output.Append(
                    kind == Kind.Same ? ' '
                    : kind == Kind.Removed ? '-'
                    : '+'
                );
                output.Append(line).Append('\n');
            }
            (oldLine, newLine, at) = (oldStart + oldCount, newStart + newCount, end);
        }
    }

    /// <summary>Differences with no more than twice the context between them share a hunk.</summary>
    private static int EndOfHunk(List<(Kind Kind, string Line)> script, int at)
    {
        var last = at;
        for (var i = at; i < script.Count && i - last <= 2 * Context + 1; i++)
        {
            if (script[i].Kind != Kind.Same)
            {
                last = i;
            }
        }
        return Math.Min(script.Count, last + 1 + Context);
    }

    private static string Range(int start, int count) =>
        count == 1 ? $"{start}" : $"{(count == 0 ? start - 1 : start)},{count}";

    private static List<(Kind Kind, string Line)> Script(string[] old, string[] wanted)
    {
        var prefix = 0;
        while (prefix < old.Length && prefix < wanted.Length && old[prefix] == wanted[prefix])
        {
            prefix++;
        }
        var script = old[..prefix].Select(line => (Kind.Same, line)).ToList();
        script.AddRange(Myers(old.AsSpan(prefix), wanted.AsSpan(prefix)));
        return script;
    }

    private static List<(Kind Kind, string Line)> Myers(ReadOnlySpan<string> old, ReadOnlySpan<string> wanted)
    {
        var most = Math.Min(old.Length + wanted.Length, MostDifferences);
        var furthest = new int[2 * most + 2];
        var trace = new List<int[]>();
        for (var d = 0; d <= most; d++)
        {
            trace.Add((int[])furthest.Clone());
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || (k != d && At(furthest, k - 1) < At(furthest, k + 1));
                var x = down ? At(furthest, k + 1) : At(furthest, k - 1) + 1;
                var y = x - k;
                while (x < old.Length && y < wanted.Length && old[x] == wanted[y])
                {
                    (x, y) = (x + 1, y + 1);
                }
                At(furthest, k) = x;
                if (x >= old.Length && y >= wanted.Length)
                {
                    return Backtrack(trace, old, wanted);
                }
            }
        }
        var whole = new List<(Kind, string)>();
        whole.AddRange(old.ToArray().Select(line => (Kind.Removed, line)));
        whole.AddRange(wanted.ToArray().Select(line => (Kind.Added, line)));
        return whole;
    }

    /// <summary>Diagonals run from -most to +most; the array has room for both sides.</summary>
    private static ref int At(int[] furthest, int diagonal) =>
        ref furthest[(diagonal + furthest.Length) % furthest.Length];

    private static List<(Kind Kind, string Line)> Backtrack(
        List<int[]> trace,
        ReadOnlySpan<string> old,
        ReadOnlySpan<string> wanted
    )
    {
        var script = new List<(Kind, string)>();
        var (x, y) = (old.Length, wanted.Length);
        for (var d = trace.Count - 1; d >= 0; d--)
        {
            var furthest = trace[d];
            var k = x - y;
            var down = k == -d || (k != d && At(furthest, k - 1) < At(furthest, k + 1));
            var startX = At(furthest, down ? k + 1 : k - 1);
            var startY = startX - (down ? k + 1 : k - 1);
            while (x > startX && y > startY && x > 0 && y > 0)
            {
                (x, y) = (x - 1, y - 1);
                script.Add((Kind.Same, old[x]));
            }
            if (d > 0)
            {
                script.Add(down ? (Kind.Added, wanted[startY]) : (Kind.Removed, old[startX]));
                (x, y) = (startX, startY);
            }
        }
        script.Reverse();
        return script;
    }
}
