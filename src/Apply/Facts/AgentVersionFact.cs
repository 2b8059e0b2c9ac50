using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The version of the vendor's agent package, where it is installed.</summary>
internal sealed class AgentVersionFact() : FactResolver("aio_agent_version")
{
    public override bool IsOfImages => true;

    public override Value? Resolve(Host host)
    {
        var text = host.TryLine("/opt/puppetlabs/puppet/VERSION") ?? "";
        var version = string.Concat(text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')).TrimEnd('.');
        return version.Split('.').Length >= 3 ? new StringValue(version) : null;
    }
}
