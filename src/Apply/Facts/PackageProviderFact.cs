using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What manages packages when the manifest names nothing.</summary>
internal sealed class PackageProviderFact() : FactResolver("package_provider")
{
    public override bool IsOfImages => true;

    public override bool IsOfModules => true;

    public override Value? Resolve(Host host) =>
        host.Exists("/usr/bin/apt-get") ? new StringValue("apt") : null;
}
