using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Language.Tests;

/// <summary>What holds for the layout of any EPP template.</summary>
public sealed partial class EppFormattingTests
{
    private const string Modules = "/usr/share/puppet/modules.available";
    private const int FewestTemplates = 40;
    private const int Rounds = 200;

    public static TheoryData<int> Seeds() => [1, 2, 3, 4];

    [Fact]
    public void Every_template_of_the_packaged_modules_is_laid_out_for_good_and_says_the_same()
    {
        var templates = Templates();
        Assert.True(
            templates.Length >= FewestTemplates,
            $"{templates.Length} templates: install puppet-module-*"
        );
        Assert.All(templates, path => Check(path, File.ReadAllText(path)));
    }

    /// <summary>Blanks put into tags are taken out again, or what they stand in is left alone.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Blanks_anywhere_in_tags_are_survived(int seed)
    {
        var random = new Random(seed);
        var templates = Templates();
        for (var i = 0; i < Rounds; i++)
        {
            var path = templates[random.Next(templates.Length)];
            var text = Tag().Replace(File.ReadAllText(path), tag => Scatter(tag.Value, random));
            if (!PuppetParser.ParseEpp(new SourceFile(path, text)).HasErrors)
            {
                Check($"{path}, seed {seed}", text);
            }
        }
    }

    private static string[] Templates() =>
        Directory.Exists(Modules)
            ?
            [
                .. Directory
                    .EnumerateFiles(Modules, "*.epp", SearchOption.AllDirectories)
                    .Where(path =>
                        !PuppetParser.ParseEpp(new SourceFile(path, File.ReadAllText(path))).HasErrors
                    )
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    private static string Scatter(string tag, Random random)
    {
        var output = new StringBuilder();
        foreach (var character in tag)
        {
            output.Append(character == ' ' ? new string(' ', random.Next(1, 4)) : character.ToString());
        }
        return output.ToString();
    }

    private static void Check(string path, string text)
    {
        var laid = EppFormatter.Format(new SourceFile(path, text)).Text;
        Assert.True(laid is not null, $"{path}: left alone");
        Assert.Equal(Tag().Replace(text, "<>"), Tag().Replace(laid, "<>"));
        Assert.Equal(Print(text), Print(laid));
        Assert.Equal(laid, EppFormatter.Format(new SourceFile(path, laid)).Text);
    }

    private static string Print(string text) =>
        PnPrinter.Print(PuppetParser.ParseEpp(new SourceFile("t.epp", text)).Program.Body);

    [GeneratedRegex("<%(?!%)[^\\n]*?%>")]
    private static partial Regex Tag();
}
