using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Packages through <c>dnf</c>.</summary>
internal sealed class DnfProvider() : YumLikeProvider("dnf", "/usr/bin/dnf", "1")
{
    public override int Preference(Facts facts) => 12;
}
