namespace Bunraku.Apply;

/// <summary>Versions of Debian packages: epoch, upstream version, revision (deb-version(7)).</summary>
internal static class DebianVersion
{
    public static int Compare(string left, string right)
    {
        var (ours, theirs) = (Split(left), Split(right));
        return ours.Epoch.CompareTo(theirs.Epoch) is var epochs && epochs != 0 ? epochs
            : CompareParts(ours.Upstream, theirs.Upstream) is var versions && versions != 0 ? versions
            : CompareParts(ours.Revision, theirs.Revision);
    }

    private static (long Epoch, string Upstream, string Revision) Split(string version)
    {
        var colon = version.IndexOf(':', StringComparison.Ordinal);
        var rest = version[(colon + 1)..];
        var dash = rest.LastIndexOf('-');
        return (
            colon > 0 && long.TryParse(version[..colon], out var epoch) ? epoch : 0,
            dash < 0 ? rest : rest[..dash],
            dash < 0 ? "" : rest[(dash + 1)..]
        );
    }

    /// <summary>Texts and numbers by turns; a tilde sorts before everything, even the end.</summary>
    private static int CompareParts(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (left.Length > 0 || right.Length > 0)
        {
            var order = CompareTexts(ref left, ref right);
            if (order == 0)
            {
                order = CompareNumbers(ref left, ref right);
            }
            if (order != 0)
            {
                return order;
            }
        }
        return 0;
    }

    private static int CompareTexts(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        while (StartsWithText(left) || StartsWithText(right))
        {
            var order = Weight(left).CompareTo(Weight(right));
            if (order != 0)
            {
                return order;
            }
            left = left[1..];
            right = right[1..];
        }
        return 0;
    }

    private static int CompareNumbers(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        var ours = Number(ref left);
        var theirs = Number(ref right);
        return ours.Length == theirs.Length
            ? ours.SequenceCompareTo(theirs)
            : ours.Length.CompareTo(theirs.Length);
    }

    private static ReadOnlySpan<char> Number(ref ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }
        var number = text[..end].TrimStart('0');
        text = text[end..];
        return number;
    }

    private static bool StartsWithText(ReadOnlySpan<char> text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]);

    private static int Weight(ReadOnlySpan<char> text) =>
        text.Length == 0 || char.IsAsciiDigit(text[0]) ? 0
        : text[0] == '~' ? -1
        : char.IsAsciiLetter(text[0]) ? text[0]
        : text[0] + 256;
}
