using System.Globalization;
using System.Net;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What the kernel notes of addresses of version 6: proc(5), net/if_inet6.</summary>
internal sealed class Ip6Flags
{
    /// <summary>linux/if_addr.h, IFA_F_*: the names by bit.</summary>
    private static readonly string[] Names =
    [
        "temporary",
        "noad",
        "optimistic",
        "dadfailed",
        "homeaddress",
        "deprecated",
        "tentative",
        "permanent",
    ];

    private readonly Dictionary<(string Card, string Address), int> flags = [];

    public static Ip6Flags Of(Host host)
    {
        var result = new Ip6Flags();
        foreach (var line in (host.Try("/proc/net/if_inet6") ?? "").Split('\n'))
        {
            if (
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                is [var digits, _, _, _, var bits, var card]
            )
            {
                var address = new IPAddress(Convert.FromHexString(digits)).ToString();
                result.flags[(card, address)] = int.Parse(bits, NumberStyles.HexNumber, null);
            }
        }
        return result;
    }

    /// <summary>A binding with its flags.</summary>
    public HashValue Complete(string card, HashValue binding)
    {
        if (!flags.TryGetValue((card, binding.Find("address")!.ToString()), out var bits))
        {
            return binding;
        }
        var names = Names.Where((_, bit) => (bits & (1 << bit)) != 0).Select(name => (Value)name);
        return HashValue.Of(
            binding.Pairs.Append(KeyValuePair.Create<Value, Value>("flags", ArrayValue.Of(names)))
        );
    }
}
