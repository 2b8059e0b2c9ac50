using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MysqlUserResourceType() : ResourceType("mysql_user")
{
    public override string Doc => "An account of a MySQL server (puppetlabs-mysql).";

    protected override string ProviderTable => "mysql";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("password_hash") with
        {
            Pattern = @"\w*",
            Doc = "The hash of the password, as `mysql::password` makes it.",
        },
        Property("plugin") with
        {
            Pattern = @"\w+",
            Doc = "How the account shows who it is.",
        },
        Limit("max_user_connections"),
        Limit("max_connections_per_hour"),
        Limit("max_queries_per_hour"),
        Limit("max_updates_per_hour"),
        Property("tls_options") with
        {
            IsList = true,
            Doc = "`NONE`, `SSL`, `X509`, or what of a certificate is required.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        [MysqlNames.Settings, new("Class", "Mysql::Server")];

    /// <summary>What is required of certificates is a set, whatever quotes its members have.</summary>
    public override bool IsInSync(ResourceAttribute attribute, Value desired, Value observed) =>
        attribute.Name == "tls_options" && desired is ArrayValue wanted && observed is ArrayValue found
            ? Sorted(wanted).SequenceEqual(Sorted(found))
            : base.IsInSync(attribute, desired, observed);

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "name" => MysqlNames.Account(value.ToString()),
            "tls_options" => TlsOption(value),
            _ => value,
        };

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);

    private static ResourceAttribute Limit(string name) =>
        Property(name) with
        {
            Pattern = @"\d+",
            Doc = "A limit; 0 is none.",
        };

    private static IEnumerable<string> Sorted(ArrayValue options) =>
        options
            .Items.Select(option => option.ToString().Replace("'", "").Replace("\"", ""))
            .Order(StringComparer.Ordinal);

    private static Value TlsOption(Value value)
    {
        var text = value.ToString();
        var isKnown =
            text is "NONE" or "SSL" or "X509"
            || new[] { "CIPHER", "ISSUER", "SUBJECT" }.Any(name =>
                text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            );
        return isKnown ? value : throw new AttributeException("Invalid tls option .");
    }
}
