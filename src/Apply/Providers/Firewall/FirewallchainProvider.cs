using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Chains of the packet filter of a running kernel (puppetlabs-firewall).</summary>
internal sealed class FirewallchainProvider() : Provider("firewallchain", "iptables_chain")
{
    private const int FirstUnnamed = 9000;

    private static readonly ImmutableArray<(string Protocol, string Program)> Families =
    [
        ("IPv4", "iptables"),
        ("IPv6", "ip6tables"),
        ("ethernet", "ebtables"),
    ];

    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage == Stage.Host && Families.Any(family => Programs.Find(host, family.Program) is not null);

    public override Observed Observe(Host host, Resource desired)
    {
        var name = ChainOf(desired);
        var chain = Chains(host, name.Protocol).FirstOrDefault(chain => chain.Title == NameOf(desired));
        if (chain is null && !name.IsInternal)
        {
            return Observed.Absent;
        }
        // A chain that is built in is there as soon as it is asked for.
        return new Observed { ["ensure"] = "present", ["policy"] = chain?.Text("policy") ?? "" };
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = ChainOf(desired);
        var program = Program(name.Protocol);
        if (changes.Removes)
        {
            HostTool.Run(host, program, "-t", name.Table, "-X", name.Chain);
        }
        else
        {
            if (changes.Creates)
            {
                HostTool.Run(host, program, "-t", name.Table, "-N", name.Chain);
            }
            if (desired.Text("policy") is { } policy)
            {
                HostTool.Run(host, program, "-t", name.Table, "-P", name.Chain, policy.ToUpperInvariant());
            }
        }
        if (name.Protocol != "ethernet")
        {
            FirewallMemory.Keep(host, name.Protocol == "IPv6", changes);
        }
    }

    /// <summary>A family that the kernel does not have has no chains.</summary>
    public override IEnumerable<Resource> Instances(Host host) =>
        Families.SelectMany(family =>
        {
            try
            {
                return Chains(host, family.Protocol).ToList();
            }
            catch (HostException)
            {
                return [];
            }
        });

    /// <summary>Rules of the chain that the catalog does not name, when they are to be purged.</summary>
    public override IEnumerable<Resource> Generate(Host host, Resource desired, ManagedResources managed)
    {
        var name = ChainOf(desired);
        if (desired.Text("purge") != "true" || name.Protocol == "ethernet")
        {
            return [];
        }
        var known = managed
            .OfType("firewall")
            .SelectMany(one => new[] { one.Title, one.Text("name") })
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var spared = desired["ignore"] switch
        {
            null => [],
            ArrayValue list => list.Items.Select(item => RubyRegex.Of(item.ToString()).Regex).ToList(),
            { } one => [RubyRegex.Of(one.ToString()).Regex],
        };
        var program = Program(name.Protocol);
        return
        [
            .. FirewallTable
                .Rules(host, $"{program}-save")
                .Where(rule => rule.Table == name.Table && rule.Chain == name.Chain && !rule.IsStrange)
                .Where(rule => !known.Contains(rule.Name) && !spared.Exists(one => one.IsMatch(rule.Line)))
                .Where(rule => desired.Text("ignore_foreign") != "true" || Number(rule.Name) < FirstUnnamed)
                .Select(rule =>
                    GeneratedResources.Of(
                        desired,
                        new("Firewall", rule.Name),
                        [
                            new("ensure", "absent"),
                            new("provider", program),
                            new("table", rule.Table),
                            new("chain", rule.Chain),
                        ]
                    )
                ),
        ];
    }

    private static long Number(string name) =>
        long.TryParse(new string([.. name.TakeWhile(char.IsAsciiDigit)]), out var number) ? number : 0;

    private static FirewallChainName ChainOf(Resource desired) =>
        FirewallChainName.Parse(NameOf(desired))
        ?? throw new HostException($"{NameOf(desired)} is not the name of a chain");

    private static string Program(string protocol) =>
        Families.First(family => family.Protocol == protocol).Program;

    private static IEnumerable<Resource> Chains(Host host, string protocol)
    {
        var save = $"{Program(protocol)}-save";
        if (Programs.Find(host, save) is null)
        {
            yield break;
        }
        var table = "";
        foreach (var line in FirewallTable.Lines(host, save))
        {
            if (line.StartsWith('*'))
            {
                table = line[1..];
            }
            else if (line.StartsWith(':') && line[1..].Split(' ') is [var chain, var policy, ..])
            {
                var resource = new Resource(new("Firewallchain", $"{chain}:{table}:{protocol}"));
                yield return resource with
                {
                    Parameters =
                        policy == "-"
                            ? [new("ensure", "present")]
                            : [new("ensure", "present"), new("policy", policy.ToLowerInvariant())],
                };
            }
        }
    }
}
