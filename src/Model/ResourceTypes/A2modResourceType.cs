using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class A2modResourceType() : ResourceType("a2mod")
{
    public override string Doc => "A module of the Apache server (puppetlabs-apache).";

    protected override string ProviderTable => "a2mod; gentoo; modfix; redhat";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Parameters("lib", "identifier"),
    ];
}
