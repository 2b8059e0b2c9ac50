using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Paths such as <c>os.release.0."a.b"</c>: parts between dots, quoted or not; numbers are indexes.
/// </summary>
internal static class DottedPath
{
    /// <summary>The parts, or null when the text is no such path.</summary>
    public static ImmutableArray<Value>? Split(string text)
    {
        var parts = ImmutableArray.CreateBuilder<Value>();
        for (var at = 0; ; at++)
        {
            var part = ReadPart(text, ref at);
            if (part is null || at < text.Length && text[at] != '.')
            {
                return null;
            }
            parts.Add(part);
            if (at >= text.Length)
            {
                return parts.DrainToImmutable();
            }
        }
    }

    private static Value? ReadPart(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
        if (at < text.Length && text[at] is '"' or '\'')
        {
            var end = text.IndexOf(text[at], at + 1);
            if (end <= at + 1)
            {
                return null;
            }
            var quoted = text[(at + 1)..end];
            at = end + 1;
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
            return new StringValue(quoted);
        }
        var stop = text.AsSpan(start).IndexOfAny('.', '"', '\'');
        at = stop < 0 ? text.Length : start + stop;
        var part = text[start..at].Trim();
        return part.Length == 0 ? null
            : long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
                ? new IntegerValue(index)
            : new StringValue(part);
    }
}
