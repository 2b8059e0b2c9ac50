using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Packages through <c>yum</c>.</summary>
internal sealed class YumProvider() : YumLikeProvider("yum", "/usr/bin/yum", "0")
{
    public override int Preference(Facts facts) => 11;
}
