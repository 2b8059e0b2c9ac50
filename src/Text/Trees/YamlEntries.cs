using System.Collections.Immutable;

namespace Bunraku.Text;

/// <summary>
/// The entries of a YAML mapping in the making, in Ruby's order: a key set again keeps its place and takes
/// the new value, whether it was written twice or merged in.
/// </summary>
internal sealed class YamlEntries(List<Diagnostic> diagnostics)
{
    private readonly List<KeyValuePair<DataTree, DataTree>> entries = [];
    private readonly Dictionary<object, int> places = [];
    private readonly HashSet<int> merged = [];

    public ImmutableArray<KeyValuePair<DataTree, DataTree>> ToImmutable() => [.. entries];

    public void Set(DataTree key, DataTree value)
    {
        if (!places.TryGetValue(Identity(key), out var place))
        {
            places.Add(Identity(key), entries.Count);
            entries.Add(new(key, value));
            return;
        }
        if (!merged.Remove(place))
        {
            var name = key is ScalarTree { Value: var text } ? $"{text}" : "…";
            diagnostics.Add(TextDiagnostics.RepeatedKey(key.Span, entries[place].Key.Span, name));
        }
        entries[place] = new(key, value);
    }

    /// <summary>
    /// Brings in the entries of other mappings, the first of which wins. Keys already here are overwritten,
    /// as Psych does: a merge key counts at the place where it stands.
    /// </summary>
    public void Merge(IEnumerable<MappingTree> sources)
    {
        foreach (var (key, value) in sources.Reverse().SelectMany(source => source.Entries))
        {
            if (places.TryGetValue(Identity(key), out var place))
            {
                entries[place] = new(entries[place].Key, value);
                merged.Add(place);
                continue;
            }
            places.Add(Identity(key), entries.Count);
            merged.Add(entries.Count);
            entries.Add(new(key, value));
        }
    }

    private static object Identity(DataTree key) =>
        key is ScalarTree scalar ? (scalar.Value?.GetType(), scalar.Value, scalar.IsSymbol) : key;
}
