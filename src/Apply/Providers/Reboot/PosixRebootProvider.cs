using Bunraku.Model;

namespace Bunraku.Apply;

internal sealed class PosixRebootProvider() : RebootProvider("posix")
{
    public override int Preference(Facts facts) => 1;
}
