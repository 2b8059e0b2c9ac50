namespace Bunraku.Ruby;

/// <summary>
/// The names that are variables at a place, so that the lexer and the parser can tell them from calls.
/// </summary>
/// <param name="parent">What a block sees besides its own; null for a method's body.</param>
internal sealed class VariableScope(VariableScope? parent)
{
    private readonly HashSet<string> names = [];

    /// <summary>
    /// The greatest of the numbered parameters <c>_1</c> … used; -1 where they have no meaning.
    /// </summary>
    public int Numbered { get; set; } = -1;

    public void Declare(string name) => names.Add(name);

    public bool Knows(string name) =>
        names.Contains(name)
        || parent is not null && parent.Knows(name)
        || Numbered >= 0 && name.Length == 2 && name[0] == '_' && name[1] is >= '1' and <= '9';
}
