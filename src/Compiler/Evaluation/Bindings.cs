namespace Bunraku.Compiler;

/// <summary>
/// What lowering knows of the variables around an expression: the layouts of the nested bodies.
/// </summary>
/// <param name="Layout">The innermost body's variables.</param>
/// <param name="Outer">
/// The body that a lambda closes over; null where only names are known (templates, functions).
/// </param>
internal sealed record Bindings(Layout Layout, Bindings? Outer)
{
    /// <summary>
    /// Parameters not yet bound while a default is lowered: reading one is an error of its own.
    /// </summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>
    /// Where a variable of this body or one it closes over lives: how many scopes out, and the slot.
    /// </summary>
    public (int Depth, int Slot)? Find(string name)
    {
        var depth = 0;
        for (var bindings = this; bindings is not null; bindings = bindings.Outer)
        {
            if (bindings.Layout.Find(name) is >= 0 and var slot)
            {
                return (depth, slot);
            }
            depth++;
        }
        return null;
    }
}
