using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Puts cases through the compiler. It judges nothing.</summary>
public sealed class OutcomeTelling
{
    private readonly OutcomeEnvironments environments = new();

    /// <summary>
    /// The outcome of a case. Nothing that fails in it gets out: one case must not take the others along.
    /// </summary>
    /// <param name="scratch">A folder of the case's own, for its files; it need not exist.</param>
    public OutcomeLine Tell(OutcomeCase one, string scratch)
    {
        try
        {
            var root = one.Folder ?? Path.Combine(scratch, "production");
            if (one.Mode != OutcomeMode.Run)
            {
                return new(Anonymous(Read(one), null, root, one));
            }
            foreach (var (path, text) in one.Files)
            {
                Write(Path.Combine(root, path), text);
            }
            var environment = environments.Of(one, root);
            var (outcome, catalog) = Run(one, scratch, environment);
            return new(Anonymous(outcome, catalog, environment.Root, one));
        }
#pragma warning disable CA1031 // Whatever it is that broke here, it is told, and the next case has its turn.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var reason = $"{failure.GetType().Name}: {failure.Message}".ReplaceLineEndings(" ");
            var line = new HashValue.Builder
            {
                ["id"] = one.Id,
                ["outcome"] = "crash",
                ["logs"] = ArrayValue.Empty,
                ["error"] = HashValue.Of(("message", reason)),
            };
            return new(Told(line, null), OutcomeDiagnostics.CaseCrashed(one.Id, reason));
        }
    }

    /// <summary>What came of it, and the catalog, which is too large to be made into a value first.</summary>
    private static (HashValue.Builder Outcome, Catalog? Catalog) Run(
        OutcomeCase one,
        string scratch,
        PuppetEnvironment environment
    )
    {
        var hiera = one.GlobalHiera is null ? null : Path.Combine(scratch, "hiera.yaml");
        if (hiera is not null)
        {
            Write(hiera, one.GlobalHiera!);
        }
        var request = new CompileRequest(environment, one.Node)
        {
            Facts = one.Facts ?? HashValue.Empty,
            Trusted = one.Trusted is null ? null : TrustedFacts.Of(one.Node, one.Trusted),
            Classes = one.Classes,
            Parameters = one.Parameters,
            HasClientFacts = false,
            Settings = one.Settings with { GlobalHiera = hiera },
        };
        var outcome = new HashValue.Builder { ["id"] = one.Id };
        if (
            one.Manifest is { } manifest
            && ReadAs(OutcomeMode.Run, manifest, one.Settings.Strict) is { Tree: { } tree }
        )
        {
            outcome["ast_pn"] = PnPrinter.Print(tree);
        }
        var result = CatalogCompiler.Compile(request);
        foreach (var (key, value) in Outcome.Of(request, result).Pairs)
        {
            outcome[key] = value;
        }
        return (outcome, result.Catalog);
    }

    private static HashValue.Builder Read(OutcomeCase one)
    {
        var (tree, diagnostics, isParsed) = ReadAs(one.Mode, one.Manifest ?? "", one.Settings.Strict);
        var outcome = new HashValue.Builder { ["id"] = one.Id };
        if (tree is not null)
        {
            outcome["ast_pn"] = PnPrinter.Print(tree);
        }
        foreach (var (key, value) in Outcome.OfText(diagnostics, isParsed).Pairs)
        {
            outcome[key] = value;
        }
        return outcome;
    }

    private static (Expression? Tree, ImmutableArray<Diagnostic> Diagnostics, bool IsParsed) ReadAs(
        OutcomeMode mode,
        string text,
        Severity? strict
    )
    {
        var file = new SourceFile(SiteManifest.CodeName, text);
        var parsed = mode == OutcomeMode.EppParse ? PuppetParser.ParseEpp(file) : PuppetParser.Parse(file);
        if (parsed.HasErrors)
        {
            return (null, parsed.Diagnostics, false);
        }
        ImmutableArray<Diagnostic> all =
        [
            .. parsed.Diagnostics,
            .. PuppetChecker.Check(parsed.Program, new CheckSettings(null, strict)),
        ];
        var isGood = all.All(diagnostic => diagnostic.Severity != Severity.Error);
        return (isGood ? parsed.Program.Body : null, all, true);
    }

    /// <summary>As JSON without the places of this machine.</summary>
    private static LentText Anonymous(
        HashValue.Builder outcome,
        Catalog? catalog,
        string root,
        OutcomeCase one
    )
    {
        var text = Told(outcome, catalog).Replace(InJson(root), "<ENV>");
        var modules = one.ModulePath.IsDefault ? [] : one.ModulePath;
        foreach (var folder in modules.Add(OutcomeCaseReader.InstalledModules))
        {
            text = text.Replace(InJson(folder), "<MODULES>");
        }
        return text;
    }

    private static LentText Told(HashValue.Builder outcome, Catalog? catalog)
    {
        var text = new LentText();
        using var json = new JsonOutput(text, isIndented: false);
        json.Open('{');
        foreach (var (key, value) in outcome.Build().Entries)
        {
            json.Key(key.ToString());
            json.Value(value);
        }
        if (catalog is not null)
        {
            json.Key("catalog");
            CatalogOutcome.Write(catalog, json);
        }
        json.Close('}');
        return text;
    }

    private static string InJson(string path) => JsonText.Write(path)[1..^1];

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
