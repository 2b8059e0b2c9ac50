namespace Bunraku.Model;

/// <summary>What cannot be together in a rule of the packet filter, in the words of its module.</summary>
internal static class FirewallChecks
{
    public static IEnumerable<string> Of(ResourceDraft draft) =>
        Chains(draft).Concat(Targets(draft)).Concat(Companions(draft)).Concat(Tracking(draft));

    private static IEnumerable<string> Chains(ResourceDraft draft)
    {
        var (table, chain) = (draft.Text("table"), draft.Text("chain") ?? "");
        if (table == "filter" && Has(chain, "PREROUTING", "POSTROUTING"))
        {
            yield return "PREROUTING and POSTROUTING cannot be used in table 'filter'";
        }
        if (table == "nat" && Has(chain, "INPUT", "FORWARD"))
        {
            yield return "INPUT and FORWARD cannot be used in table 'nat'";
        }
        if (table == "raw" && Has(chain, "INPUT", "FORWARD", "POSTROUTING"))
        {
            yield return "INPUT, FORWARD and POSTROUTING cannot be used in table raw";
        }
        foreach (var owner in new[] { "uid", "gid" })
        {
            if (draft[owner] is not null && !Has(chain, "OUTPUT", "POSTROUTING"))
            {
                yield return $"Parameter {owner} only applies to chains OUTPUT,POSTROUTING";
            }
        }
        if (
            draft["icmp"] is not null
            && draft.Text("icmp") is { Length: > 0 } icmp
            && !char.IsAsciiDigit(icmp[^1])
        )
        {
            yield return "cannot work out icmp type";
        }
        if (draft["dport"] is { } ports && !Has(draft.Text("proto") ?? "", "tcp", "udp", "sctp"))
        {
            yield return $"[{draft.Text("name")}] Parameter dport only applies to sctp, tcp and udp protocols. "
                + $"Current protocol is [{draft.Text("proto")}] and dport is "
                + $"[{(ports is ArrayValue list ? string.Join(',', list.Items) : ports.ToString())}]";
        }
    }

    private static IEnumerable<string> Targets(ResourceDraft draft)
    {
        var (table, jump) = (draft.Text("table") ?? "", draft.Text("jump") ?? "");
        if (draft["set_mark"] is not null && !(jump.Contains("MARK") && table == "mangle"))
        {
            yield return "Parameter set_mark only applies to the mangle table and when jump => MARK";
        }
        if (jump == "DSCP" && draft["set_dscp"] is null && draft["set_dscp_class"] is null)
        {
            yield return "When using jump => DSCP, the set_dscp or set_dscp_class property is required";
        }
        if (jump == "TCPMSS" && draft["set_mss"] is null && draft["clamp_mss_to_pmtu"] is null)
        {
            yield return "When using jump => TCPMSS, the set_mss or clamp_mss_to_pmtu property is required";
        }
        if (jump == "TEE" && draft["gateway"] is null)
        {
            yield return "When using jump => TEE, the gateway property is required";
        }
        if (jump is "DNAT" or "SNAT" or "MASQUERADE" && table != "nat")
        {
            yield return $"Parameter jump => {jump} only applies to table => nat";
        }
        if (jump == "DNAT" && draft["todest"] is null)
        {
            yield return "Parameter jump => DNAT must have todest parameter";
        }
        if (jump == "SNAT" && draft["tosource"] is null)
        {
            yield return "Parameter jump => SNAT must have tosource parameter";
        }
        if (jump != "LOG" && LogAttributes.Any(name => draft[name] is not null))
        {
            yield return "Parameter log_prefix, log_level, log_tcp_sequence, log_tcp_options, log_ip_options  "
                + "and log_uid require jump => LOG";
        }
    }

    private static IEnumerable<string> Companions(ResourceDraft draft)
    {
        if (draft["burst"] is not null && draft["limit"] is null)
        {
            yield return "burst makes no sense without limit";
        }
        if (draft["action"] is not null && draft["jump"] is not null)
        {
            yield return "Only one of the parameters 'action' and 'jump' can be set";
        }
        if (
            draft["connlimit_mask"] is not null
            && draft["connlimit_above"] is null
            && draft["connlimit_upto"] is null
        )
        {
            yield return "Parameter 'connlimit_mask' requires 'connlimit_above'";
        }
        if (draft["mask"] is not null && draft["recent"] is null)
        {
            yield return "Mask can only be set if recent is enabled.";
        }
        var mode = draft.Text("stat_mode");
        foreach (var (name, needed) in StatisticModes)
        {
            if (draft[name] is not null && mode is null)
            {
                yield return $"Parameter '{name}' requires 'stat_mode' to be set";
            }
            else if (draft[name] is not null && mode != needed)
            {
                yield return $"Parameter '{name}' requires 'stat_mode' to be set to '{needed}'";
            }
        }
        if (
            draft["hashlimit_name"] is not null
            && draft["hashlimit_upto"] is null
            && draft["hashlimit_above"] is null
        )
        {
            yield return "Either hashlimit_upto or hashlimit_above are required";
        }
    }

    private static IEnumerable<string> Tracking(ResourceDraft draft)
    {
        var (table, jump) = (draft.Text("table"), draft.Text("jump"));
        if (draft.Text("checksum_fill") == "true" && !(jump == "CHECKSUM" && table == "mangle"))
        {
            yield return "Parameter checksum_fill requires jump => CHECKSUM and table => mangle";
        }
        if ((draft["queue_num"] is not null || draft.Text("queue_bypass") == "true") && jump != "NFQUEUE")
        {
            yield return "Paramter queue_number and queue_bypass require jump => NFQUEUE";
        }
        foreach (var name in new[] { "zone", "helper", "notrack" })
        {
            if (draft[name] is not null && jump != "CT")
            {
                yield return $"Parameter {name} requires jump => CT";
            }
        }
        if (jump == "CT" && table != "raw")
        {
            yield return "Parameter jump => CT only applies to table => raw";
        }
    }

    private static readonly string[] LogAttributes =
    [
        "log_prefix",
        "log_level",
        "log_uid",
        "log_tcp_sequence",
        "log_tcp_options",
        "log_ip_options",
    ];

    private static readonly (string Name, string Mode)[] StatisticModes =
    [
        ("stat_packet", "nth"),
        ("stat_every", "nth"),
        ("stat_probability", "random"),
    ];

    private static bool Has(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }
}
