using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class AptKeyResourceType() : ResourceType("apt_key")
{
    public override string Doc => "A key that signs package archives (puppetlabs-apt).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("id"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Properties("fingerprint", "long", "short", "expired", "expiry", "size", "type", "created"),
        Parameter("content"),
        Parameter("source") with
        {
            Pattern = @"\Ahttps?://|\Aftp://|\A/\w+",
        },
        Parameter("server") with
        {
            Pattern =
                @"\A((hkp|hkps|http|https)://)?([a-z\d])([a-z\d-]{0,61}\.)+[a-z\d]+(:\d{2,5})?(/[a-zA-Z\d\-_.]+)*/?$",
        },
        Parameter("options"),
        .. Switches("refresh", "weak_ssl"),
    ];
}
