namespace Bunraku.Ruby;

/// <summary>The slots of a body's variables; a block's has the one around it as its parent.</summary>
internal sealed class Layout(Layout? parent)
{
    private readonly Dictionary<string, int> slots = [];

    private Layout(Layout original, Layout? parent)
        : this(parent) => (slots, Count) = (new(original.slots), original.Count);

    /// <summary>One of its own with the same variables.</summary>
    public Layout Copy() => new(this, Parent);

    /// <summary>Its variables, and those of the bodies around it that it does not hide.</summary>
    public IEnumerable<string> AllNames => Parent is null ? Names : Names.Union(Parent.AllNames);

    public Layout? Parent => parent;

    public int Count { get; private set; }

    public IEnumerable<string> Names => slots.Keys;

    /// <summary>How many bodies out a variable is, and its slot; null when it is none.</summary>
    public (int Depth, int Slot)? Find(string name)
    {
        var depth = 0;
        for (var layout = this; layout is not null; layout = layout.Parent, depth++)
        {
            if (layout.slots.TryGetValue(name, out var slot))
            {
                return (depth, slot);
            }
        }
        return null;
    }

    public (int Depth, int Slot) FindOrDeclare(string name) => Find(name) ?? (0, Declare(name));

    public int Declare(string name)
    {
        if (!slots.TryGetValue(name, out var slot))
        {
            slots[name] = slot = Count++;
        }
        return slot;
    }

    /// <summary>A slot without a name.</summary>
    public int Reserve() => Count++;
}
