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

    /// <summary>Each with the code of the limit that it meets.</summary>
    public static TheoryData<string, string> Boundless() =>
        new()
        {
            { "too-many-calls", "1000000000.each |$i, $n| { $x = $n * 2 + 3 }" },
            { "too-many-calls", "Integer[1, 1000000000].map |$n| { $n * 2 }" },
            { "too-many-calls", "Integer[1, 1000000000].filter |$n| { $n == 0 }" },
            { "too-many-calls", "Integer[1, 1000000000].all |$n| { $n > 0 }" },
            { "too-many-calls", "Integer[1, 1000000000].reduce |$m, $n| { $m + $n }" },
            { "too-many-calls", "Integer[1, 1000000000].reduce('') |$m, $n| { \"${m}x\" }" },
            { "too-many-calls", "Integer[1, 1000000000].reduce({}) |$m, $n| { $m + {$n => 1} }" },
            { "too-many-calls", "Integer[1, 100000].each |$a| { Integer[1, 100000].each |$b| { } }" },
            { "too-many-calls", "function f($n) { if $n > 40 { 1 } else { f($n + 1) + f($n + 1) } } f(1)" },
            { "value-too-large", "Integer[1, 1000000000].unique" },
            { "value-too-large", "Array(Integer[1, 1000000000])" },
            { "value-too-large", "Integer[1, 1000000000].reverse_each.map |$n| { $n }" },
            { "value-too-large", "Integer[1, 1000000000].step(2).map |$n| { $n }" },
            { "value-too-large", "Integer[1, 40].reduce('ab') |$m, $n| { \"${m}${m}\" }" },
            { "value-too-large", "Integer[1, 40].reduce([1]) |$m, $n| { $m + $m }" },
            { "value-too-large", "Integer[1, 40].reduce([1]) |$m, $n| { [$m, $m] }" },
            { "value-too-large", "Integer[1, 40].reduce({a => 1}) |$m, $n| { {b => $m, c => $m} }" },
            { "value-too-large", "Integer[1, 40].reduce(Integer) |$m, $n| { Tuple[$m, $m] }" },
            { "value-too-large", "notice(sprintf('%1000000000d', 1))" },
            { "value-too-large", "notice(String(1, '%1000000000d'))" },
            { "call-failed", "notice(sprintf('%99999999999999999999d', 1))" },
            { "call-failed", "notice(sprintf('%99999999999999999999$d', 1))" },
            { "call-failed", "notice(strftime(Timestamp(0), '%1000000000Y'))" },
            { "call-failed", "notice(strftime(Timespan(0), '%99999999999999999999H'))" },
            { "call-failed", "notice(URI('http://a:99999999999999999999/'))" },
            { "regexp-too-slow", "notice('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ /(a+)+$/)" },
            {
                "regexp-too-slow",
                "notice(regsubst('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+$', 'x'))"
            },
            { "regexp-too-slow", "notice('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.split(/(a+)+$/))" },
            { "regexp-too-slow", "case 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' { /(a+)+$/: { } }" },
            { "regexp-too-slow", "notice('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ Pattern[/(a+)+$/])" },
            { "endless-definitions", "define d() { d { \"${title}x\": } } d { a: }" },
        };

    [Theory]
    [MemberData(nameof(Boundless))]
    public void What_has_no_bounds_meets_a_limit(string code, string manifest)
    {
        // The clock shall not be what ends it, however slow the machine.
        var settings = new CompileSettings { Longest = TimeSpan.FromHours(1) };

        var diagnostic = Assert.Single(Compile(manifest, settings).Diagnostics);

        Assert.Equal(code, diagnostic.Code);
    }

    [Fact]
    public void A_compilation_that_takes_too_long_is_a_diagnostic()
    {
        var settings = new CompileSettings { Longest = TimeSpan.FromTicks(1) };

        var diagnostic = Assert.Single(
            Compile("Integer[1, 100].each |$n| { notice($n) }", settings).Diagnostics
        );

        Assert.Equal("compilation-too-long", diagnostic.Code);
        Assert.NotNull(diagnostic.Primary);
    }

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

    private CompileResult Compile(string code, CompileSettings? settings = null)
    {
        File.WriteAllText(Path.Combine(root, "site.pp"), code);
        var environment = new PuppetEnvironment(new EnvironmentSource(root) { Manifest = "site.pp" });
        return CatalogCompiler.Compile(
            new CompileRequest(environment, "n1") { Settings = settings ?? CompileSettings.Default }
        );
    }
}
