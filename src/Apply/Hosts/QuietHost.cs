namespace Bunraku.Apply;

/// <summary>A host on which nothing is run and nothing changed: what compiling alone may look at.</summary>
public sealed class QuietHost(Host inner) : WrappedHost(inner)
{
    public override bool RunsPrograms => false;

    public override ProcessResult Query(ProcessRequest request) =>
        throw new HostException($"Nothing is run while code is compiled - {request.Command[0]}");

    protected override void OnChange(string verb, string target) =>
        throw new HostException($"Nothing is changed while code is compiled ({verb} {target})");
}
