using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class RebootResourceType() : ResourceType("reboot")
{
    private const int LongestMessage = 8000;

    public override string Doc => "A restart of the machine, when it is notified (puppetlabs-reboot).";

    public override string? FeatureFor(string attribute, string value) =>
        (attribute, value) is ("when", "pending") ? "manages_reboot_pending" : null;

    protected override string ProviderTable =>
        """
            linux; posix;
            windows: manages_reboot_pending
            """;

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("when", "refreshed", "pending") with
        {
            Default = "refreshed",
            Doc = "What it waits for; `pending` is for machines that know what they wait for.",
        },
        .. Parameters("onlyif", "unless"),
        Parameter("apply", "immediately", "finished") with
        {
            Default = "immediately",
            Doc = "Whether the run ends here, or goes on to its end first.",
        },
        Parameter("message") with
        {
            Default = "Puppet is rebooting the computer",
            Doc = "What users are told.",
        },
        Parameter("timeout") with
        {
            Default = 60,
            Doc = "Seconds between the end of the run and the restart.",
        },
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        (attribute.Name, value.ToString()) switch
        {
            ("message", "") => throw new AttributeException("A non-empty message must be specified."),
            ("message", { Length: > LongestMessage }) => throw new AttributeException(
                "The given message must not exceed 8000 characters."
            ),
            ("timeout", var text) when text.Length == 0 || !text.All(char.IsAsciiDigit) =>
                throw new AttributeException("The timeout must be an integer."),
            _ => value,
        };
}
