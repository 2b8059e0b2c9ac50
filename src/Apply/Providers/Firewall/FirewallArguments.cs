using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The words that make iptables(8) write a wanted rule.</summary>
internal static class FirewallArguments
{
    public static List<string> Of(Resource desired, Dictionary<string, Value> wish, bool isIpv6)
    {
        var words = new List<string> { "--wait" };
        string? module = null;
        foreach (var option in FirewallOption.All)
        {
            if (
                (option.IsIpv6 is { } only && only != isIpv6) || Value(desired, wish, option) is not { } value
            )
            {
                continue;
            }
            if (option.IsFlag)
            {
                if (value.ToString() == "true")
                {
                    Name(words, option, ref module, isNegated: false);
                }
            }
            else if (option.IsValue)
            {
                if (value.ToString() == option.Name[2..])
                {
                    Name(words, option, ref module, isNegated: false);
                }
            }
            else if (option.Attribute is "ipset" or "src_type" or "dst_type")
            {
                foreach (var (index, one) in Items(value).Index())
                {
                    // Each further one is a match of its own.
                    module = index > 0 ? null : module;
                    Name(words, option, ref module, IsNegated(one));
                    words.AddRange(Bare(one).Split(' ', StringSplitOptions.RemoveEmptyEntries));
                }
            }
            else
            {
                Add(words, option, value, ref module);
            }
        }
        return words;
    }

    private static Value? Value(Resource desired, Dictionary<string, Value> wish, FirewallOption option) =>
        option.Attribute switch
        {
            "name" => desired.Text("name") ?? desired.Title,
            "jump" when wish.TryGetValue("action", out var action) => action.ToString().ToUpperInvariant(),
            _ => wish.GetValueOrDefault(option.Attribute),
        };

    private static void Add(List<string> words, FirewallOption option, Value value, ref string? module)
    {
        var items = Items(value);
        var isNegated = items.Exists(IsNegated);
        if (isNegated && items.Find(item => !IsNegated(item)) is { } plain)
        {
            throw new HostException(
                $"All values of the '{option.Attribute}' property must be prefixed with a '!' when inverting, "
                    + $"but '{plain}' is not prefixed; aborting"
            );
        }
        Name(words, option, ref module, isNegated);
        if (option.Words > 1)
        {
            words.AddRange(Bare(items[0]).Split(' ', option.Words, StringSplitOptions.RemoveEmptyEntries));
            return;
        }
        var text = string.Join(',', items.Select(Bare));
        words.Add(option.Attribute is "sport" or "dport" or "port" ? text.Replace('-', ':') : text);
    }

    private static void Name(List<string> words, FirewallOption option, ref string? module, bool isNegated)
    {
        if (option.Module is not null && (option.Repeats || option.Module != module))
        {
            words.Add("-m");
            words.Add(option.Module);
            if (option.Module == "frag")
            {
                words.AddRange(["--fragid", "0"]);
            }
        }
        module = option.Module ?? module;
        if (isNegated)
        {
            words.Add("!");
        }
        if (option.Name.Length > 0)
        {
            words.Add(option.Name);
        }
    }

    private static List<string> Items(Value value) =>
        value is ArrayValue list ? [.. list.Items.Select(item => item.ToString())] : [value.ToString()];

    private static bool IsNegated(string text) => text.StartsWith('!');

    private static string Bare(string text) => IsNegated(text) ? text[1..].TrimStart() : text;
}
