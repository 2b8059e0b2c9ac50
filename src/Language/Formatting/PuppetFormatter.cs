using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>What formatting returns: the text, or what is to be said when there is none.</summary>
public sealed record FormatResult(string? Text, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Gives manifests their one layout.</summary>
public static class PuppetFormatter
{
    /// <summary>A layout is its own layout after a round, or after two where comments stand oddly.</summary>
    private const int MostRounds = 4;

    /// <summary>
    /// Lays a manifest out. The text says what the source said: the same tree, the same comments in the same
    /// order; and laying it out again changes nothing. What cannot keep that promise is left alone.
    /// </summary>
    public static FormatResult Format(SourceFile file)
    {
        if (Read(file, out var failure) is not { } source)
        {
            return new FormatResult(null, failure);
        }
        var current = source;
        for (var round = 0; round < MostRounds; round++)
        {
            var text = LayOut(current);
            if (text == current.File.Text)
            {
                return new FormatResult(text, []);
            }
            var again = Read(new SourceFile(file.Path, text), out _);
            if (again is null || again.Pn != source.Pn || !again.Comments.SequenceEqual(source.Comments))
            {
                break;
            }
            current = again;
        }
        return new FormatResult(null, [FormattingDiagnostics.LayoutFailed(file.At(0, 0))]);
    }

    private sealed record Manifest(SourceFile File, Program Program, ImmutableArray<FormatUnit> Units)
    {
        public required string Pn { get; init; }

        public required ImmutableArray<string> Comments { get; init; }
    }

    private static Manifest? Read(SourceFile file, out ImmutableArray<Diagnostic> failure)
    {
        var trivia = new List<Trivia>();
        using var tokens = Lexer.Read(file, trivia);
        var parsed = Parser.Parse(tokens);
        failure = [.. parsed.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)];
        return failure.IsEmpty
            ? new Manifest(file, parsed.Program, UnitReader.Read(file, tokens, trivia))
            {
                Pn = PnPrinter.Print(parsed.Program.Body),
                Comments = [.. UnitReader.Comments(file, trivia)],
            }
            : null;
    }

    private static string LayOut(Manifest manifest)
    {
        var text = manifest.File.Text;
        var newline = text.IndexOf('\n');
        var lineBreak = newline > 0 && text[newline - 1] == '\r' ? "\r\n" : "\n";
        return LayoutPrinter.Print(Formatter.Format(manifest.Units, manifest.Program), lineBreak);
    }
}
