using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

internal sealed partial class HostResourceType() : ResourceType("host")
{
    public override string Doc => "A line of `/etc/hosts`.";

    protected override string ProviderTable => "parsed";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("ip"),
        Property("host_aliases") with
        {
            IsList = true,
        },
        .. Properties("comment", "target"),
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        var text = value.ToString();
        var sentence = attribute.Name switch
        {
            "name" when !text.Split('.').All(part => NamePart().IsMatch(part)) => "Invalid host name",
            "name" when HasNewline(text) => "Hostname cannot include newline",
            "ip" when !IsAddress(text) => $"Invalid IP address {Inspect(value)}",
            "host_aliases" when text.Length == 0 => "Host aliases cannot be an empty string. "
                + "Use an empty array to delete all host_aliases ",
            "host_aliases" when text.Any(char.IsWhiteSpace) => "Host aliases cannot include whitespace",
            "comment" when HasNewline(text) => "Comment cannot include newline",
            _ => null,
        };
        return sentence is null ? value : throw new AttributeException(sentence);
    }

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);

    private static bool HasNewline(string text) => text.AsSpan().ContainsAny('\n', '\r');

    /// <summary>Four decimal numbers, or what the framework takes for version 6, a zone included.</summary>
    private static bool IsAddress(string text) =>
        FourNumbers().Match(text) is { Success: true } four
            ? four.Groups.Values.Skip(1).All(number => int.Parse(number.ValueSpan) <= 255)
            : text.Contains(':')
                && !text.AsSpan().ContainsAny("[]/ \n\r\t")
                && IPAddress.TryParse(text, out var address)
                && address.AddressFamily == AddressFamily.InterNetworkV6;

    [GeneratedRegex(@"^(\w+|\w[\w-]+\w)$", RegexOptions.ECMAScript)]
    private static partial Regex NamePart();

    [GeneratedRegex(@"\A([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\z")]
    private static partial Regex FourNumbers();
}
