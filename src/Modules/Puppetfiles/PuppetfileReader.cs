using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>
/// Reads Puppetfiles as r10k and librarian-puppet have them. They are Ruby programs to those tools; here they
/// are
/// lists of <c>forge</c>, <c>moduledir</c>, <c>metadata</c> and <c>mod</c>, and everything else is told.
/// </summary>
public sealed class PuppetfileReader
{
    private static readonly ImmutableArray<string> Statements =
    [
        "forge",
        "mod",
        "moduledir",
        "metadata",
        "exclusion",
    ];

    private readonly SourceFile file;
    private readonly List<PuppetfileToken> tokens;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<PuppetfileModule> modules = [];
    private Puppetfile result;
    private int at;

    private PuppetfileReader(SourceFile file)
    {
        this.file = file;
        tokens = new PuppetfileLexer(file).Read();
        result = new Puppetfile(file);
    }

    public static PuppetfileResult Read(SourceFile file) => new PuppetfileReader(file).Read();

    private PuppetfileToken Current => tokens[Math.Min(at, tokens.Count - 1)];

    private PuppetfileResult Read()
    {
        while (at < tokens.Count)
        {
            if (Current.Kind == TokenKind.End)
            {
                at++;
                continue;
            }
            ReadStatement();
            SkipToEnd();
        }
        return new(result with { Modules = [.. modules] }, [.. diagnostics]);
    }

    private void SkipToEnd()
    {
        while (at < tokens.Count && Current.Kind != TokenKind.End)
        {
            at++;
        }
    }

    private void ReadStatement()
    {
        var word = Current;
        at++;
        if (word.Kind != TokenKind.Word || !Statements.Contains(word.Text))
        {
            diagnostics.Add(ModulesDiagnostics.UnknownStatement(word.Span, word.Text, Statements));
            return;
        }
        var arguments = ReadArguments(word.Span);
        if (arguments is null)
        {
            return;
        }
        switch (word.Text, arguments.Values)
        {
            case ("forge", [{ Text: var url }]):
                result = result with { Forge = url.TrimEnd('/') };
                break;
            case ("moduledir", [{ Text: var directory }]):
                result = result with { ModuleDirectory = directory };
                break;
            case ("metadata", []):
                result = result with { Metadata = word.Span };
                break;
            case ("exclusion", [_]):
                break;
            case ("mod", [var name, ..]):
                AddModule(name, arguments);
                break;
            default:
                diagnostics.Add(ModulesDiagnostics.WrongArguments(word.Span, word.Text));
                break;
        }
    }

    private void AddModule(PuppetfileToken nameToken, Arguments arguments)
    {
        if (ModuleName.Parse(nameToken.Text) is not { } name)
        {
            diagnostics.Add(ModulesDiagnostics.InvalidName(nameToken.Span, nameToken.Text));
            return;
        }
        if (modules.Find(other => other.Name.Name == name.Name) is { } first)
        {
            diagnostics.Add(ModulesDiagnostics.DuplicateModule(nameToken.Span, first.Place, name.Name));
            return;
        }
        var choice = new SourceChoice(name, nameToken.Span, arguments, diagnostics);
        if (choice.Source() is { } source)
        {
            modules.Add(new PuppetfileModule(name, source, nameToken.Span));
        }
    }

    /// <summary>Values, then options; null when the statement has something else in it.</summary>
    private Arguments? ReadArguments(Span statement)
    {
        var values = new List<PuppetfileToken>();
        var options = new Dictionary<string, Option>();
        while (Current.Kind != TokenKind.End)
        {
            var token = Current;
            at++;
            switch (token.Kind)
            {
                case TokenKind.Comma or TokenKind.Open or TokenKind.Close:
                    break;
                case TokenKind.Label when TryReadOption(token, options):
                    break;
                case TokenKind.Symbol or TokenKind.String when Current.Kind == TokenKind.Arrow:
                    at++;
                    if (!TryReadOption(token, options))
                    {
                        return null;
                    }
                    break;
                case TokenKind.Label:
                    return null;
                case TokenKind.String or TokenKind.Symbol:
                    values.Add(token);
                    break;
                default:
                    diagnostics.Add(ModulesDiagnostics.RubyCode(token.Span, statement));
                    return null;
            }
        }
        return new Arguments(values, options);
    }

    private bool TryReadOption(PuppetfileToken key, Dictionary<string, Option> options)
    {
        var value = Current;
        if (value.Kind == TokenKind.Open)
        {
            // A list of values: none of the options that have one changes what is installed.
            while (Current.Kind is not (TokenKind.Close or TokenKind.End))
            {
                at++;
            }
        }
        var isPlain =
            Current.Kind is TokenKind.String or TokenKind.Symbol or TokenKind.Close
            || Current is { Kind: TokenKind.Word, Text: "true" or "false" or "nil" };
        if (!isPlain)
        {
            diagnostics.Add(ModulesDiagnostics.RubyCode(value.Span, key.Span));
            return false;
        }
        at++;
        options[key.Text] = new Option(key, value);
        return true;
    }
}

/// <summary>What stands after the word of a statement.</summary>
internal sealed record Arguments(List<PuppetfileToken> Values, Dictionary<string, Option> Options);

/// <summary>An option with its key and value.</summary>
internal sealed record Option(PuppetfileToken Key, PuppetfileToken Value);
