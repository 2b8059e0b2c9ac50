using System.Diagnostics;
using Bunraku.Text;

namespace Bunraku.Language.Tests;

/// <summary>
/// Sources that nobody writes by hand end in a diagnostic, or in the tree that they are, and soon: in the
/// parser, the checker, the printers, the layout and the lint checks.
/// </summary>
public sealed class LimitTests
{
    private const int Many = 10_000;
    private const int Large = 100_000;
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Nested() =>
        [
            "$x = (|1|)",
            "$x = [|1|]",
            "$x = {a => |1|}",
            "$x = $a[|1|]",
            "f(|1|)",
            "$x = !|1|",
            "$x = - |1|",
            "$x = *|$a|",
            "$x = 1 ? { 1 => |1| }",
            "$a.each |$x| { |1| }",
            "if true { |$x = 1| }",
            "if if true {|true|} {}",
            "unless true { |$x = 1| }",
            "case 1 { 1: { |$x = 1| } }",
            "case |1| { 1: {} }",
            "case 1 { |1| : {} }",
            "class a($x = |1|) {}",
            "class a { |$x = 1| }",
            "define a { |$x = 1| }",
            "node 'a' { |$x = 1| }",
            "function a() { |$x = 1| }",
            "file { 'x': a => |1|}",
            "@|file { 'x': }|",
            "File <| |a == 1| |>",
            "\"${|1|}\"",
            "\"${f(|1|)}\"",
            "type A = Array[|String|]",
            "if true {} els|if true {}|",
        ];

    public static TheoryData<string> Chained() =>
        [
            "$x = 1| + 1|",
            "$x = 1| and 1|",
            "$x = 1| ? { 1 => 1 }|",
            "$x = $a|.f|",
            "$x = $a|[1]|",
            "$x = $a|(1)|",
            "$x = |$y = |1",
            "File['a']| -> File['a']|",
            "if true {}| elsif true {}|",
            "$x = ((((1| + 1|)| + 1|)| + 1|)| + 1|)",
            "$x = [[[[$a|[1]|]|[1]|]|[1]|]|[1]|]",
            "|@(E) |\nE\n",
            "class web(|I@(\"\":|",
            "|class s\n|",
            "|$x = )\n|",
            "|file { 'x' a => }\n|",
            "|'x' ? { |",
            "|/* |",
            "|$x.f || { |",
            "|<|",
            "|\0|",
        ];

    public static TheoryData<string> Long() =>
        [
            "$x = '|a|'",
            "$x = \"|a|\"",
            "|a|",
            "$x = |1|",
            "$x = $|a|",
            "#|x|",
            "/*|x|*/",
            "$x = /|a|/",
            "$x = @(E)\n|a|\nE\n",
            "| |",
            "|\n|",
            "|'|",
            "|\"|",
            "|(|",
            "|}|",
        ];

    [Theory]
    [MemberData(nameof(Nested))]
    public void Deep_nesting_ends_in_a_diagnostic(string pattern)
    {
        var parts = pattern.Split('|');
        var (open, inner, close) = (parts[0], string.Join('|', parts[1..^1]), parts[^1]);
        if (pattern.StartsWith("$a.each", StringComparison.Ordinal))
        {
            (open, inner, close) = ("$a.each |$x| { ", "1", " }");
        }
        else if (pattern.StartsWith("File <|", StringComparison.Ordinal))
        {
            (open, inner, close) = ("File <| ", "a == 1", " |>");
        }
        Survive(Repeat(open) + inner + Repeat(close));
    }

    [Theory]
    [MemberData(nameof(Chained))]
    public void Long_chains_are_read_or_refused(string pattern)
    {
        var parts = pattern.Split('|');
        var text = string.Concat(parts.Select((part, i) => i % 2 == 1 ? Repeat(part) : part));
        Survive(text);
    }

    [Theory]
    [MemberData(nameof(Long))]
    public void Long_tokens_are_read_or_refused(string pattern)
    {
        var parts = pattern.Split('|');
        Survive(parts[0] + new string(parts[1][0], Large) + parts[2]);
    }

    private static string Repeat(string part) => string.Concat(Enumerable.Repeat(part, Many));

    /// <summary>On the stack that the main thread of a program has by default.</summary>
    private static void Survive(string text)
    {
        const int stackBytes = 8 << 20;
        Exception? failure = null;
        var watch = Stopwatch.StartNew();
        var thread = new Thread(
            () =>
            {
                try
                {
                    Use(new SourceFile("x.pp", text));
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            stackBytes
        );
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, LongestTime);
    }

    private static void Use(SourceFile file)
    {
        var parsed = PuppetParser.Parse(file);
        var pn = PnPrinter.Print(parsed.Program.Body);
        PuppetChecker.Check(parsed.Program);
        PuppetParser.ParseEpp(file);
        DiagnosticRenderer.Render(parsed.Diagnostics);
        PnTree.Write(PnReader.Read(pn));
        PnJson.Write(PnReader.Read(pn), isIndented: false);
        PuppetFormatter.Format(file);
        PuppetLinter.Run(file, new LintRequest(PuppetLinter.DefaultChecks, "/x.pp", Mends: true));
    }
}
