using Bunraku.Text;

namespace Bunraku.Model;

/// <summary>
/// Writes a string in YAML, in the style that Psych asks for and libyaml allows.
/// </summary>
internal static class YamlStringStyle
{
    private const int BestWidth = 80;

    public static void Append(string text, int indent, bool isKey, YamlOutput output)
    {
        if (text == "<<")
        {
            output.Append("!!str '<<'");
            return;
        }
        switch (YamlStyle.Of(text, isKey))
        {
            case YamlScalarStyle.Plain:
                AppendFolded(text, indent, isKey, isQuoted: false, output);
                break;
            case YamlScalarStyle.SingleQuoted:
                output.Append("'");
                AppendFolded(
                    text.Replace("'", "''", StringComparison.Ordinal),
                    indent,
                    isKey,
                    isQuoted: true,
                    output
                );
                output.Append("'");
                break;
            case YamlScalarStyle.Literal:
                AppendLiteral(text, indent, output);
                break;
            default:
                AppendDouble(text, indent, isKey, output);
                break;
        }
    }

    /// <summary>A text in double quotes, whatever it holds.</summary>
    public static void AppendQuoted(string text, int indent, YamlOutput output) =>
        AppendDouble(text, indent, isKey: false, output);

    /// <summary>
    /// Writes plain or single-quoted text: folded at spaces beyond the width, breaks doubled.
    /// </summary>
    private static void AppendFolded(string text, int indent, bool isKey, bool isQuoted, YamlOutput output)
    {
        if (IsOneLine(text, output))
        {
            output.Append(text);
            return;
        }
        var wasBreak = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
            {
                output.Append(wasBreak ? "\n" : "\n\n");
                wasBreak = true;
                continue;
            }
            if (wasBreak)
            {
                output.Append(new string(' ', indent));
            }
            wasBreak = false;
            var isInside = !isQuoted || i > 0 && i < text.Length - 1;
            var isAlone = !(i > 0 && text[i - 1] == ' ') && !(i + 1 < text.Length && text[i + 1] == ' ');
            if (c == ' ' && !isKey && isInside && isAlone && output.Column > BestWidth)
            {
                output.Break(indent);
            }
            else
            {
                output.Append(c);
            }
        }
        output.Append(wasBreak ? new string(' ', indent) : "");
    }

    /// <summary>Whether nothing in a text can be folded, because it is short or has nowhere to be.</summary>
    private static bool IsOneLine(string text, YamlOutput output) =>
        !text.Contains('\n') && (output.Column + text.Length <= BestWidth || !text.Contains(' '));

    private static void AppendDouble(string text, int indent, bool isKey, YamlOutput output)
    {
        output.Append("\"");
        if (IsOneLine(text, output) && !text.Any(c => c is '"' or '\\' || YamlStyle.IsSpecial(c)))
        {
            output.Append(text);
            output.Append("\"");
            return;
        }
        var wasSpace = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c != ' ')
            {
                output.Append(YamlStyle.Escaped(text, ref i));
                wasSpace = false;
                continue;
            }
            if (!isKey && !wasSpace && output.Column > BestWidth && i > 0 && i < text.Length - 1)
            {
                output.Break(indent);
                output.Append(text[i + 1] == ' ' ? "\\" : "");
            }
            else
            {
                output.Append(" ");
            }
            wasSpace = true;
        }
        output.Append("\"");
    }

    private static void AppendLiteral(string text, int indent, YamlOutput output)
    {
        // Even at the root the lines stand to the right of the document's mark.
        indent = Math.Max(indent, 2);
        output.Append("|");
        output.Append(text[0] is ' ' or '\n' ? "2" : "");
        output.Append(
            !text.EndsWith('\n') ? "-"
            : text.EndsWith("\n\n", StringComparison.Ordinal) ? "+"
            : ""
        );
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        foreach (var line in lines)
        {
            output.Append("\n");
            output.Append(line.Length > 0 ? new string(' ', indent) + line : "");
        }
        output.Append("\n");
    }
}
