using System.Collections.Immutable;
using YamlDotNet.Core;

namespace Bunraku.Text;

/// <summary>
/// Reads the first document of a YAML file. Scalars mean what they mean to Ruby's Psych; merge keys are
/// applied, aliases followed, a repeated key keeps its last value (with a warning).
/// </summary>
public static class YamlReader
{
    public static DataTreeResult Read(SourceFile file)
    {
        var composer = new YamlComposer(file);
        try
        {
            return new(composer.Document(), [.. composer.Diagnostics]);
        }
        catch (DiagnosticException failure)
        {
            return new(null, [.. composer.Diagnostics, .. failure.Diagnostics]);
        }
        catch (InvalidOperationException)
        {
            // The scanner's own confusion after an unclosed bracket: it says no more than that, and not
            // where.
            var at = composer.LastPlace;
            return new(
                null,
                [.. composer.Diagnostics, TextDiagnostics.InvalidYaml(at, "a bracket or quote is not closed")]
            );
        }
        catch (YamlException failure)
        {
            var at = composer.SpanOf(failure.Start, failure.End);
            var diagnostic = TextDiagnostics.InvalidYaml(at, Problem(failure), Help(at));
            return new(null, [.. composer.Diagnostics, diagnostic]);
        }
    }

    private static string Problem(YamlException failure)
    {
        var text = failure.Message.TrimEnd('.');
        return text.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(text[0]) + text[1..];
    }

    private static string? Help(Span at)
    {
        var line = at.File.Line(at.Line);
        if (line.TrimStart(' ').StartsWith("\t"))
        {
            return "indent with spaces; YAML allows no tabs there";
        }
        return line.IndexOfAny("%@`") >= 0
            ? "put quotes around a value that begins with a special character"
            : null;
    }
}
