using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// Gives the code in the tags of EPP templates its one layout. What is outside of tags is output, and stays
/// as it is byte for byte; so does a tag over several lines.
/// </summary>
public static partial class EppFormatter
{
    private const string Filler = "notice(0)";

    /// <summary>Lines that make the part of a statement in a tag a whole one.</summary>
    private static readonly (string[] Before, string[] After)[] Completions =
    [
        ([], []),
        ([], [Filler, "}"]),
        (["if true {", Filler], []),
        (["if true {", Filler], [Filler, "}"]),
    ];

    /// <summary>What the template says stays the same, and a second round changes nothing.</summary>
    public static FormatResult Format(SourceFile file)
    {
        var parsed = PuppetParser.ParseEpp(file);
        if (parsed.HasErrors)
        {
            return new(null, [.. parsed.Diagnostics.Where(problem => problem.Severity == Severity.Error)]);
        }
        var text = LayOut(file.Text);
        var again = PuppetParser.ParseEpp(new SourceFile(file.Path, text));
        var isSame =
            !again.HasErrors && PnPrinter.Print(again.Program.Body) == PnPrinter.Print(parsed.Program.Body);
        return isSame && LayOut(text) == text
            ? new(text, [])
            : new(null, [FormattingDiagnostics.LayoutFailed(file.At(0, 0))]);
    }

    /// <summary>
    /// A tag is taken to end at the next <c>%&gt;</c>. Where that stands in a string, the code before it is
    /// none that can be read, and stays as it is.
    /// </summary>
    private static string LayOut(string text)
    {
        var output = new StringBuilder(text.Length);
        var copied = 0;
        for (
            var tag = text.IndexOf("<%", StringComparison.Ordinal);
            tag >= 0;
            tag = text.IndexOf("<%", copied, StringComparison.Ordinal)
        )
        {
            var end = text.IndexOf("%>", tag + 2, StringComparison.Ordinal);
            var isEscaped = tag + 2 < text.Length && text[tag + 2] == '%';
            var next =
                isEscaped ? tag + 3
                : end < 0 ? text.Length
                : end + 2;
            output.Append(text, copied, tag - copied);
            var whole = text[tag..next];
            output.Append(isEscaped ? whole : LayOutTag(whole));
            copied = next;
        }
        return output.Append(text, copied, text.Length - copied).ToString();
    }

    private static string LayOutTag(string tag)
    {
        if (ParametersTag().Match(tag) is { Success: true } parameters)
        {
            var laid = Within("f() |", parameters.Groups["code"].Value, "| {", [], [Filler, "}"]);
            return laid is null ? tag : $"{parameters.Groups["open"]} {laid} {parameters.Groups["close"]}";
        }
        if (CodeTag().Match(tag) is not { Success: true } match)
        {
            return tag;
        }
        var open = match.Groups["open"].Value;
        var code = match.Groups["code"].Value;
        var line = open.EndsWith('=')
            ? Within("$x = ", code, "", [], [])
            : Completions
                .Select(completion => Within("", code, "", completion.Before, completion.After))
                .FirstOrDefault(laid => laid is not null);
        return string.IsNullOrEmpty(line) ? tag : $"{open} {line} {match.Groups["close"]}";
    }

    /// <summary>The layout of code within what completes it; null when it is not one line.</summary>
    private static string? Within(string head, string code, string tail, string[] before, string[] after)
    {
        var source = string.Join('\n', [.. before, head + code + tail, .. after]) + "\n";
        var lines = PuppetFormatter.Format(new SourceFile("tag", source)).Text?.TrimEnd('\n').Split('\n');
        if (lines is null || lines.Length != before.Length + 1 + after.Length)
        {
            return null;
        }
        var line = lines[before.Length].Trim();
        var isKept =
            lines[..before.Length].Select(other => other.Trim()).SequenceEqual(before)
            && lines[(before.Length + 1)..].Select(other => other.Trim()).SequenceEqual(after)
            && line.StartsWith(head, StringComparison.Ordinal)
            && line.EndsWith(tail, StringComparison.Ordinal)
            && line.Length >= head.Length + tail.Length;
        return isKept ? line[head.Length..^tail.Length] : null;
    }

    [GeneratedRegex(@"\A(?<open><%-?\|)[ \t]*(?<code>[^\r\n]*?)[ \t]*(?<close>\|-?%>)\z")]
    private static partial Regex ParametersTag();

    [GeneratedRegex(@"\A(?<open><%[-=]?)(?![#|%=-])[ \t]*(?<code>[^\r\n]+?)[ \t]*(?<close>-?%>)\z")]
    private static partial Regex CodeTag();
}
