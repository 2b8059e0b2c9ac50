using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class FirewallResourceType() : ResourceType("firewall")
{
    private const string Digits = @"^\d+$";
    private const string Interface = @"^!?\s?[a-zA-Z0-9\-\._\+\:@]+$";
    private const string Ports = @"^!?\s?\d+$|^!?\s?\d+\:\d+$";
    private const string Hardware = "^([0-9a-fA-F]{2}[:]){5}([0-9a-fA-F]{2})$";

    private static readonly string[] AddressTypes =
    [
        "UNSPEC",
        "UNICAST",
        "LOCAL",
        "BROADCAST",
        "ANYCAST",
        "MULTICAST",
        "BLACKHOLE",
        "UNREACHABLE",
        "PROHIBIT",
        "THROW",
        "NAT",
        "XRESOLVE",
    ];

    private static readonly string[] Protocols =
    [
        "ip",
        "tcp",
        "udp",
        "icmp",
        "ipv6-icmp",
        "esp",
        "ah",
        "vrrp",
        "carp",
        "igmp",
        "ipencap",
        "ipv4",
        "ipv6",
        "ospf",
        "gre",
        "cbt",
        "sctp",
        "pim",
        "all",
    ];

    public override string Doc => "A rule of the kernel's packet filter (puppetlabs-firewall).";

    /// <summary>
    /// In the order of the module; what its later versions added stands behind what it is next to.
    /// </summary>
    protected override string ProviderTable => "ip6tables; iptables";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        Matching(NameParameter("name"), @"^\d+[^\x00-\x08\x0e-\x1f\x7f]+$"),
        Parameter("provider"),
        Parameter("protocol", "IPv4", "IPv6", "iptables", "ip6tables"),
        Property("ensure", "present", "absent") with
        {
            Default = "present",
        },
        Property("action", "accept", "reject", "drop"),
        .. Properties("source", "src_range", "destination", "dst_range"),
        .. Lists("sport", "dport", "port"),
        AddressType("dst_type"),
        AddressType("src_type"),
        Property("proto", [.. Protocols.SelectMany(name => new[] { name, "! " + name })]) with
        {
            Default = "tcp",
        },
        .. Properties("mss", "tcp_option", "tcp_flags"),
        Matching(Property("chain"), @"^[a-zA-Z0-9\-_]+$") with
        {
            Default = "INPUT",
        },
        Property("table", "nat", "mangle", "filter", "raw", "rawpost", "broute", "security") with
        {
            Default = "filter",
        },
        .. Properties("jump", "goto"),
        Matching(Property("iniface"), Interface),
        Matching(Property("outiface"), Interface),
        .. Properties("tosource", "todest", "toports", "to"),
        .. Switched("random_fully", "random"),
        .. Properties("reject", "log_level", "log_prefix"),
        .. Switched("log_uid", "log_tcp_sequence", "log_tcp_options", "log_ip_options"),
        .. Properties("nflog_group", "nflog_prefix", "nflog_range", "nflog_size", "nflog_threshold", "icmp"),
        State("state", "INVALID", "ESTABLISHED", "NEW", "RELATED", "UNTRACKED"),
        State("ctstate", "INVALID", "ESTABLISHED", "NEW", "RELATED", "UNTRACKED", "SNAT", "DNAT"),
        Matching(Property("ctproto"), @"^!?\s?\d+$"),
        .. Properties("ctorigsrc", "ctorigdst", "ctreplsrc", "ctrepldst"),
        Matching(Property("ctorigsrcport"), Ports),
        Matching(Property("ctorigdstport"), Ports),
        Matching(Property("ctreplsrcport"), Ports),
        Matching(Property("ctrepldstport"), Ports),
        State("ctstatus", "NONE", "EXPECTED", "SEEN_REPLY", "ASSURED", "CONFIRMED"),
        Matching(Property("ctexpire"), Ports),
        Property("ctdir", "REPLY", "ORIGINAL"),
        Property("connmark"),
        Matching(Property("connlimit_upto"), Digits),
        Matching(Property("connlimit_above"), Digits),
        Matching(Property("connlimit_mask"), Digits),
        Matching(Property("hop_limit"), Digits),
        Property("limit"),
        Matching(Property("burst"), Digits),
        .. Properties("uid", "gid", "match_mark", "set_mark", "nfmask", "ctmask"),
        .. Switched("restore_mark", "clamp_mss_to_pmtu"),
        .. Properties("set_dscp", "set_dscp_class", "set_mss"),
        Property("pkttype", "unicast", "broadcast", "multicast"),
        .. Switched("isfragment"),
        Property("recent", "set", "update", "rcheck", "remove"),
        .. Switched("rdest", "rsource"),
        .. Properties("rname", "rseconds"),
        .. Switched("reap"),
        Property("rhitcount"),
        .. Switched("rttl"),
        Property("rpfilter", "loose", "validmark", "accept-local", "invert"),
        .. Switched("socket", "ishasmorefrags", "islastfrag", "isfirstfrag"),
        Property("ipsec_policy", "none", "ipsec"),
        Property("ipsec_dir", "in", "out"),
        Property("stat_mode", "nth", "random"),
        Property("stat_every"),
        Matching(Property("stat_packet"), Digits),
        .. Properties("stat_probability", "mask", "gateway"),
        .. Lists("ipset"),
        .. Switched("checksum_fill"),
        Matching(Property("mac_source"), Hardware),
        Matching(Property("physdev_in"), @"^[a-zA-Z0-9\-\._\+]+$"),
        Matching(Property("physdev_out"), @"^[a-zA-Z0-9\-\._\+]+$"),
        .. Switched("physdev_is_bridged", "physdev_is_in", "physdev_is_out"),
        .. Properties("date_start", "date_stop", "time_start", "time_stop", "month_days"),
        Property("week_days", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        .. Switched("time_contiguous", "kernel_timezone", "clusterip_new"),
        Property("clusterip_hashmode", "sourceip", "sourceip-sourceport", "sourceip-sourceport-destport"),
        Matching(Property("clusterip_clustermac"), Hardware),
        Matching(Property("clusterip_total_nodes"), @"\d+"),
        Matching(Property("clusterip_local_node"), @"\d+"),
        .. Properties("clusterip_hash_init", "length", "string", "string_hex"),
        Property("string_algo", "bm", "kmp"),
        .. Properties("string_from", "string_to", "queue_num"),
        .. Switched("queue_bypass"),
        Matching(Property("src_cc"), "^[A-Z]{2}(,[A-Z]{2})*$"),
        Matching(Property("dst_cc"), "^[A-Z]{2}(,[A-Z]{2})*$"),
        .. Properties("hashlimit_name", "hashlimit_upto", "hashlimit_above"),
        Matching(Property("hashlimit_burst"), Digits),
        .. Properties("hashlimit_mode", "hashlimit_srcmask", "hashlimit_dstmask", "hashlimit_htable_size"),
        .. Properties("hashlimit_htable_max", "hashlimit_htable_expire", "hashlimit_htable_gcinterval"),
        .. Properties("bytecode", "u32"),
        .. Switched("ipvs"),
        .. Properties("zone", "helper", "cgroup"),
        .. Switched("notrack"),
        Property("condition"),
        Parameter("onduplicaterulebehaviour", "ignore", "warn", "error") with
        {
            Default = "warn",
        },
        Parameter("line"),
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        var table = resource.Text("table");
        var family = FirewallValues.IsIpv6(resource.Text("provider")) ? "IPv6" : "IPv4";
        foreach (var chain in new[] { resource.Text("chain"), resource.Text("jump") }.OfType<string>())
        {
            if (table != "filter" || chain is not ("INPUT" or "OUTPUT" or "FORWARD"))
            {
                yield return new("Firewallchain", $"{chain}:{table}:{family}");
            }
        }
        foreach (var package in FirewallValues.Packages)
        {
            yield return new("Package", package);
        }
        foreach (var service in FirewallValues.Services)
        {
            yield return new("Service", service);
        }
    }

    /// <summary>Addresses of hardware are the same in any case.</summary>
    public override bool IsInSync(ResourceAttribute attribute, Value desired, Value observed) =>
        attribute.Name == "mac_source"
            ? string.Equals(desired.ToString(), observed.ToString(), StringComparison.OrdinalIgnoreCase)
            : base.IsInSync(attribute, desired, observed);

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        FirewallValues.Canonical(attribute.Name, value);

    protected override void Complete(ResourceDraft draft)
    {
        // Later versions of the module call the family a protocol, and have no `action`.
        draft["provider"] ??= FirewallValues.IsIpv6(draft.Text("protocol")) ? "ip6tables" : "iptables";
        if (draft.Text("jump")?.ToLowerInvariant() is "accept" or "reject" or "drop")
        {
            draft["action"] ??= draft.Text("jump")!.ToLowerInvariant();
            draft["jump"] = null;
        }
        foreach (var attribute in Attributes)
        {
            if (draft[attribute.Name] is UndefValue)
            {
                draft[attribute.Name] = null;
            }
        }
        foreach (var name in new[] { "state", "ctstate", "ctstatus" })
        {
            if (draft[name] is ArrayValue states)
            {
                draft[name] = ArrayValue.Of(
                    states.Items.OrderBy(state => state.ToString(), StringComparer.Ordinal)
                );
            }
        }
        if (draft.Text("icmp") is { } icmp)
        {
            draft["icmp"] = FirewallValues.IcmpNumber(icmp, draft.Text("provider") == "ip6tables") ?? icmp;
        }
    }

    protected override IEnumerable<string> Check(ResourceDraft draft) => FirewallChecks.Of(draft);

    private static ResourceAttribute Matching(ResourceAttribute attribute, string pattern) =>
        attribute with
        {
            Pattern = pattern,
        };

    private static IEnumerable<ResourceAttribute> Lists(params string[] names) =>
        names.Select(name => Property(name) with { IsList = true });

    private static IEnumerable<ResourceAttribute> Switched(params string[] names) =>
        names.Select(name => Property(name, "true", "false"));

    /// <summary>States may be negated, as later versions of the module have it.</summary>
    private static ResourceAttribute State(string name, params string[] states) =>
        Property(name, [.. states, .. states.Select(state => "! " + state)]) with
        {
            IsList = true,
        };

    private static ResourceAttribute AddressType(string name) =>
        Property(
            name,
            [
                .. AddressTypes.SelectMany(type =>
                    new[] { "", " --limit-iface-in", " --limit-iface-out" }.SelectMany(limit =>
                        new[] { type + limit, $"! {type}{limit}" }
                    )
                ),
            ]
        ) with
        {
            IsList = true,
        };
}
