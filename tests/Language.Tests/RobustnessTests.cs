using System.Text;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Language.Tests;

/// <summary>Properties that hold for any text.</summary>
public sealed class RobustnessTests
{
    private const int Rounds = 800;

    private static readonly string[] Pieces =
    [
        .. "{ } [ ] ( ) ' \" ${ } $x , ; : :: => +> = == + - * / % ! ? | |> <|".Split(' '),
        .. "@( @ @@ ~> -> . .. # \\ \n \t 1 0x if else case class define node function".Split(' '),
        .. "type unless in and default undef true Foo foo::bar a-b @(END)\n @(\"E\"/L)\n".Split(' '),
        .. "| END\n E\n <% <%= %> -%> <%# notice include /x/ /* */ é 😀".Split(' '),
    ];

    public static TheoryData<int> Seeds() => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_parser_survives_any_text_and_never_reports_a_place_outside_of_it(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Rounds; i++)
        {
            var text = RandomText(random);
            foreach (var result in new[] { Parse(text), ParseEpp(text) })
            {
                PnPrinter.Print(result.Program.Body);
                PuppetChecker.Check(result.Program);
                Assert.All(
                    result.Diagnostics,
                    diagnostic =>
                        Assert.InRange(
                            diagnostic.Primary!.Span.End,
                            diagnostic.Primary.Span.Start,
                            text.Length
                        )
                );
                DiagnosticRenderer.Render(result.Diagnostics);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_manifest_with_a_piece_cut_out_or_doubled_is_survived(int seed)
    {
        var random = new Random(seed);
        var sources = Directory.GetFiles(
            Path.Combine(CaseFile.CasesRoot, "conformance"),
            "manifest.pp",
            SearchOption.AllDirectories
        );
        foreach (var path in sources.Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path);
            var start = random.Next(text.Length);
            var end = Math.Min(text.Length, start + random.Next(1, 12));
            var mutated = random.Next(2) == 0 ? text[..start] + text[end..] : text[..end] + text[start..];
            PuppetChecker.Check(Parse(mutated).Program);
        }
    }

    /// <summary>Between tokens is nothing but white space, comments and the text of heredocs.</summary>
    [Fact]
    public void Tokens_tile_the_source()
    {
        foreach (var name in CaseFile.In("language").Select(row => row.Data))
        {
            if (CaseFile.Read(name)["main.pp"] is { } source && !source.Contains("@("))
            {
                AssertTiles(source);
            }
        }
    }

    private static void AssertTiles(string source)
    {
        using var tokens = Lexer.Read(new SourceFile("main.pp", source));
        var position = 0;
        foreach (var token in tokens.AsSpan())
        {
            Assert.InRange(token.Start, position, source.Length);
            AssertTrivia(source[position..token.Start]);
            position = token.End;
        }
        Assert.Equal(source.Length, position);
    }

    private static void AssertTrivia(string gap)
    {
        // The braces of an interpolation end with the string's next part, or are skipped before it.
        var rest = gap.TrimStart(' ', '\t', '\r', '\n', '}', '\uFEFF');
        while (rest.StartsWith('#') || rest.StartsWith("/*", StringComparison.Ordinal))
        {
            var close = rest.StartsWith('#')
                ? rest.IndexOf('\n')
                : rest.IndexOf("*/", StringComparison.Ordinal) + 1;
            rest = close < 0 ? "" : rest[(close + 1)..].TrimStart(' ', '\t', '\r', '\n', '}');
        }
        Assert.Equal("", rest);
    }

    private static ParseResult Parse(string text) => PuppetParser.Parse(new SourceFile("x.pp", text));

    private static ParseResult ParseEpp(string text) => PuppetParser.ParseEpp(new SourceFile("x.epp", text));

    private static string RandomText(Random random)
    {
        var output = new StringBuilder();
        for (var i = random.Next(1, 40); i > 0; i--)
        {
            _ = random.Next(8) switch
            {
                0 => output.Append((char)random.Next(0, 0x3000)),
                1 => output.Append((char)random.Next(0x20, 0x7f)),
                < 6 => output.Append(Pieces[random.Next(Pieces.Length)]),
                _ => output.Append(' ').Append(Pieces[random.Next(Pieces.Length)]).Append(' '),
            };
        }
        return output.ToString();
    }
}
