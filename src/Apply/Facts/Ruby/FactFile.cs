using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// A Ruby file that adds facts, as far as its text tells without running it: the names it adds, and the
/// beginnings of names that it puts together.
/// </summary>
internal sealed class FactFile
{
    private static readonly string[] Marks = ["Facter.add", "Facter.define_fact"];

    private readonly List<string> names = [];
    private readonly List<string> beginnings = [];

    public FactFile(string path, string text)
    {
        Path = path;
        foreach (var mark in Marks)
        {
            for (var at = 0; (at = text.IndexOf(mark, at, StringComparison.Ordinal)) >= 0; at += mark.Length)
            {
                Note(text.AsSpan(at + mark.Length));
            }
        }
        if (names.Count == 0 && beginnings.Count == 0)
        {
            // It adds them in some other way, or none.
            beginnings.Add("");
        }
    }

    public string Path { get; }

    public bool IsLoaded { get; set; }

    public IReadOnlyList<string> Names => names;

    public bool MayDefine(string name) =>
        names.Contains(name)
        || beginnings.Exists(beginning => name.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>Notes what the first argument of a call is.</summary>
    private void Note(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" (\t");
        if (rest.Length > 1 && rest[0] == ':')
        {
            rest = rest[1..];
        }
        else if (rest.IsEmpty || rest[0] is not ('\'' or '"'))
        {
            beginnings.Add("");
            return;
        }
        var isQuoted = rest[0] is '\'' or '"';
        var end = isQuoted ? rest[1..].IndexOf(rest[0]) : rest.IndexOfAnyExcept(WordCharacters.All);
        var word = isQuoted ? rest[1..(Math.Max(end, 0) + 1)] : rest[..(end < 0 ? rest.Length : end)];
        var hole = word.IndexOf("#{");
        if (hole >= 0)
        {
            beginnings.Add(word[..hole].ToString().ToLowerInvariant());
        }
        else
        {
            names.Add(word.ToString().ToLowerInvariant());
        }
    }
}
