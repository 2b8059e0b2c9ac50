using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The machines that run below this one, where it is Xen's first.</summary>
internal sealed class XenFact() : FactResolver("xen")
{
    private static readonly string[] Programs = ["/usr/sbin/xl", "/usr/sbin/xm"];

    public override Value? Resolve(Host host)
    {
        if (!host.TryExists("/dev/xen/evtchn"))
        {
            return null;
        }
        var found = Programs.Where(program => host.TryExists(program)).ToList();
        const string Chooser = "/usr/lib/xen-common/bin/xen-toolstack";
        var program = found.Count > 1 && host.TryExists(Chooser) ? Chooser : found.FirstOrDefault();
        var lines = program is null ? [] : host.Ask(program, "list").Split('\n');
        var domains = lines
            .Where(line =>
                !line.Contains("Domain-0", StringComparison.Ordinal)
                && !line.Contains("Name", StringComparison.Ordinal)
            )
            .Select(line => line.Split(' ')[0])
            .Where(name => name.Length > 0)
            .Select(name => (Value)name);
        return HashValue.Of(("domains", ArrayValue.Of(domains)));
    }
}
