using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>An option of iptables(8) and the attribute of <c>firewall</c> that stands for it.</summary>
/// <param name="Module">The match that has it (<c>-m</c>); null for the program's own and targets'.</param>
internal sealed record FirewallOption(string Attribute, string? Module, string Name)
{
    /// <summary>Whether it has no value.</summary>
    public bool IsFlag { get; init; }

    /// <summary>How many words its value has.</summary>
    public int Words { get; init; } = 1;

    /// <summary>Whether its name is the value, less the hyphens.</summary>
    public bool IsValue { get; init; }

    /// <summary>Whether its match is named each time anew.</summary>
    public bool Repeats { get; init; }

    /// <summary>Only in the rules of one version of the protocol; null for both.</summary>
    public bool? IsIpv6 { get; init; }

    /// <summary>In the order in which rules are written, which is that of <c>iptables-save</c>.</summary>
    public static ImmutableArray<FirewallOption> All { get; } =
    [
        Own("table", "-t"),
        Own("source", "-s"),
        Own("destination", "-d"),
        Own("iniface", "-i"),
        Own("outiface", "-o"),
        .. Of("physdev", ("physdev_in", "--physdev-in"), ("physdev_out", "--physdev-out")),
        Flag("physdev_is_bridged", "physdev", "--physdev-is-bridged"),
        Flag("physdev_is_in", "physdev", "--physdev-is-in"),
        Flag("physdev_is_out", "physdev", "--physdev-is-out"),
        Own("proto", "-p"),
        Flag("isfragment", null, "-f") with
        {
            IsIpv6 = false,
        },
        Flag("ishasmorefrags", "frag", "--fragmore") with
        {
            IsIpv6 = true,
        },
        Flag("islastfrag", "frag", "--fraglast") with
        {
            IsIpv6 = true,
        },
        Flag("isfirstfrag", "frag", "--fragfirst") with
        {
            IsIpv6 = true,
        },
        .. Of("statistic", ("stat_mode", "--mode"), ("stat_every", "--every"), ("stat_packet", "--packet")),
        .. Of("statistic", ("stat_probability", "--probability")),
        .. Of("iprange", ("src_range", "--src-range"), ("dst_range", "--dst-range")),
        new("tcp_option", "tcp", "--tcp-option"),
        new("tcp_flags", "tcp", "--tcp-flags") { Words = 2 },
        .. Of("owner", ("uid", "--uid-owner"), ("gid", "--gid-owner")),
        new("mac_source", "mac", "--mac-source"),
        new("sport", "multiport", "--sports") { Repeats = true },
        new("dport", "multiport", "--dports") { Repeats = true },
        new("port", "multiport", "--ports") { Repeats = true },
        .. Of("addrtype", ("src_type", "--src-type"), ("dst_type", "--dst-type")),
        Flag("socket", "socket", ""),
        .. Of("pkttype", ("pkttype", "--pkt-type")),
        .. Of("policy", ("ipsec_dir", "--dir"), ("ipsec_policy", "--pol")),
        .. Of("state", ("state", "--state")),
        .. Of("conntrack", ("ctstate", "--ctstate"), ("ctproto", "--ctproto")),
        .. Of("conntrack", ("ctorigsrc", "--ctorigsrc"), ("ctorigdst", "--ctorigdst")),
        .. Of("conntrack", ("ctreplsrc", "--ctreplsrc"), ("ctrepldst", "--ctrepldst")),
        .. Of("conntrack", ("ctorigsrcport", "--ctorigsrcport"), ("ctorigdstport", "--ctorigdstport")),
        .. Of("conntrack", ("ctreplsrcport", "--ctreplsrcport"), ("ctrepldstport", "--ctrepldstport")),
        .. Of("conntrack", ("ctstatus", "--ctstatus"), ("ctexpire", "--ctexpire"), ("ctdir", "--ctdir")),
        new("icmp", "icmp", "--icmp-type") { IsIpv6 = false },
        new("icmp", "icmp6", "--icmpv6-type") { IsIpv6 = true },
        new("hop_limit", "hl", "--hl-eq") { IsIpv6 = true },
        .. Of("limit", ("limit", "--limit"), ("burst", "--limit-burst")),
        .. Of("length", ("length", "--length")),
        .. Named("recent", "recent", "set", "update", "rcheck", "remove"),
        .. Of("recent", ("rseconds", "--seconds")),
        Flag("reap", "recent", "--reap"),
        .. Of("recent", ("rhitcount", "--hitcount")),
        Flag("rttl", "recent", "--rttl"),
        .. Of("recent", ("rname", "--name"), ("mask", "--mask")),
        Flag("rsource", "recent", "--rsource"),
        Flag("rdest", "recent", "--rdest"),
        new("ipset", "set", "--match-set") { Words = 2, Repeats = true },
        .. Of("string", ("string", "--string"), ("string_hex", "--hex-string"), ("string_algo", "--algo")),
        .. Of("string", ("string_from", "--from"), ("string_to", "--to")),
        Own("jump", "-j"),
        Own("goto", "-g"),
        Flag("clusterip_new", null, "--new"),
        Own("clusterip_hashmode", "--hashmode"),
        Own("clusterip_clustermac", "--clustermac"),
        Own("clusterip_total_nodes", "--total-nodes"),
        Own("clusterip_local_node", "--local-node"),
        Own("clusterip_hash_init", "--hash-init"),
        Own("queue_num", "--queue-num"),
        Flag("queue_bypass", null, "--queue-bypass"),
        Own("nflog_group", "--nflog-group"),
        Own("nflog_prefix", "--nflog-prefix"),
        Own("nflog_range", "--nflog-range"),
        Own("nflog_size", "--nflog-size"),
        Own("nflog_threshold", "--nflog-threshold"),
        Flag("clamp_mss_to_pmtu", null, "--clamp-mss-to-pmtu"),
        Own("gateway", "--gateway"),
        Own("set_mss", "--set-mss"),
        Own("set_dscp", "--set-dscp"),
        Own("set_dscp_class", "--set-dscp-class"),
        Own("todest", "--to-destination"),
        Own("tosource", "--to-source"),
        Own("toports", "--to-ports"),
        Own("to", "--to"),
        Flag("checksum_fill", null, "--checksum-fill"),
        Flag("random_fully", null, "--random-fully"),
        Flag("random", null, "--random"),
        Own("log_prefix", "--log-prefix"),
        Own("log_level", "--log-level"),
        Flag("log_uid", null, "--log-uid"),
        Flag("log_tcp_sequence", null, "--log-tcp-sequence"),
        Flag("log_tcp_options", null, "--log-tcp-options"),
        Flag("log_ip_options", null, "--log-ip-options"),
        Own("reject", "--reject-with"),
        Own("set_mark", "--set-xmark"),
        Flag("restore_mark", null, "--restore-mark"),
        Own("nfmask", "--nfmask"),
        Own("ctmask", "--ctmask"),
        .. Of("mark", ("match_mark", "--mark")),
        .. Of("tcpmss", ("mss", "--mss")),
        .. Of("connlimit", ("connlimit_upto", "--connlimit-upto"), ("connlimit_above", "--connlimit-above")),
        .. Of("connlimit", ("connlimit_mask", "--connlimit-mask")),
        .. Of("connmark", ("connmark", "--mark")),
        .. Of("time", ("time_start", "--timestart"), ("time_stop", "--timestop")),
        .. Of("time", ("month_days", "--monthdays"), ("week_days", "--weekdays")),
        .. Of("time", ("date_start", "--datestart"), ("date_stop", "--datestop")),
        Flag("time_contiguous", "time", "--contiguous"),
        Flag("kernel_timezone", "time", "--kerneltz"),
        .. Of("geoip", ("src_cc", "--source-country"), ("dst_cc", "--destination-country")),
        .. Of("hashlimit", ("hashlimit_upto", "--hashlimit-upto"), ("hashlimit_above", "--hashlimit-above")),
        .. Of("hashlimit", ("hashlimit_name", "--hashlimit-name"), ("hashlimit_burst", "--hashlimit-burst")),
        .. Of("hashlimit", ("hashlimit_mode", "--hashlimit-mode")),
        .. Of("hashlimit", ("hashlimit_srcmask", "--hashlimit-srcmask")),
        .. Of("hashlimit", ("hashlimit_dstmask", "--hashlimit-dstmask")),
        .. Of("hashlimit", ("hashlimit_htable_size", "--hashlimit-htable-size")),
        .. Of("hashlimit", ("hashlimit_htable_max", "--hashlimit-htable-max")),
        .. Of("hashlimit", ("hashlimit_htable_expire", "--hashlimit-htable-expire")),
        .. Of("hashlimit", ("hashlimit_htable_gcinterval", "--hashlimit-htable-gcinterval")),
        .. Of("bpf", ("bytecode", "--bytecode")),
        .. Of("u32", ("u32", "--u32")),
        Flag("ipvs", "ipvs", "--ipvs"),
        Own("zone", "--zone"),
        Own("helper", "--helper"),
        .. Of("cgroup", ("cgroup", "--cgroup")),
        .. Named("rpfilter", "rpfilter", "loose", "validmark", "accept-local", "invert"),
        .. Of("condition", ("condition", "--condition")),
        new("name", "comment", "--comment") { Repeats = true },
        Flag("notrack", null, "--notrack"),
    ];

    /// <summary>Options that mean the same as one of <see cref="All"/> where rules are read.</summary>
    private static readonly ImmutableArray<FirewallOption> Spellings =
    [
        new("sport", "tcp", "--sport"),
        new("dport", "tcp", "--dport"),
        new("sport", "udp", "--sport"),
        new("dport", "udp", "--dport"),
        new("sport", "sctp", "--sport"),
        new("dport", "sctp", "--dport"),
    ];

    private static readonly FrozenDictionary<(string, string), FirewallOption> ByName = All.Concat(Spellings)
        .GroupBy(option => (option.Module ?? "", option.Name))
        .ToFrozenDictionary(group => group.Key, group => group.First());

    public static FirewallOption? Find(string? module, string name) =>
        ByName.GetValueOrDefault((module ?? "", name)) ?? ByName.GetValueOrDefault(("", name));

    private static FirewallOption Own(string attribute, string name) => new(attribute, null, name);

    private static FirewallOption Flag(string attribute, string? module, string name) =>
        new(attribute, module, name) { IsFlag = true };

    private static IEnumerable<FirewallOption> Of(
        string module,
        params (string Attribute, string Name)[] options
    ) => options.Select(option => new FirewallOption(option.Attribute, module, option.Name));

    private static IEnumerable<FirewallOption> Named(
        string attribute,
        string module,
        params string[] values
    ) => values.Select(value => new FirewallOption(attribute, module, "--" + value) { IsValue = true });
}
