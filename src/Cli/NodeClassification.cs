using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// What a node classifier says of a node: classes, with or without parameters, and top-scope variables. It is
/// YAML from a file or from a program.
/// </summary>
internal sealed record NodeClassification(
    ImmutableArray<KeyValuePair<string, HashValue>> Classes,
    HashValue Parameters
)
{
    private static readonly NodeClassification None = new([], HashValue.Empty);

    /// <summary>The environment that the node belongs to; null when it is not said.</summary>
    public string? Environment { get; init; }

    /// <param name="command">The program with its arguments; the node's name comes last.</param>
    public static NodeClassification Read(string node, string? file, string? command)
    {
        if (file is not null)
        {
            return File.Exists(file)
                ? Parse(new SourceFile(file, File.ReadAllText(file)))
                : throw new DiagnosticException(CliDiagnostics.NoSuchFile(file));
        }
        return command is null ? None : Parse(new SourceFile(command, Ask(command, node)));
    }

    private static string Ask(string command, string node)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !Path.IsPathRooted(words[0]))
        {
            throw new DiagnosticException(CliDiagnostics.NoNodeClassifier(command));
        }
        if (!File.Exists(words[0]))
        {
            throw new DiagnosticException(CliDiagnostics.NoSuchFile(words[0]));
        }
        var result = ProcessRunner.Run(
            new ProcessRequest([.. words, node]) { Environment = ProcessEnvironments.OfThisProcess() }
        );
        return result.Succeeded
            ? result.Output
            : throw new DiagnosticException(
                CliDiagnostics.NodeClassifierFailed(command, node, result.Output.Trim())
            );
    }

    private static NodeClassification Parse(SourceFile source)
    {
        var read = YamlReader.Read(source);
        if (read.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            throw new DiagnosticException(read.Diagnostics);
        }
        if (read.Tree is not MappingTree tree)
        {
            throw Wrong(read.Tree?.Span ?? source.At(0, 0), "classes and parameters are a mapping");
        }
        var result = None;
        foreach (var (key, value) in tree.Entries)
        {
            result = (key as ScalarTree)?.Value switch
            {
                "classes" => result with { Classes = ClassesOf(value) },
                "parameters" => result with { Parameters = HashOf(value, "`parameters` is a mapping") },
                "environment" => result with { Environment = TextOf(value) },
                _ => result,
            };
        }
        return result;
    }

    private static ImmutableArray<KeyValuePair<string, HashValue>> ClassesOf(DataTree tree) =>
        tree switch
        {
            ScalarTree { Value: null } => [],
            SequenceTree list =>
            [
                .. list.Items.Select(item => KeyValuePair.Create(NameOf(item), HashValue.Empty)),
            ],
            MappingTree mapping =>
            [
                .. mapping.Entries.Select(entry =>
                    KeyValuePair.Create(
                        NameOf(entry.Key),
                        HashOf(entry.Value, "the parameters of a class are a mapping")
                    )
                ),
            ],
            _ => throw Wrong(tree.Span, "`classes` is a list or a mapping"),
        };

    private static HashValue HashOf(DataTree tree, string rule) =>
        tree is ScalarTree { Value: null }
            ? HashValue.Empty
            : ValueTree.ToValue(tree) as HashValue ?? throw Wrong(tree.Span, rule);

    private static string? TextOf(DataTree tree) =>
        tree switch
        {
            ScalarTree { Value: null } => null,
            ScalarTree { Value: string text } => text,
            _ => throw Wrong(tree.Span, "`environment` is a name"),
        };

    private static string NameOf(DataTree tree) =>
        tree is ScalarTree { Value: string name } ? name : throw Wrong(tree.Span, "a class has a name");

    private static DiagnosticException Wrong(Span at, string rule) =>
        new(CliDiagnostics.BadClassification(at, rule));
}
