namespace Bunraku.Compiler;

/// <summary>The variables of one body, each with its slot; decided while lowering.</summary>
internal sealed class Layout
{
    private readonly Dictionary<string, int> slots = [];

    public int Count => slots.Count;

    public IEnumerable<string> Names => slots.Keys;

    /// <summary>The slot of a variable of this body, made if it is new.</summary>
    public int Define(string name)
    {
        if (!slots.TryGetValue(name, out var slot))
        {
            slots.Add(name, slot = slots.Count);
        }
        return slot;
    }

    public int Find(string name) => slots.GetValueOrDefault(name, -1);
}
