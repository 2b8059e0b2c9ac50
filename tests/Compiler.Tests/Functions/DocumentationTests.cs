using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Compiler.Tests;

/// <summary>The examples in the functions' descriptions are true.</summary>
public sealed class DocumentationTests
{
    private const string Arrow = " # => ";

    public static TheoryData<string, string, string> Examples()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var function in FunctionRoster.All)
        {
            foreach (var line in function.Doc.Split('\n'))
            {
                var arrow = line.LastIndexOf(Arrow, StringComparison.Ordinal);
                if (line.StartsWith("    ", StringComparison.Ordinal) && arrow > 0)
                {
                    data.Add(function.Name, line[..arrow].Trim(), line[(arrow + Arrow.Length)..].Trim());
                }
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_gives_what_it_says(string function, string expression, string result)
    {
        var (actual, expected) = (Evaluate(expression), Evaluate(result));
        Assert.True(expected == actual, $"{function}: {expression} is {actual}, not {expected}");
    }

    /// <summary>What a function does beside its value, or with the files of a module, a case shows.</summary>
    [Fact]
    public void A_function_without_example_is_called_in_a_case()
    {
        var shown = Examples().Select(row => row.Data.Item1).ToHashSet();
        var calls = string.Join(
            '\n',
            Directory
                .EnumerateFiles(Path.Combine(CaseFile.CasesRoot, "functions"), "*.case")
                .Select(path => CaseFile.Read(path)["calls"])
        );
        var silent = FunctionRoster.All.Where(function =>
            !shown.Contains(function.Name)
            && !function
                .Aliases.Prepend(function.Name)
                .Any(name => Regex.IsMatch(calls, $@"(?<![\w:]){name}\("))
        );
        Assert.Empty(silent.Select(function => function.Name));
    }

    private static string Evaluate(string expression)
    {
        var environment = new PuppetEnvironment(
            new EnvironmentSource(CaseFile.Root) { Code = $"$x = {expression}\n$x" }
        );
        var result = CatalogCompiler.Compile(new CompileRequest(environment, "web01.example.com"));
        return result.Diagnostics.IsEmpty
            ? ValueText.Of(result.Value)
            : string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Message));
    }
}
