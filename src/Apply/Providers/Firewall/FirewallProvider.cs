using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Rules of the packet filter of a running kernel (puppetlabs-firewall). A rule is known by its comment, and
/// rules of a chain stand in the order of their comments.
/// </summary>
internal abstract class FirewallProvider(string name) : Provider("firewall", name)
{
    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage == Stage.Host
        && Programs.Find(host, Name) is not null
        && Programs.Find(host, SaveProgram) is not null;

    public override bool HasOwnSource => true;

    private bool IsIpv6 => Name == "ip6tables";

    private string SaveProgram => $"{Name}-save";

    public override Observed Observe(Host host, Resource desired)
    {
        var rules = FirewallTable.Rules(host, SaveProgram);
        var same = rules.FindAll(rule => IsNamed(rule, NameOf(desired)));
        if (same.Count == 0)
        {
            return Observed.Absent;
        }
        var observed = new Observed { ["ensure"] = "present" };
        if (same.Count > 1)
        {
            TellDuplicate(desired, observed);
        }
        if (desired.Text("ensure") == "absent")
        {
            return observed;
        }
        var rule = same[0];
        observed["chain"] = rule.Chain;
        observed["table"] = rule.Table;
        foreach (var (attribute, wanted) in FirewallWish.Of(host, desired, IsIpv6))
        {
            if (attribute is not ("chain" or "table"))
            {
                observed.Set(attribute, Find(host, rule, attribute, wanted));
            }
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var rules = FirewallTable.Rules(host, SaveProgram);
        if (changes.Removes)
        {
            Delete(host, rules, rules.Find(rule => IsNamed(rule, NameOf(desired))));
        }
        else
        {
            if (changes.Contains("chain"))
            {
                throw new HostException("Modifying the chain for existing rules is not supported.");
            }
            if (!changes.Creates)
            {
                changes.LogPlainly(
                    LogLevel.Notice,
                    $"{desired.Reference}(provider={Name}): Properties changed - updating rule"
                );
            }
            var chain = desired.Text("chain")!;
            var neighbours = rules.FindAll(rule =>
                rule.Chain == chain && rule.Table == desired.Text("table")
            );
            // A rule that is there is changed where it stands, which is not where its name would put it.
            var place = neighbours.FindIndex(rule => IsNamed(rule, NameOf(desired)));
            var order =
                changes.Creates || place < 0
                    ? FirewallTable.Place([.. neighbours.Select(rule => rule.Name)], NameOf(desired))
                    : place + 1;
            var wish = FirewallWish.Of(host, desired, IsIpv6);
            HostTool.Run(
                host,
                [
                    Program(host),
                    changes.Creates ? "-I" : "-R",
                    chain,
                    order.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    .. FirewallArguments.Of(desired, wish, IsIpv6),
                ]
            );
        }
        FirewallMemory.Keep(host, IsIpv6, changes);
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        FirewallTable
            .Rules(host, SaveProgram)
            .Where(rule => !rule.IsStrange)
            .Select(rule => new Resource(new("Firewall", rule.Name))
            {
                Parameters =
                [
                    new("ensure", "present"),
                    .. rule.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal),
                    new("chain", rule.Chain),
                    new("table", rule.Table),
                    new("line", rule.Line),
                    new("provider", Name),
                ],
            });

    /// <summary>A made name has a number that moves with the rules before it; its digest stays.</summary>
    private static bool IsNamed(FirewallRule rule, string name) =>
        string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase)
        || (rule.IsUnmanaged && FirewallTable.HaveSameDigest(rule.Name, name));

    private static Finding Find(Host host, FirewallRule rule, string attribute, Value wanted)
    {
        var isFlag = wanted is BooleanValue;
        var found = rule.Properties.GetValueOrDefault(attribute);
        return new Finding(found ?? (isFlag ? "false" : "absent"))
        {
            IsInSync = found is null
                ? isFlag && wanted.ToString() == "false"
                : FirewallWish.IsSame(host, attribute, wanted, found),
            After = attribute switch
            {
                "sport"
                or "dport"
                or "port"
                or "state"
                or "ctstate"
                or "ctstatus" when wanted is ArrayValue list => string.Join(',', list.Items),
                "ipset" when wanted is ArrayValue sets => string.Join(", ", sets.Items),
                _ => null,
            },
        };
    }

    private static void TellDuplicate(Resource desired, Observed observed)
    {
        var sentence = $"Duplicate rule found for {NameOf(desired)}.";
        switch (desired.Text("onduplicaterulebehaviour"))
        {
            case "error":
                throw new HostException($"{sentence} Skipping update.");
            case "ignore":
                observed.Remark(
                    LogLevel.Debug,
                    $"{sentence}. This may add an additional rule to the system."
                );
                break;
            default:
                observed.Remark(
                    LogLevel.Warning,
                    $"{sentence}. This may add an additional rule to the system."
                );
                break;
        }
    }

    private void Delete(Host host, List<FirewallRule> rules, FirewallRule? rule)
    {
        if (rule is null)
        {
            return;
        }
        ImmutableArray<string> words = ["-t", rule.Table, "-D", .. FirewallRule.Words(rule.Line).Skip(1)];
        var result = host.Run(HostTool.Request(host, [Program(host), .. words]));
        if (!result.Succeeded && IsIpv6 && rule.Properties["proto"].ToString() == "all")
        {
            // Some versions do not find a rule for all protocols unless they are told so.
            result = host.Run(HostTool.Request(host, [Program(host), .. words, "-p", "all"]));
        }
        if (
            result.Succeeded
            || FirewallTable.Rules(host, SaveProgram).TrueForAll(other => other.Line != rule.Line)
        )
        {
            return;
        }
        // Some matches (`recent`) are not found again by what is shown of them.
        var place = rules
            .FindAll(other => other.Chain == rule.Chain && other.Table == rule.Table)
            .IndexOf(rule);
        HostTool.Run(host, [Program(host), "-t", rule.Table, "-D", rule.Chain, $"{place + 1}"]);
    }

    private string Program(Host host) => Programs.Find(host, Name) ?? Name;
}
