using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// A hash of a configuration file whose shape was checked before, read key by key.
/// </summary>
internal sealed record ConfigurationTable(MappingTree Tree)
{
    public Span Place => Tree.Span;

    public DataTree? Find(string key) =>
        Tree
            .Entries.FirstOrDefault(entry => entry.Key is ScalarTree { Value: string name } && name == key)
            .Value;

    public bool Contains(string key) => Find(key) is not (null or ScalarTree { Value: null });

    public Span? PlaceOf(string key) =>
        Tree
            .Entries.FirstOrDefault(entry => entry.Key is ScalarTree { Value: string name } && name == key)
            .Key?.Span;

    public string? Text(string key) => (Find(key) as ScalarTree)?.Value as string;

    /// <summary>A string or an array of them; empty when the key is not there.</summary>
    public ImmutableArray<string> Texts(string key) =>
        Find(key) switch
        {
            ScalarTree { Value: string text } => [text],
            SequenceTree list =>
            [
                .. list.Items.OfType<ScalarTree>().Select(item => item.Value).OfType<string>(),
            ],
            _ => [],
        };

    public ConfigurationTable? Table(string key) =>
        Find(key) is MappingTree mapping ? new ConfigurationTable(mapping) : null;

    public IReadOnlyList<ConfigurationTable>? Tables(string key) =>
        Find(key) is SequenceTree list
            ? [.. list.Items.OfType<MappingTree>().Select(item => new ConfigurationTable(item))]
            : null;
}
