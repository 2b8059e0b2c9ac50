using System.Text.RegularExpressions;

namespace Bunraku.House.Tests;

/// <summary>What every source file keeps to.</summary>
public sealed partial class SourceStyleTests
{
    private const int LongestFile = 500;
    private const int LongestLine = 110;
    private const int LongestMethod = 70;

    /// <summary>
    /// Names that say nothing (house style): a class so named should be two classes or none.
    /// </summary>
    private static readonly string[] EmptyNames =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Common",
        "Impl",
    ];

    [Fact]
    public void Files_are_short_or_say_why_not()
    {
        var long_ = Sources()
            .Where(file => file.Lines.Length > LongestFile && !file.Explains("file length"))
            .Select(file => $"{file.Path}: {file.Lines.Length} lines");
        SourceTree.ExpectNone(long_);
    }

    [Fact]
    public void Lines_fit_the_page()
    {
        var wide = Sources()
            .SelectMany(file =>
                file.Lines.Select((line, i) => (file.Path, Line: i + 1, line.Length, Text: line))
            )
            .Where(line => line.Length > LongestLine && !line.Text.Contains('"', StringComparison.Ordinal))
            .Select(line => $"{line.Path}:{line.Line}: {line.Length} columns");
        SourceTree.ExpectNone(wide);
    }

    [Fact]
    public void Methods_are_short_or_say_why_not()
    {
        SourceTree.ExpectNone(Sources().SelectMany(LongMethods));
    }

    [Fact]
    public void Files_are_named_after_what_they_hold()
    {
        var misnamed = Sources()
            .Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal))
            .Where(file => !Regex.IsMatch(file.Text, $@"\b{Regex.Escape(FirstPart(file.Path))}\w*\b"))
            .Select(file => file.Path);
        SourceTree.ExpectNone(misnamed);
    }

    [Fact]
    public void Names_say_something()
    {
        var empty = Sources()
            .SelectMany(file =>
                TypeNames().Matches(file.Text).Select(match => (file.Path, Name: match.Groups[1].Value))
            )
            .Where(type => EmptyNames.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(type => $"{type.Path}: {type.Name}");
        SourceTree.ExpectNone(empty);
    }

    [Fact]
    public void Nothing_is_left_for_later_or_skipped()
    {
        // The words are put together here so that this file does not find itself.
        string[] words =
        [
            "TO" + "DO",
            "FIX" + "ME",
            "NotImplemented" + "Exception",
            "Skip" + " =",
            "#reg" + "ion",
        ];
        var found = Sources()
            .SelectMany(file =>
                words
                    .Where(word => file.Text.Contains(word, StringComparison.Ordinal))
                    .Select(word => $"{file.Path}: {word}")
            );
        SourceTree.ExpectNone(found);
    }

    private static string FirstPart(string path) => Path.GetFileNameWithoutExtension(path).Split('.')[0];

    private static IEnumerable<string> LongMethods(SourceText file)
    {
        for (var i = 0; i < file.Lines.Length; i++)
        {
            // The formatter closes a member at the indentation it was opened with: four columns.
            if (!MemberStart().IsMatch(file.Lines[i]) || i + 1 >= file.Lines.Length)
            {
                continue;
            }
            var open = Array.FindIndex(
                file.Lines,
                i,
                line => line.StartsWith("    {", StringComparison.Ordinal) || line.EndsWith(';')
            );
            var close =
                open < 0 ? -1 : Array.FindIndex(file.Lines, open, line => line is "    }" or "    };");
            if (
                open >= 0
                && file.Lines[open].StartsWith("    {", StringComparison.Ordinal)
                && close - open > LongestMethod
            )
            {
                var excused = file.Lines[Math.Max(0, i - 4)..i]
                    .Any(line => line.Contains("method length", StringComparison.Ordinal));
                if (!excused)
                {
                    yield return $"{file.Path}:{i + 1}: {close - open} lines";
                }
            }
        }
    }

    private static IEnumerable<SourceText> Sources() =>
        new[] { "src", "tests" }
            .SelectMany(folder => SourceTree.Files(folder, "*.cs"))
            .Select(path => new SourceText(SourceTree.Relative(path), File.ReadAllText(path)));

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(\w+)")]
    private static partial Regex TypeNames();

    [GeneratedRegex(
        @"^    (?!(?:private|public|internal)?\s*(?:sealed |static |abstract )*(?:class|record|struct|enum|interface) )[\w<>\[\]?,.() ]+\("
    )]
    private static partial Regex MemberStart();

    private sealed record SourceText(string Path, string Text)
    {
        public string[] Lines { get; } = Text.TrimEnd('\n').Split('\n');

        /// <summary>A comment with these words near the top gives the reason for an exception.</summary>
        public bool Explains(string words) =>
            Lines.Take(40).Any(line => line.Contains(words, StringComparison.Ordinal));
    }
}
