using System.Text;

namespace Bunraku.Text.Tests;

public sealed class ReaderTests
{
    [Fact]
    public void Every_tree_knows_its_place()
    {
        var yaml = (MappingTree)
            YamlReader.Read(new SourceFile("a.yaml", "a: [1, é]\nbc: 'x y'  # z\nd:\n- e: f\n")).Tree!;
        Assert.Equal(
            ["[1, é]", "'x y'", "- e: f"],
            yaml.Entries.Select(entry => entry.Value.Span.Text.ToString())
        );
        var json = (MappingTree)
            JsonReader.Read(new SourceFile("a.json", "{ \"a\" : [1, \"é\"] , \"b\":-1.5 }")).Tree!;
        Assert.Equal(["[1, \"é\"]", "-1.5"], json.Entries.Select(entry => entry.Value.Span.Text.ToString()));
    }

    [Fact]
    public void A_merged_entry_keeps_the_place_it_came_from()
    {
        var file = new SourceFile("a.yaml", "x: &x { k: v }\ny:\n  <<: *x\n");
        var tree = (MappingTree)YamlReader.Read(file).Tree!;
        var merged = (MappingTree)tree.Entries[1].Value;
        Assert.Equal(1, merged.Entries[0].Value.Span.Line);
    }

    [Theory]
    [InlineData('[', "invalid-json")]
    [InlineData('{', "invalid-yaml")]
    [InlineData('[', "invalid-hocon")]
    [InlineData('$', "invalid-hocon")]
    public void Nesting_has_a_limit(char bracket, string code)
    {
        var text = string.Concat(Enumerable.Repeat(bracket == '$' ? "a: ${" : $"{bracket}", 100_000));
        var file = new SourceFile("a", text);
        var result = code switch
        {
            "invalid-json" => JsonReader.Read(file),
            "invalid-yaml" => YamlReader.Read(file),
            _ => HoconReader.Read(file, _ => null),
        };
        Assert.Null(result.Tree);
        Assert.Equal(code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Substitutions_that_double_a_text_with_every_line_are_stopped()
    {
        var lines = Enumerable.Range(0, 60).Select(i => $"k{i}: ${{k{i + 1}}}${{k{i + 1}}}");
        var text = string.Join('\n', lines) + "\nk60: x\n";
        var result = HoconReader.Read(new SourceFile("a", text), _ => null);
        Assert.Equal("invalid-hocon", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_a_place()
    {
        const string Letters = "ab:-[]{}\"'\n\t #&*!|>%@`,?.0x1~<=\\é$+";
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (var i = random.Next(30); i >= 0; i--)
            {
                text.Append(Letters[random.Next(Letters.Length)]);
            }
            var file = new SourceFile("a", text.ToString());
            var hocon = HoconReader.Read(file, _ => null);
            foreach (var result in new[] { YamlReader.Read(file), JsonReader.Read(file), hocon })
            {
                var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error);
                Assert.All(errors, diagnostic => Assert.NotNull(diagnostic.Primary));
                DiagnosticRenderer.Render(result.Diagnostics);
            }
        }
    }
}
