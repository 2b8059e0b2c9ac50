namespace Bunraku.Apply;

internal sealed class Ip6tablesProvider() : FirewallProvider("ip6tables");
