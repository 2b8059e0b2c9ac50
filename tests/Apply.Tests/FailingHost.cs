namespace Bunraku.Apply.Tests;

/// <summary>A host whose n-th call fails, looks counted as well: the engine's fault loop.</summary>
public sealed class FailingHost(Host inner, int failingCall) : WrappedHost(inner)
{
    /// <summary>
    /// The calls so far; less than the failing one at the end means that it was never reached.
    /// </summary>
    public int Calls { get; private set; }

    protected override void OnLook(string verb, string target) => Count(verb, target);

    protected override void OnChange(string verb, string target) => Count(verb, target);

    private void Count(string verb, string target)
    {
        if (++Calls == failingCall)
        {
            throw new HostException($"Input/output error - {verb} {target}");
        }
    }
}
