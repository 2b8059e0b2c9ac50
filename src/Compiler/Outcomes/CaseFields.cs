using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The members of a JSON object, each of the kind it must have; null counts as absent, unknown ones do not
/// count.
/// </summary>
internal sealed class CaseFields(MappingTree tree)
{
    public Span Span => tree.Span;

    public HashValue All => (HashValue)ValueTree.ToValue(tree);

    public DataTree? Find(string name)
    {
        foreach (var (key, value) in tree.Entries)
        {
            if (key is ScalarTree { Value: string text } && text == name)
            {
                return value is ScalarTree { Value: null } ? null : value;
            }
        }
        return null;
    }

    public string? Text(string name) => Of<string>(name, "a string");

    public bool? Truth(string name) =>
        Find(name) switch
        {
            null => null,
            ScalarTree { Value: bool truth } => truth,
            var other => throw Wrong(other, name, "true or false"),
        };

    /// <summary>Members that are objects themselves; empty when absent.</summary>
    public CaseFields Fields(string name) =>
        Find(name) switch
        {
            null => new CaseFields(new MappingTree(tree.Span, [])),
            MappingTree mapping => new CaseFields(mapping),
            var other => throw Wrong(other, name, "an object"),
        };

    public HashValue? Hash(string name) =>
        Find(name) switch
        {
            null => null,
            MappingTree mapping => (HashValue)ValueTree.ToValue(mapping),
            var other => throw Wrong(other, name, "an object"),
        };

    /// <summary>The files of an environment: relative paths that stay inside of it, and texts.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Files(string name)
    {
        var files = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var (key, value) in Fields(name).Entries)
        {
            var path = (string)((ScalarTree)key).Value!;
            if (path.Length == 0 || path.StartsWith('/') || path.Split('/').Contains(".."))
            {
                throw Wrong(key, $"a path in `{name}`", "a path below the environment's folder");
            }
            files.Add(
                new(path, value is ScalarTree { Value: string text } ? text : throw Wrong(value, path))
            );
        }
        return files.ToImmutable();
    }

    /// <summary>Names with their parameters, or names alone.</summary>
    public ImmutableArray<KeyValuePair<string, HashValue>> Classes(string name) =>
        Find(name) switch
        {
            null => [],
            SequenceTree list =>
            [
                .. list.Items.Select(item => KeyValuePair.Create(ClassName(item, name), HashValue.Empty)),
            ],
            MappingTree mapping =>
            [
                .. mapping.Entries.Select(entry =>
                    KeyValuePair.Create(
                        ClassName(entry.Key, name),
                        ValueTree.ToValue(entry.Value) as HashValue ?? HashValue.Empty
                    )
                ),
            ],
            var other => throw Wrong(other, name, "an object or a list of names"),
        };

    /// <summary>Folders, as a list or parted by colons; default when absent.</summary>
    public ImmutableArray<string> Path(string name) =>
        Find(name) switch
        {
            null => default,
            ScalarTree { Value: string text } => SplitPath(text),
            SequenceTree list => [.. list.Items.Select(item => ClassName(item, name))],
            var other => throw Wrong(other, name, "a path"),
        };

    public static ImmutableArray<string> SplitPath(string path) =>
        [.. path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(System.IO.Path.GetFullPath)];

    /// <summary>One of a few words, or the first when absent.</summary>
    public T Word<T>(string name, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (Find(name) is not { } tree)
        {
            return words[0].Value;
        }
        var given = (tree as ScalarTree)?.Value as string;
        var known = new List<string>();
        foreach (var (word, value) in words)
        {
            if (word == given)
            {
                return value;
            }
            known.Add($"`{word}`");
        }
        throw Wrong(tree, name, $"one of {string.Join(", ", known)}");
    }

    private ImmutableArray<KeyValuePair<DataTree, DataTree>> Entries => tree.Entries;

    private static string ClassName(DataTree tree, string name) =>
        tree is ScalarTree { Value: string text }
            ? text
            : throw Wrong(tree, $"an item of `{name}`", "a string");

    private T? Of<T>(string name, string kind)
        where T : class =>
        Find(name) switch
        {
            null => null,
            ScalarTree { Value: T value } => value,
            var other => throw Wrong(other, name, kind),
        };

    private static DiagnosticException Wrong(DataTree at, string name, string kind = "a string") =>
        new(
            OutcomeDiagnostics.BadCase(
                at.Span,
                name.Contains('`', StringComparison.Ordinal)
                    ? $"{name} is not {kind}"
                    : $"`{name}` is not {kind}"
            )
        );
}
