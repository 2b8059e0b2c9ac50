using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// What grows without an end stops in a diagnostic; what is large or deep, and may be, is evaluated. All of
/// it on the stack that any thread has.
/// </summary>
public sealed class LimitTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("environment-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    public static TheoryData<string> Endless() =>
        [
            "function f($n) { f($n + 1) } f(1)",
            "function f($n) { [1].each |$x| { f($n + 1) } } f(1)",
            "function f($n) { [[[[f([$n])]]]] } f(1)",
            "function f($n) { case $n { 1: { f($n) } } } f(1)",
            "class a { include b } class b($x = f()) { } function f() { f() } include a",
            "Integer[1, 100000].reduce([]) |$d, $n| { [$d] }",
            "Integer[1, 100000].reduce([]) |$d, $n| { [] << $d }",
            "Integer[1, 100000].reduce({}) |$d, $n| { { 'a' => $d } }",
            "Integer[1, 100000].reduce({}) |$d, $n| { { $d => 1 } }",
            "Integer[1, 100000].reduce(1) |$d, $n| { Sensitive([$d]) }",
            "Integer[1, 100000].reduce([1]) |$d, $n| { $d.reverse_each }",
            "Integer[1, 100000].reduce(String) |$d, $n| { Array[$d] }",
            "Integer[1, 100000].reduce(String) |$d, $n| { Struct[a => $d] }",
            "Integer[1, 100000].reduce(String) |$d, $n| { Optional[Tuple[$d, 1]] }",
        ];

    public static TheoryData<string> Deep() =>
        [
            "$d == $e",
            "[$d, $e].unique",
            "{ $d => 1 }[$e]",
            "\"${d}\"",
            "type($d)",
            "$d =~ Data",
            "$d =~ Nested",
            "[$d].flatten.length",
            "String($d)",
            "[$d] in [[$e]]",
            "Sensitive($d)",
            "$d.convert_to(String)",
        ];

    [Theory]
    [MemberData(nameof(Endless))]
    public void What_has_no_end_is_a_diagnostic(string code)
    {
        var diagnostic = Assert.Single(Compile(code).Diagnostics);

        Assert.Equal("calls-too-deep", diagnostic.Code);
        Assert.NotNull(diagnostic.Primary);
    }

    [Theory]
    [MemberData(nameof(Deep))]
    public void Values_as_deep_as_they_may_be_can_be_used(string use)
    {
        var result = Compile(
            $$"""
            type Nested = Variant[Array[Nested], Hash[String, Nested], Integer]
            $d = Integer[1, {{Nesting.Limit / 2 - 10}}].reduce(1) |$i, $n| { [{ 'a' => $i }] }
            $e = Integer[1, {{Nesting.Limit / 2 - 10}}].reduce(1) |$i, $n| { [{ 'a' => $i }] }
            notify { 'a': message => $d }
            notice({{use}})
            """
        );

        Assert.Equal("", DiagnosticRenderer.Render(result.Diagnostics));
        Assert.Single(result.Log);
    }

    [Fact]
    public void A_tree_as_deep_as_the_parser_takes_is_evaluated()
    {
        var sum = string.Concat(Enumerable.Repeat(" + 1", 2000));
        var nested = new string('[', 300) + "1" + new string(']', 300);

        var result = Compile(
            $"function f($n) {{ if $n < 100 {{ f($n + 1) }} else {{ 0{sum} }} }} notice(f(1), {nested})"
        );

        Assert.StartsWith("2000 ", Assert.Single(result.Log).Message, StringComparison.Ordinal);
    }

    private CompileResult Compile(string code)
    {
        File.WriteAllText(Path.Combine(root, "site.pp"), code);
        var environment = new PuppetEnvironment(new EnvironmentSource(root) { Manifest = "site.pp" });
        return CatalogCompiler.Compile(new CompileRequest(environment, "n1"));
    }
}
