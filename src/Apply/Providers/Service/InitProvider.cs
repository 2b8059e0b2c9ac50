using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Services of a running machine without systemd: the scripts of <c>/etc/init.d</c>.</summary>
internal sealed class InitProvider() : InitScriptProvider("init")
{
    /// <summary>Those of Debian, Ubuntu and Red Hat have tools for their scripts, and no other way.</summary>
    public override bool IsSuitable(Host host, Facts facts)
    {
        var os = facts.Values.Find("os") as HashValue ?? new OsFact().Resolve(host) as HashValue;
        return base.IsSuitable(host, facts)
            && os?.Find("name")?.ToString() is not ("Debian" or "Ubuntu")
            && os?.Find("family")?.ToString() != "RedHat";
    }
}
