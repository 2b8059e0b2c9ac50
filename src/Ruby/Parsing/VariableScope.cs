namespace Bunraku.Ruby;

/// <summary>
/// The names that are variables at a place, so that the lexer and the parser can tell them from calls.
/// </summary>
/// <param name="parent">What a block sees besides its own; null for a method's body.</param>
internal sealed class VariableScope(VariableScope? parent)
{
    private readonly HashSet<string> names = [];
    private readonly VariableScope? parent = parent;

    /// <summary>
    /// The greatest of the numbered parameters <c>_1</c> … used; -1 where they have no meaning.
    /// </summary>
    public int Numbered { get; set; } = -1;

    /// <summary>Whether a block has parameters with names, or none between bars.</summary>
    public bool HasOrdinary { get; set; }

    /// <summary>Whether a block within uses numbered parameters.</summary>
    private bool hasNumberedWithin;

    public static bool IsNumbered(string name) => name is ['_', >= '1' and <= '9'];

    /// <summary>Notes the use of a numbered parameter; what is wrong with it, or null.</summary>
    public string? Use(int number)
    {
        for (var at = parent; at is not null; at = at.parent)
        {
            if (at.Numbered > 0)
            {
                return "numbered parameter is already used in the block around";
            }
            at.hasNumberedWithin = true;
        }
        Numbered = Math.Max(Numbered, number);
        return hasNumberedWithin ? "numbered parameter is already used in a block within" : null;
    }

    public void Declare(string name) => names.Add(name);

    public bool Knows(string name) =>
        names.Contains(name) || parent is not null && parent.Knows(name) || Numbered >= 0 && IsNumbered(name);
}
