using Bunraku.Model;

namespace Bunraku.Apply;

internal sealed class IptablesProvider() : FirewallProvider("iptables")
{
    public override int Preference(Facts facts) => 1;
}
