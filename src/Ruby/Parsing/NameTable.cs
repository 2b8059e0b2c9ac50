namespace Bunraku.Ruby;

/// <summary>Names of one program, each kept once.</summary>
internal sealed class NameTable
{
    private readonly HashSet<string> names = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public NameTable() => bySpan = names.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<char> text)
    {
        if (bySpan.TryGetValue(text, out var known))
        {
            return known;
        }
        var name = text.ToString();
        names.Add(name);
        return name;
    }
}
