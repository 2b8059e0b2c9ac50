using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The account this process runs as.</summary>
internal sealed class IdentityFact() : FactResolver("identity")
{
    public override Value Resolve(Host host)
    {
        var (uid, gid) =
            host.Kernel.Account
            ?? (host.Status("/proc/self") is { } status ? (status.Uid, status.Gid) : (0, 0));
        return HashValue.Of(
            ("gid", gid),
            ("group", host.Accounts.GroupName(gid)),
            ("privileged", uid == 0),
            ("uid", uid),
            ("user", host.Accounts.UserName(uid))
        );
    }
}
