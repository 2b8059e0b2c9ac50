using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The EPP templates of an environment, parsed and lowered once: files by path, texts by themselves.
/// </summary>
internal sealed class TemplateCache
{
    /// <summary>Texts made while running (<c>inline_epp("…$x…")</c>) are not kept without end.</summary>
    private const int MostTexts = 1000;

    private readonly ConcurrentDictionary<string, LoweredTemplate> files = new();
    private readonly ConcurrentDictionary<string, LoweredTemplate> texts = new();

    public LoweredTemplate? OfFile(PuppetEnvironment environment, string path)
    {
        if (files.TryGetValue(path, out var known))
        {
            return known;
        }
        return environment.Files.ReadText(path) is { } text
            ? files.GetOrAdd(path, Lower(environment, new SourceFile(path, text)))
            : null;
    }

    public LoweredTemplate OfText(PuppetEnvironment environment, string text)
    {
        if (texts.TryGetValue(text, out var known))
        {
            return known;
        }
        if (texts.Count >= MostTexts)
        {
            texts.Clear();
        }
        return texts.GetOrAdd(text, Lower(environment, new SourceFile(Templates.InlineName, text)));
    }

    private static LoweredTemplate Lower(PuppetEnvironment environment, SourceFile file)
    {
        var parsed = PuppetParser.ParseEpp(file);
        var errors = (
            parsed.HasErrors
                ? parsed.Diagnostics
                : PuppetChecker.Check(parsed.Program, new CheckSettings(null, environment.Strict))
        )
            .Where(diagnostic => diagnostic.Severity == Severity.Error)
            .ToImmutableArray();
        if (errors.Length > 0)
        {
            throw new EvaluationException(errors) { IsSyntax = true };
        }
        var epp = (EppExpression)parsed.Program.Body;
        var body = Lowering.Callable(environment, new Bindings(new Layout(), null), epp.Parameters, epp.Body);
        return new LoweredTemplate(body, epp.ParametersSpecified);
    }
}

/// <summary>A template ready to be rendered.</summary>
internal sealed record LoweredTemplate(LoweredBody Body, bool ParametersSpecified);
