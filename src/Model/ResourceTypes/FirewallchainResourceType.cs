using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

internal sealed class FirewallchainResourceType() : ResourceType("firewallchain")
{
    public override string Doc => "A chain of the kernel's packet filter (puppetlabs-firewall).";

    protected override string ProviderTable => "iptables_chain";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name") with
        {
            Doc = "`chain:table:protocol`, the protocol `IPv4`, `IPv6` or `ethernet`.",
        },
        Parameter("provider"),
        Property("ensure", "present", "absent") with
        {
            Default = "present",
        },
        Property("policy", "accept", "drop", "queue", "return") with
        {
            Doc = "What becomes of packets at the end of a chain that is built in.",
        },
        Boolean("purge") with
        {
            Default = false,
            Doc = "Whether rules that the catalog does not name go.",
        },
        Parameter("ignore") with
        {
            Doc = "Regular expressions for lines of `iptables-save` that stay.",
        },
        Boolean("ignore_foreign") with
        {
            Default = false,
            Doc = "Whether rules without a comment that starts with a number stay.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        FirewallValues.Packages.Select(name => new ResourceReference("Package", name));

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        if (attribute.Name == "name" && FirewallChainName.Problem(value.ToString()) is { } problem)
        {
            throw new AttributeException(problem);
        }
        if (attribute.Name == "ignore")
        {
            foreach (var pattern in value is ArrayValue list ? list.Items : [value])
            {
                try
                {
                    _ = RubyRegex.Of(pattern.ToString());
                }
                catch (DataTypeException mistake)
                {
                    throw new AttributeException(mistake.Message);
                }
            }
        }
        return value;
    }

    protected override void Complete(ResourceDraft draft)
    {
        if (draft.Text("name")!.EndsWith(":ethernet", StringComparison.Ordinal))
        {
            draft["policy"] ??= "accept";
        }
    }

    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        var name = FirewallChainName.Parse(draft.Text("name")!)!;
        var policy = draft.Text("policy");
        if (name.IsInternal && draft.Text("ensure") == "absent")
        {
            yield return "Cannot remove in-built chains";
        }
        if (!name.IsInternal && policy is not null && name.Protocol != "ethernet")
        {
            yield return "policy can only be set on in-built chains (with the exception of ethernet chains) "
                + $"(table:{name.Table} chain:{name.Chain} protocol:{name.Protocol})";
        }
        if (name.Table == "nat" && policy == "drop")
        {
            yield return "The \"nat\" table is not intended for filtering, the use of DROP is therefore inhibited";
        }
    }
}

/// <summary>The name of a chain: <c>INPUT:filter:IPv4</c>.</summary>
public sealed partial record FirewallChainName(string Chain, string Table, string Protocol)
{
    public bool IsInternal =>
        Chain is "PREROUTING" or "POSTROUTING" or "BROUTING" or "INPUT" or "FORWARD" or "OUTPUT";

    public static FirewallChainName? Parse(string text) =>
        Form().Match(text) is { Success: true } match
            ? new(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)
            : null;

    /// <summary>What is wrong with a name, or null.</summary>
    internal static string? Problem(string text)
    {
        if (Parse(text) is not { } name)
        {
            return "Inbuilt chains must be in the form {chain}:{table}:{protocol} where {table} is one of filter, "
                + "nat, mangle, raw, rawpost, broute, security or empty (alias for filter), chain can be anything "
                + "without colons or one of PREROUTING, POSTROUTING, BROUTING, INPUT, FORWARD, OUTPUT for the "
                + "inbuilt chains, and {protocol} being IPv4, IPv6, ethernet (ethernet bridging) "
                + $"got '{text}' table:'' chain:'' protocol:''";
        }
        return (name.Table, name.Chain) switch
        {
            ("filter", "PREROUTING" or "POSTROUTING" or "BROUTING") =>
                "INPUT, OUTPUT and FORWARD are the only inbuilt chains that can be used in table 'filter'",
            ("mangle", "BROUTING") =>
                "PREROUTING, POSTROUTING, INPUT, FORWARD and OUTPUT are the only inbuilt "
                    + "chains that can be used in table 'mangle'",
            ("nat", "BROUTING" or "FORWARD") =>
                "PREROUTING, POSTROUTING, INPUT, and OUTPUT are the only inbuilt "
                    + "chains that can be used in table 'nat'",
            ("raw", "POSTROUTING" or "BROUTING" or "INPUT" or "FORWARD") =>
                "PREROUTING and OUTPUT are the only inbuilt chains in the table 'raw'",
            ("broute", _) when name.Protocol != "ethernet" => "BROUTE is only valid with protocol 'ethernet'",
            ("broute", "PREROUTING" or "POSTROUTING" or "INPUT" or "FORWARD" or "OUTPUT") =>
                "BROUTING is the only inbuilt chain allowed on on table 'broute'",
            ("security", "PREROUTING" or "POSTROUTING" or "BROUTING") =>
                "INPUT, OUTPUT and FORWARD are the only inbuilt chains that can be used in table 'security'",
            _ => null,
        };
    }

    [GeneratedRegex("^(.+):(nat|mangle|filter|raw|rawpost|broute|security):(IP(?:v[46])?|ethernet)$")]
    private static partial Regex Form();
}
