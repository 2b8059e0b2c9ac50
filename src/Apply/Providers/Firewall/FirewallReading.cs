namespace Bunraku.Apply;

/// <summary>Goes through the words of a rule and finds the attributes that they stand for.</summary>
internal sealed class FirewallReading
{
    private string? module;
    private bool isNegated;

    public Dictionary<string, List<FirewallWord>> Found { get; } = [];

    public string Chain { get; private set; } = "";

    /// <summary>Whether there were words that no attribute stands for.</summary>
    public bool IsStrange { get; private set; }

    public void Read(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "!":
                    isNegated = true;
                    continue;
                case "-A" when i + 1 < words.Count:
                    Chain = words[++i];
                    break;
                case "-m" when i + 1 < words.Count:
                    module = words[++i];
                    if (module == "socket")
                    {
                        Add("socket", "true");
                    }
                    break;
                default:
                    i = ReadOption(words, i);
                    break;
            }
            isNegated = false;
        }
    }

    /// <summary>Reads an option with its values; where its last word is.</summary>
    private int ReadOption(List<string> words, int at)
    {
        var name = words[at];
        if (name is "-j" or "-g")
        {
            module = null;
        }
        if (name == "--connlimit-saddr" || (module == "frag" && name == "--fragid"))
        {
            return name == "--fragid" ? at + 1 : at;
        }
        if (FirewallOption.Find(module, name) is not { } option)
        {
            // A time to live has no attribute, and rules with one are read as if they had none.
            IsStrange |= module != "ttl";
            while (at + 1 < words.Count && words[at + 1] is var next && next != "!" && !next.StartsWith('-'))
            {
                at++;
            }
            return at;
        }
        if (option.IsFlag || option.IsValue)
        {
            Add(
                option.Attribute,
                option.IsValue ? name[2..]
                    : isNegated ? "false"
                    : "true",
                option.IsFlag
            );
            return at;
        }
        var last = Math.Min(at + option.Words, words.Count - 1);
        if (option.Attribute is "src_type" or "dst_type")
        {
            last += last + 1 < words.Count && words[last + 1].StartsWith("--limit-iface-") ? 1 : 0;
        }
        else if (option.Attribute == "ipsec_policy")
        {
            last = words.FindIndex(last, word => word is "-m" or "-j" or "-g") is >= 0 and var end
                ? end - 1
                : words.Count - 1;
        }
        Add(option.Attribute, string.Join(' ', words[(at + 1)..(last + 1)]));
        return last;
    }

    private void Add(string attribute, string text, bool isFlag = false)
    {
        if (!Found.TryGetValue(attribute, out var values))
        {
            Found[attribute] = values = [];
        }
        values.Add(new(text, isNegated && !isFlag));
    }
}
