using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What manages services when the manifest names nothing.</summary>
internal sealed class ServiceProviderFact() : FactResolver("service_provider")
{
    public override bool IsOfImages => true;

    public override bool IsOfModules => true;

    public override Value Resolve(Host host) =>
        host.Stage != Stage.Host || host.Exists("/run/systemd/system") ? "systemd" : "debian";
}
