using Bunraku.Compiler;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Fuzz;

/// <summary>What must hold for any text.</summary>
internal static class Trial
{
    private const string Root = "/nonexistent";

    /// <summary>What runs a program of the machine is not compiled.</summary>
    private const string RunsPrograms = "generate";

    /// <summary>What is wrong with what came of it, or null; anything that is thrown is wrong too.</summary>
    public static string? Problem(Input input) =>
        input.Kind switch
        {
            InputKind.Manifest => OfManifest(new SourceFile("x.pp", input.Text)),
            InputKind.Template => OfParsed(PuppetParser.ParseEpp(new SourceFile("x.epp", input.Text))),
            InputKind.Yaml => OfData(YamlReader.Read(new SourceFile("x.yaml", input.Text)))
                ?? OfData(YamlReader.ReadData(new SourceFile("x.yaml", input.Text))),
            InputKind.Json => OfData(JsonReader.Read(new SourceFile("x.json", input.Text))),
            _ => OfData(HoconReader.Read(new SourceFile("x.conf", input.Text), _ => null)),
        };

    private static string? OfData(DataTreeResult read)
    {
        DiagnosticRenderer.Render(read.Diagnostics);
        return null;
    }

    private static string? OfManifest(SourceFile file)
    {
        var parsed = PuppetParser.Parse(file);
        return OfParsed(parsed) ?? OfLayout(file, parsed) ?? OfLint(file, parsed) ?? OfCatalog(file);
    }

    private static string? OfParsed(ParseResult parsed)
    {
        var pn = PnPrinter.Print(parsed.Program.Body);
        var told = parsed.Diagnostics.AddRange(PuppetChecker.Check(parsed.Program));
        DiagnosticRenderer.Render(told);
        var node = PnReader.Read(pn);
        PnJson.Write(node, isIndented: false);
        PnTree.Write(node);
        return
            told.FirstOrDefault(diagnostic =>
                diagnostic.Primary is { Span: var span }
                && (span.Start > span.End || span.End > span.File.Text.Length)
            )
                is { } outside
            ? $"outside of the text: {outside.Code}"
            : null;
    }

    private static string? OfLayout(SourceFile file, ParseResult parsed)
    {
        if (parsed.HasErrors)
        {
            return null;
        }
        if (PuppetFormatter.Format(file).Text is not { } text)
        {
            return "the layout is refused";
        }
        var again = PuppetParser.Parse(new SourceFile(file.Path, text));
        return again.HasErrors ? "the layout has errors"
            : PnPrinter.Print(again.Program.Body) != PnPrinter.Print(parsed.Program.Body)
                ? "the layout says something else"
            : PuppetFormatter.Format(new SourceFile(file.Path, text)).Text != text
                ? "the layout is not for good"
            : null;
    }

    private static string? OfLint(SourceFile file, ParseResult parsed)
    {
        var linted = PuppetLinter.Run(
            file,
            new LintRequest([.. PuppetLinter.AllChecks], "/x.pp", Mends: true)
        );
        return
            linted.Mended is { } mended
            && !parsed.HasErrors
            && PuppetParser.Parse(new SourceFile(file.Path, mended)).HasErrors
            ? "the mended manifest has errors"
            : null;
    }

    private static string? OfCatalog(SourceFile file)
    {
        if (file.Text.Contains(RunsPrograms, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var environment = new PuppetEnvironment(
            new EnvironmentSource(Root) { Code = file.Text, ModulePath = [] }
        );
        var result = CatalogCompiler.Compile(
            new CompileRequest(environment, "n1.example.com")
            {
                Facts = HashValue.Of(("os", HashValue.Of(("family", "Debian"), ("name", "Debian")))),
            }
        );
        DiagnosticRenderer.Render(result.Diagnostics);
        if (result.Catalog is null && result.Diagnostics.IsEmpty)
        {
            return "neither a catalog nor a reason";
        }
        if (result.Catalog is { } catalog)
        {
            CatalogJson.Write(catalog);
        }
        return null;
    }
}
