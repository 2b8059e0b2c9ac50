using System.Globalization;
using Bunraku.Tests;

namespace Bunraku.Text.Tests;

/// <summary>
/// <c>cases/text</c>: a YAML, JSON or HOCON text, the tree it gives, and what is to be said about it.
/// </summary>
public sealed class CaseTests
{
    public static TheoryData<string> Cases() => CaseFile.In("text");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_gives_its_tree_and_diagnostics(string name)
    {
        var @case = CaseFile.Read(name);
        var path = new[] { "input.yaml", "input.json", "input.conf" }.First(p => @case[p] is not null);
        var file = new SourceFile(path, @case[path]!);
        var result = path switch
        {
            "input.yaml" => YamlReader.Read(file),
            "input.json" => JsonReader.Read(file),
            _ => HoconReader.Read(file, variable => variable == "HOME" ? "/root" : null),
        };
        @case.Expect("tree", result.Tree is null ? "" : Print(result.Tree));
        @case.Expect("diagnostics", DiagnosticRenderer.Render(result.Diagnostics));
    }

    /// <summary>Mappings and sequences of several lines are broken, the rest stands on one.</summary>
    private static string Print(DataTree tree) =>
        tree switch
        {
            MappingTree mapping when mapping.Span.Text.Contains('\n') => string.Join(
                '\n',
                mapping.Entries.Select(entry => $"{Inline(entry.Key)}: {Inline(entry.Value)}")
            ),
            SequenceTree sequence when sequence.Span.Text.Contains('\n') => string.Join(
                '\n',
                sequence.Items.Select(item => "- " + Inline(item))
            ),
            _ => Inline(tree),
        };

    private static string Inline(DataTree tree) =>
        tree switch
        {
            MappingTree mapping =>
                $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{Inline(entry.Key)}: {Inline(entry.Value)}"))}}}",
            SequenceTree sequence => $"[{string.Join(", ", sequence.Items.Select(Inline))}]",
            ScalarTree scalar => Scalar(scalar.Value),
            _ => throw new InvalidOperationException(),
        };

    private static string Scalar(object? value) =>
        value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            string text => $"\"{text.Replace("\n", "\\n").Replace("\t", "\\t")}\"",
            DateTimeOffset moment => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
            var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
        };
}
