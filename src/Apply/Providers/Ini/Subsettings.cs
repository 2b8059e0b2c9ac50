using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A value that is a list of words, in quotes or not: <c>"-Xmx512m -verbose"</c>.</summary>
internal sealed class Subsettings
{
    private readonly string separator;
    private readonly string pairSeparator;
    private readonly string quote;
    private readonly bool isExact;
    private readonly List<string> items = [];

    public Subsettings(string? value, Resource desired)
    {
        separator = desired.Text("subsetting_separator") ?? " ";
        pairSeparator = desired.Text("subsetting_key_val_separator") ?? "";
        isExact = desired.Text("use_exact_match") == "true";
        quote = desired.Text("quote_char") ?? "";
        if (value is null)
        {
            return;
        }
        if (value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0])
        {
            quote = value[..1];
            value = value[1..^1];
        }
        items.AddRange(
            value
                .Split(separator.ToCharArray(), StringSplitOptions.RemoveEmptyEntries)
                .Select(item => item.Trim())
        );
    }

    /// <summary>What stands behind the name of an item; null when there is none. It may be another item
    /// than the exact one: the first that begins so.</summary>
    public string? Value(string name) =>
        items.Exists(item => IsNamed(item, name))
            ? items.Find(item => BeginsWith(item, name))?[(name.Length + pairSeparator.Length)..] ?? ""
            : null;

    public void Set(string name, string value, string? insertion, string? place)
    {
        var wanted = name + pairSeparator + value;
        if (items.Exists(item => IsNamed(item, name)))
        {
            for (var i = 0; i < items.Count; i++)
            {
                items[i] = IsNamed(items[i], name) ? wanted : items[i];
            }
            return;
        }
        var at = place is null ? -1 : items.FindIndex(item => IsNamed(item, place));
        items.Insert(
            insertion switch
            {
                "start" => 0,
                "before" when at >= 0 => at,
                "after" when at >= 0 => at + 1,
                "index" => int.TryParse(place, out var index) ? Math.Clamp(index, 0, items.Count) : 0,
                _ => items.Count,
            },
            wanted
        );
    }

    public void Remove(string name) => items.RemoveAll(item => IsNamed(item, name));

    public override string ToString() => quote + string.Join(separator, items) + quote;

    private bool IsNamed(string item, string name) => isExact ? item == name : BeginsWith(item, name);

    private bool BeginsWith(string item, string name) =>
        item.StartsWith(name + pairSeparator, StringComparison.Ordinal);
}
