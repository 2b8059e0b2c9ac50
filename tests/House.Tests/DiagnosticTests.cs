using System.Text.RegularExpressions;
using Bunraku.Tests;

namespace Bunraku.House.Tests;

/// <summary>Every diagnostic code is explained and shown.</summary>
public sealed partial class DiagnosticTests
{
    [Fact]
    public void Every_code_has_a_page_and_every_page_a_code()
    {
        var codes = Codes();
        var pages = SourceTree
            .Files("docs/errors", "*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .ToList();
        SourceTree.ExpectNone(codes.Except(pages).Select(code => $"{code}: no docs/errors page"));
        SourceTree.ExpectNone(pages.Except(codes).Select(page => $"{page}: a page without a code"));
    }

    [Fact]
    public void Every_code_is_shown_by_a_case_or_a_test()
    {
        var shown =
            string.Concat(SourceTree.Files("cases", "*.case").Select(File.ReadAllText))
            + string.Concat(SourceTree.Files("tests", "*.cs").Select(File.ReadAllText));
        Assert.All(Codes(), code => Assert.Contains(code, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Sentences_start_small_and_end_without_a_period()
    {
        var wrong = Sources()
            .SelectMany(text => Factories().Matches(text))
            .Where(match =>
                match.Groups[2].Value is var sentence
                && (char.IsUpper(sentence[0]) && !char.IsUpper(sentence[1]) || sentence.EndsWith('.'))
            )
            .Select(match => $"{match.Groups[1].Value}: {match.Groups[2].Value}");
        SourceTree.ExpectNone(wrong);
    }

    private static SortedSet<string> Codes() =>
        new(
            Sources()
                .SelectMany(text => Factories().Matches(text).Concat(Named().Matches(text)))
                .Select(match => match.Groups[1].Value),
            StringComparer.Ordinal
        );

    private static IEnumerable<string> Sources() =>
        SourceTree.Files("src", "*Diagnostics*.cs").Select(File.ReadAllText);

    /// <summary>
    /// A factory's first two arguments: a kebab-case code and a sentence, interpolated or not.
    /// </summary>
    [GeneratedRegex(@"\(\s*""([a-z0-9]+(?:-[a-z0-9]+)*)"",\s*\$?""((?:[^""\\]|\\.){2,})""(?!\) =>)")]
    private static partial Regex Factories();

    /// <summary>A code alone, for factories whose sentence is put together before.</summary>
    [GeneratedRegex(@"(?:Make|Error|Warning|Info)\w*\(\s*""([a-z0-9]+(?:-[a-z0-9]+)*)"",")]
    private static partial Regex Named();
}
