using System.Collections.Immutable;

namespace Bunraku.Text;

/// <summary>
/// Reads the first document of a YAML file. Scalars mean what they mean to Ruby's Psych; merge keys are
/// applied, aliases followed, a repeated key keeps its last value (with a warning).
/// </summary>
public static class YamlReader
{
    public static DataTreeResult Read(SourceFile file) => Read(file, keepsObjects: false);

    /// <summary>
    /// As <see cref="Read(SourceFile)"/>, for Ruby: what stands for an object keeps its tag.
    /// </summary>
    public static DataTreeResult ReadObjects(SourceFile file) => Read(file, keepsObjects: true);

    private static DataTreeResult Read(SourceFile file, bool keepsObjects)
    {
        var composer = new YamlComposer(file, keepsObjects);
        try
        {
            return new(composer.Document(), [.. composer.Diagnostics]) { FirstAlias = composer.FirstAlias };
        }
        catch (DiagnosticException failure)
        {
            return new(null, [.. composer.Diagnostics, .. failure.Diagnostics]);
        }
        catch (YamlFault fault)
        {
            return new(
                null,
                [.. composer.Diagnostics, TextDiagnostics.InvalidYaml(file, fault, Help(file, fault))]
            );
        }
    }

    /// <summary>
    /// As <see cref="Read"/>, for data of Hiera: dates without quotes are errors, because the language has no
    /// values for them.
    /// </summary>
    public static DataTreeResult ReadData(SourceFile file)
    {
        var result = Read(file);
        return result.Tree is { } tree && FirstDate(tree) is { } date
            ? new(null, result.Diagnostics.Insert(0, TextDiagnostics.DateInData(date)))
            : result;
    }

    private static ScalarTree? FirstDate(DataTree tree) =>
        tree switch
        {
            ScalarTree { Value: DateOnly or DateTimeOffset } date => date,
            SequenceTree sequence => sequence
                .Items.Select(FirstDate)
                .FirstOrDefault(date => date is not null),
            MappingTree mapping => mapping
                .Entries.Select(entry => FirstDate(entry.Key) ?? FirstDate(entry.Value))
                .FirstOrDefault(date => date is not null),
            _ => null,
        };

    private static string? Help(SourceFile file, YamlFault fault)
    {
        var at = Math.Min(fault.At.Index, file.Text.Length);
        var line = file.Line(file.At(at, at).Line);
        if (line.TrimStart(' ').StartsWith("\t"))
        {
            return "indent with spaces; YAML allows no tabs there";
        }
        return line.IndexOfAny("%@`") >= 0
            ? "put quotes around a value that begins with a special character"
            : null;
    }
}
