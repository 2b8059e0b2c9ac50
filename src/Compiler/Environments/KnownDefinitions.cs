using System.Collections.Concurrent;

namespace Bunraku.Compiler;

/// <summary>
/// What has been looked for already, so that compilations side by side ask without waiting for each other.
/// </summary>
internal sealed class KnownDefinitions<T>
    where T : class
{
    /// <summary>Names that are nowhere may be made up while running: they are not kept without end.</summary>
    private const int MostMissing = 10_000;

    private readonly ConcurrentDictionary<string, T> found = new();
    private readonly ConcurrentDictionary<string, bool> missing = new();

    /// <summary>Whether it is known what a name means; null when it means nothing.</summary>
    public bool TryFind(string name, out T? definition) =>
        found.TryGetValue(name, out definition) || missing.ContainsKey(name);

    public T? Keep(string name, T? definition)
    {
        if (definition is not null)
        {
            found[name] = definition;
        }
        else if (missing.Count < MostMissing)
        {
            missing[name] = true;
        }
        return definition;
    }

    /// <summary>Something was added: what was nowhere may be there now.</summary>
    public void Forget() => missing.Clear();
}
