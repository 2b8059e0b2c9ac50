using System.Globalization;
using System.Text;

namespace Bunraku.Text;

/// <summary>
/// Prints diagnostics the way compilers do: message, place, source lines with carets, help.
/// </summary>
public static class DiagnosticRenderer
{
    private const int LongestLine = 160;

    public static string Render(IEnumerable<Diagnostic> diagnostics, bool colour = false)
    {
        var output = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            Render(diagnostic, output, colour ? Palette.Colours : Palette.None);
        }
        return output.ToString();
    }

    private static void Render(Diagnostic diagnostic, StringBuilder output, Palette palette)
    {
        var word = diagnostic.Severity.ToString().ToLowerInvariant();
        output
            .Append(palette.Of(diagnostic.Severity))
            .Append(word)
            .Append('[')
            .Append(diagnostic.Code)
            .Append(']');
        output.Append(palette.Reset).Append(": ").Append(diagnostic.Message).Append('\n');
        if (diagnostic.Primary is { } primary)
        {
            output.Append("  --> ").Append(primary.Span).Append('\n');
            AppendSnippets(diagnostic, primary, output, palette);
        }
        if (diagnostic.Help is { } help)
        {
            output.Append("  = help: ").Append(help).Append('\n');
        }
    }

    private static void AppendSnippets(
        Diagnostic diagnostic,
        Label primary,
        StringBuilder output,
        Palette palette
    )
    {
        var here = diagnostic
            .Secondary.Where(label => label.Span.File == primary.Span.File)
            .Append(primary)
            .OrderBy(label => label.Span.Start)
            .ToList();
        var width = here.Max(label => label.Span.Line).ToString(CultureInfo.InvariantCulture).Length;
        var lastLine = 0;
        foreach (var label in here)
        {
            AppendSnippet(
                label,
                label == primary ? '^' : '-',
                ref lastLine,
                width,
                output,
                palette.Of(diagnostic.Severity),
                palette
            );
        }
        foreach (var label in diagnostic.Secondary.Where(label => label.Span.File != primary.Span.File))
        {
            output.Append("  ::: ").Append(label.Span).Append('\n');
            lastLine = 0;
            var other = label.Span.Line.ToString(CultureInfo.InvariantCulture).Length;
            AppendSnippet(label, '-', ref lastLine, Math.Max(width, other), output, "", palette);
        }
    }

    private static void AppendSnippet(
        Label label,
        char mark,
        ref int lastLine,
        int width,
        StringBuilder output,
        string colour,
        Palette palette
    )
    {
        var position = label.Span.Position;
        var line = label.Span.File.Line(position.Line);
        var offset = label.Span.Start - label.Span.File.StartOf(position.Line);
        var from = offset > LongestLine ? offset - LongestLine / 2 : 0;
        var shown = line[from..Math.Min(line.Length, from + LongestLine)].ToString().Replace('\t', ' ');
        if (lastLine != position.Line)
        {
            output.Append(position.Line.ToString(CultureInfo.InvariantCulture).PadLeft(width));
            output.Append(" | ").Append(shown).Append('\n');
            lastLine = position.Line;
        }
        var room = Math.Max(1, line.Length - offset);
        var length = Math.Clamp(label.Span.Length, 1, room);
        var marked = shown.AsSpan(Math.Min(shown.Length, offset - from));
        marked = marked[..Math.Min(marked.Length, length)];
        output.Append(' ', width).Append(" | ").Append(' ', offset - from - PairsIn(shown, offset - from));
        length -= PairsIn(marked, marked.Length);
        output.Append(mark == '^' ? colour : "").Append(mark, Math.Min(length, LongestLine));
        output.Append(mark == '^' ? palette.Reset : "");
        output.Append(label.Text is null ? "" : " " + label.Text).Append('\n');
    }

    /// <summary>How many of the first characters are written as two in UTF-16.</summary>
    private static int PairsIn(ReadOnlySpan<char> text, int length)
    {
        var pairs = 0;
        foreach (var character in text[..Math.Min(length, text.Length)])
        {
            pairs += char.IsLowSurrogate(character) ? 1 : 0;
        }
        return pairs;
    }

    private sealed record Palette(string Error, string Warning, string Info, string Reset)
    {
        public static readonly Palette None = new("", "", "", "");
        public static readonly Palette Colours = new("\e[1;31m", "\e[1;33m", "\e[1;36m", "\e[0m");

        public string Of(Severity severity) =>
            severity switch
            {
                Severity.Error => Error,
                Severity.Warning => Warning,
                _ => Info,
            };
    }
}
