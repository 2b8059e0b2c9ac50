using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The account this process runs as.</summary>
internal sealed class IdentityFact() : FactResolver("identity")
{
    public override Value Resolve(Host host)
    {
        var status = host.Status("/proc/self");
        var uid = status?.Uid ?? 0;
        var gid = status?.Gid ?? 0;
        return HashValue.Of(
            ("uid", uid),
            ("gid", gid),
            ("user", host.Accounts.UserName(uid)),
            ("group", host.Accounts.GroupName(gid)),
            ("privileged", uid == 0)
        );
    }
}
