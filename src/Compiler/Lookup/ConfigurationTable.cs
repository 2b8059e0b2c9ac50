using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// A hash of a configuration file, read key by key; each wrong kind of value is a failure with its place.
/// </summary>
/// <param name="Path">Where in the file it is, in the reference's words: <c>entry 'hierarchy' index 0
/// </c>.</param>
internal sealed record ConfigurationTable(
    MappingTree Tree,
    string Path,
    Func<string, Span?, string?, string, EvaluationException> Fail
)
{
    public Span Place => Tree.Span;

    public static ConfigurationTable Of(
        DataTree tree,
        string path,
        Func<string, Span?, string?, string, EvaluationException> fail
    ) =>
        tree is MappingTree mapping
            ? new(mapping, path, fail)
            : throw fail("a hash is wanted here", tree.Span, null, $"{path}expects a Hash value");

    public DataTree? Find(string key) =>
        Tree
            .Entries.FirstOrDefault(entry => entry.Key is ScalarTree { Value: string name } && name == key)
            .Value;

    public bool Contains(string key) => Find(key) is not (null or ScalarTree { Value: null });

    public Span? PlaceOf(string key) =>
        Tree
            .Entries.FirstOrDefault(entry => entry.Key is ScalarTree { Value: string name } && name == key)
            .Key?.Span;

    /// <summary>Fails on the first key that is not one of these.</summary>
    public void Allow(ImmutableArray<string> keys)
    {
        foreach (var (key, _) in Tree.Entries)
        {
            var name = key is ScalarTree scalar
                ? Convert.ToString(scalar.Value, CultureInfo.InvariantCulture)!
                : "";
            if (!keys.Contains(name))
            {
                throw Fail(
                    $"unrecognized key `{name}`",
                    key.Span,
                    Suggestion.Help(name, keys) ?? "the keys here are " + string.Join(", ", keys),
                    $"{Path}unrecognized key '{name}'"
                );
            }
        }
    }

    public string? Text(string key) =>
        Find(key) switch
        {
            null or ScalarTree { Value: null } => null,
            ScalarTree { Value: string { Length: > 0 } text } => text,
            var other => throw Fail(
                $"`{key}` is a string",
                other.Span,
                null,
                $"{Path}entry '{key}' expects a String value"
            ),
        };

    public string Required(string key) =>
        Text(key) ?? throw Fail($"`{key}` is missing", Place, null, $"{Path}expects a value for key '{key}'");

    /// <summary>A string or an array of them.</summary>
    public ImmutableArray<string> Texts(string key) =>
        Find(key) switch
        {
            ScalarTree { Value: string text } => [text],
            SequenceTree { Items.Length: > 0 } list
                when list.Items.All(i => i is ScalarTree { Value: string }) =>
            [
                .. list.Items.Select(item => (string)((ScalarTree)item).Value!),
            ],
            var other => throw Fail(
                $"`{key}` is an array of strings",
                other?.Span ?? Place,
                null,
                $"{Path}entry '{key}' expects an Array value"
            ),
        };

    public ConfigurationTable? Table(string key) =>
        Contains(key) ? Of(Find(key)!, $"{Path}entry '{key}' ", Fail) : null;

    public IReadOnlyList<ConfigurationTable>? Tables(string key) =>
        !Contains(key) ? null
        : Find(key) is SequenceTree list
            ? [.. list.Items.Select((item, i) => Of(item, $"{Path}entry '{key}' index {i} ", Fail))]
        : throw Fail(
            $"`{key}` is an array",
            PlaceOf(key),
            null,
            $"{Path}entry '{key}' expects an Array value"
        );
}
