using System.Text;
using Bunraku.Model;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// <c>cases/evaluation</c>: a manifest (and files of modules), and what compiling it logs, declares or says.
/// </summary>
public sealed class EvaluationCaseTests
{
    public static TheoryData<string> Cases() => CaseFile.In("evaluation");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_evaluates_as_expected(string name)
    {
        var @case = CaseFile.Read(name);
        using var root = new TemporaryEnvironment(@case);
        var result = CatalogCompiler.Compile(root.Request());
        var diagnostics = root.Relative(DiagnosticRenderer.Render(result.Diagnostics));
        if (@case["diagnostics"] is null)
        {
            Assert.Equal("", diagnostics);
        }
        else
        {
            @case.Expect("diagnostics", diagnostics);
        }
        if (@case["log"] is not null)
        {
            @case.Expect(
                "log",
                root.Relative(string.Join('\n', result.Log.Select(e => $"{e.Level}: {e.Message}")))
            );
        }
        if (@case["resources"] is not null)
        {
            @case.Expect("resources", root.Relative(Print(result.Catalog!)));
        }
    }

    /// <summary>The declared resources, one to a line, without the ones every catalog has.</summary>
    private static string Print(Catalog catalog)
    {
        var output = new StringBuilder();
        foreach (var resource in catalog.Resources)
        {
            if (resource.Title is "main" or "Settings")
            {
                continue;
            }
            output.Append(resource.Reference);
            foreach (var (name, value) in resource.Parameters)
            {
                output.Append(' ').Append(name).Append('=').Append(ValueText.Of(value));
            }
            output.Append('\n');
        }
        return output.ToString();
    }
}
