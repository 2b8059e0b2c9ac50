using System.Text.RegularExpressions;
using Bunraku.Tests;

namespace Bunraku.Compiler.Tests;

/// <summary>Every function is found, under names of its own, and says what it does.</summary>
public sealed partial class FunctionRosterTests
{
    private static readonly PuppetEnvironment Environment = new(
        new EnvironmentSource(CaseFile.Root) { Code = "" }
    );

    private static string GoldenPath => Path.Combine(CaseFile.CasesRoot, "functions", "roster.golden");

    [Fact]
    public void The_names_of_all_functions_are_the_golden_ones()
    {
        var names = Names().Order(StringComparer.Ordinal).ToList();
        if (System.Environment.GetEnvironmentVariable("UPDATE") == "1")
        {
            File.WriteAllLines(GoldenPath, names);
        }
        Assert.Equal(File.ReadAllLines(GoldenPath), names);
    }

    [Fact]
    public void No_two_functions_share_a_name()
    {
        var shared = Names()
            .GroupBy(name => name)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key);
        Assert.Empty(shared);
    }

    [Fact]
    public void Every_function_is_found_by_each_of_its_names()
    {
        Assert.All(
            FunctionRoster.All,
            function =>
                Assert.All(
                    function.Aliases.Prepend(function.Name),
                    name => Assert.Same(function, FunctionRoster.Find(name))
                )
        );
    }

    [Fact]
    public void Every_function_has_signatures_and_a_description_in_sentences()
    {
        Assert.All(
            FunctionRoster.All,
            function =>
            {
                Assert.NotEmpty(function.Signatures);
                Assert.Matches(Sentence(), function.Doc);
            }
        );
    }

    [Fact]
    public void Every_signature_can_be_read()
    {
        Assert.All(
            FunctionRoster.All,
            function =>
            {
                Assert.All(
                    function.ReadSignatures(Environment),
                    signature =>
                        Assert.DoesNotContain("TypeReference", $"{signature.Type}", StringComparison.Ordinal)
                );
                Assert.All(
                    function.ReadSignatures(Environment),
                    signature =>
                        Assert.All(signature.ParameterNames, name => Assert.Matches(@"\A[a-z_]\w*\z", name))
                );
            }
        );
    }

    [Theory]
    [InlineData("(String str, Integer count?)", "Callable[String, Integer, 1, 2]", "str, count")]
    [InlineData("(Any args*)", "Callable[Any, 0]", "args")]
    [InlineData("(Any args+)", "Callable[Any, 1]", "args")]
    [InlineData(
        "(Hash[String, Any] hash, &Callable[2, 2] block)",
        "Callable[Hash[String, Any], Callable[2, 2]]",
        "hash"
    )]
    [InlineData(
        "(Pattern[/^[a,b]$/] x, &Callable block?) >> Array",
        "Callable[Pattern[/^[a,b]$/], Optional[Callable]]",
        "x"
    )]
    [InlineData("()", "Callable[0, 0]", "")]
    public void A_signature_becomes_a_callable_type(string text, string type, string names)
    {
        var signature = SignatureReader.Read(Environment, text);
        Assert.Equal(type, signature.Type.ToString());
        Assert.Equal(names, string.Join(", ", signature.ParameterNames));
    }

    private static IEnumerable<string> Names() =>
        FunctionRoster.All.SelectMany(function => function.Aliases.Prepend(function.Name));

    [GeneratedRegex(@"\A\S[^\n]*(\n[^\n]+)*\.(\s|\z)")]
    private static partial Regex Sentence();
}
