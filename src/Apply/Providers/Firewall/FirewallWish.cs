using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A wanted rule, its names of hosts and services as this host knows them.</summary>
internal static class FirewallWish
{
    private static readonly ResourceType Type = ResourceTypeRoster.Find("firewall")!;

    /// <summary>The values of a resource's properties, as the host's rules would have them.</summary>
    public static Dictionary<string, Value> Of(Host host, Resource desired, bool isIpv6)
    {
        var wish = new Dictionary<string, Value>();
        foreach (var attribute in FirewallOption.All.Select(option => option.Attribute).Append("action"))
        {
            var value = desired[attribute] is SensitiveValue secret ? secret.Inner : desired[attribute];
            if (value is null || attribute == "name")
            {
                continue;
            }
            // Of several values for what has one, the first is meant.
            if (value is ArrayValue { Count: > 0 } several && Type.Find(attribute) is { IsList: false })
            {
                value = several[0];
            }
            wish[attribute] = attribute switch
            {
                "source" or "destination" => Address(host, value.ToString(), isIpv6),
                "sport" or "dport" or "port" => Each(value, port => Port(host, port, desired.Text("proto"))),
                _ => value,
            };
        }
        return wish;
    }

    /// <summary>Whether a rule has what is wanted; accounts are the same by name and by number.</summary>
    public static bool IsSame(Host host, string attribute, Value wanted, Value found) =>
        attribute switch
        {
            "uid" => Account(wanted, host.Accounts.UserId) == Account(found, host.Accounts.UserId),
            "gid" => Account(wanted, host.Accounts.GroupId) == Account(found, host.Accounts.GroupId),
            "mac_source" => string.Equals(
                wanted.ToString(),
                found.ToString(),
                StringComparison.OrdinalIgnoreCase
            ),
            _ => Texts(wanted).SequenceEqual(Texts(found)),
        };

    private static string Account(Value value, Func<string, int?> number)
    {
        var text = value.ToString().Replace(" ", "");
        var bare = text.TrimStart('!');
        return (text.StartsWith('!') ? "!" : "") + (number(bare) is { } found ? found.ToString() : bare);
    }

    private static IEnumerable<string> Texts(Value value) =>
        value is ArrayValue list ? list.Items.Select(item => item.ToString()) : [value.ToString()];

    private static ArrayValue Each(Value value, Func<string, string> change) =>
        ArrayValue.Of(Texts(value).Select(text => (Value)change(text)));

    private static Value Address(Host host, string text, bool isIpv6)
    {
        var bare = text.StartsWith("! ", StringComparison.Ordinal) ? text[2..] : text;
        if (bare.Contains('/'))
        {
            return text;
        }
        var answer = HostTool.Ask(host, "getent", isIpv6 ? "ahostsv6" : "ahostsv4", bare);
        var address = answer.Output.Split((char[])[' ', '\t', '\n'], 2)[0];
        return answer.Succeeded && FirewallValues.Address(address) is { } known
            ? text[..^bare.Length] + known
            : throw new HostException(
                $"host_to_ip failed for {text}, exception Failed to resolve hostname {bare}"
            );
    }

    private static string Port(Host host, string text, string? protocol)
    {
        var bare = text.StartsWith("! ", StringComparison.Ordinal) ? text[2..] : text;
        if (char.IsAsciiDigit(bare[0]))
        {
            return text;
        }
        var kind = protocol == "udp" ? "udp" : "tcp";
        return Services(host).TryGetValue((bare, kind), out var number)
            ? text[..^bare.Length] + number
            : throw new HostException($"no such service {bare}/{kind}");
    }

    /// <summary>services(5): names and other names by protocol.</summary>
    private static Dictionary<(string Name, string Protocol), string> Services(Host host) =>
        host.Parsed(
            "/etc/services",
            text =>
            {
                var known = new Dictionary<(string, string), string>();
                foreach (var line in text.Split('\n').Select(line => line.Split('#')[0]))
                {
                    var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                    if (words.Length > 1 && words[1].Split('/') is [var port, var protocol])
                    {
                        foreach (var name in words.Where((_, index) => index != 1))
                        {
                            known.TryAdd((name, protocol), port);
                        }
                    }
                }
                return known;
            }
        );
}
