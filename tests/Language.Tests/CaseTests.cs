using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Language.Tests;

/// <summary>
/// <c>cases/language</c>: a manifest or template, and the PN of each of its statements, what is to be said
/// about it, or both.
/// </summary>
public sealed class CaseTests
{
    public static TheoryData<string> Cases() => CaseFile.In("language");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_reads_as_expected(string name)
    {
        var @case = CaseFile.Read(name);
        var isTemplate = @case["main.epp"] is not null;
        var path = isTemplate ? "main.epp" : "main.pp";
        var isCut = @case.Value(path) == "without final line break";
        var file = new SourceFile(path, isCut ? @case[path]!.TrimEnd('\n') : @case[path]!);
        var result = isTemplate ? PuppetParser.ParseEpp(file) : PuppetParser.Parse(file);
        var modulePath = @case.Value("module file");
        var settings = new CheckSettings(modulePath is null ? null : ModuleFile.NamespaceOf(modulePath));
        var found = result.HasErrors
            ? result.Diagnostics
            : [.. result.Diagnostics, .. PuppetChecker.Check(result.Program, settings)];
        if (@case["diagnostics"] is null)
        {
            Assert.Equal("", DiagnosticRenderer.Render(found));
        }
        else
        {
            @case.Expect("diagnostics", DiagnosticRenderer.Render(found));
        }
        if (@case["pn"] is not null)
        {
            @case.Expect("pn", Print(result.Program.Body));
        }
    }

    private static string Print(Expression body) =>
        body is BlockExpression block
            ? string.Join('\n', block.Statements.Select(PnPrinter.Print))
            : PnPrinter.Print(body);
}
