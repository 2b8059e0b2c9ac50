using System.Text;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Language.Tests;

/// <summary><c>cases/formatting</c>, and what holds for the layout of any manifest.</summary>
public sealed class FormattingTests
{
    private const string Modules = "/usr/share/puppet/modules.available";
    private const int FewestManifests = 1500;
    private const int Rounds = 150;

    public static TheoryData<string> Cases() => CaseFile.In("formatting");

    public static TheoryData<int> Seeds() => [1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_laid_out_as_expected(string name)
    {
        var @case = CaseFile.Read(name);
        var result = @case["main.epp"] is { } template
            ? EppFormatter.Format(new SourceFile("main.epp", template))
            : PuppetFormatter.Format(new SourceFile("main.pp", @case["main.pp"]!));
        @case.Expect("formatted", result.Text ?? DiagnosticRenderer.Render(result.Diagnostics));
    }

    [Fact]
    public void Every_manifest_of_the_packaged_modules_is_laid_out_for_good_and_says_the_same()
    {
        var files = Manifests();
        Assert.True(files.Length >= FewestManifests, $"{files.Length} manifests: install puppet-module-*");
        var wrong = files.AsParallel().Select(path => Problem(path, File.ReadAllText(path))).OfType<string>();
        Assert.Equal("", string.Join('\n', wrong));
    }

    /// <summary>Comments and line breaks anywhere: what is laid out still says the same.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Comments_and_line_breaks_between_any_tokens_are_survived(int seed)
    {
        var random = new Random(seed);
        var files = Manifests();
        Assert.True(files.Length >= FewestManifests, $"{files.Length} manifests: install puppet-module-*");
        var refused = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var path = files[random.Next(files.Length)];
            var text = Scatter(File.ReadAllText(path), random);
            var file = new SourceFile(path, text);
            if (PuppetParser.Parse(file).HasErrors)
            {
                continue;
            }
            Assert.Null(Problem(path, text, ref refused));
        }
        Assert.InRange(refused, 0, Rounds / 20);
    }

    private static string? Problem(string path, string text)
    {
        var refused = 0;
        return Problem(path, text, ref refused) ?? (refused > 0 ? $"{path}: refused" : null);
    }

    private static string? Problem(string path, string text, ref int refused)
    {
        var before = new SourceFile(path, text);
        var result = PuppetFormatter.Format(before);
        if (result.Text is null)
        {
            refused += 1;
            Assert.Equal(["layout-failed"], result.Diagnostics.Select(diagnostic => diagnostic.Code));
            return null;
        }
        var after = new SourceFile(path, result.Text);
        return Print(before) != Print(after) ? $"{path}: says something else"
            : CommentsOf(before) != CommentsOf(after) ? $"{path}: other comments"
            : PuppetFormatter.Format(after).Text != result.Text ? $"{path}: not for good"
            : null;
    }

    private static string Print(SourceFile file) => PnPrinter.Print(PuppetParser.Parse(file).Program.Body);

    private static string CommentsOf(SourceFile file)
    {
        var trivia = new List<Trivia>();
        using var tokens = Lexer.Read(file, trivia);
        return string.Join('\n', UnitReader.Comments(file, trivia));
    }

    private static string[] Manifests() =>
        Directory.Exists(Modules)
            ?
            [
                .. Directory
                    .EnumerateFiles(Modules, "*.pp", SearchOption.AllDirectories)
                    .Where(path => !path.Contains("selinux", StringComparison.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Puts comments, blanks and line breaks into some of the white space of a manifest.</summary>
    private static string Scatter(string text, Random random)
    {
        var output = new StringBuilder(text.Length * 2);
        foreach (var character in text)
        {
            output.Append(
                character != ' ' || random.Next(12) > 0
                    ? character.ToString()
                    : random.Next(5) switch
                    {
                        0 => " # put in\n",
                        1 => "\n# put in\n",
                        2 => " /* put in */ ",
                        3 => "\n",
                        _ => "\n\n\n   ",
                    }
            );
        }
        return output.ToString();
    }
}
