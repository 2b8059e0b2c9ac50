namespace Bunraku.Apply;

/// <summary>A host that nothing may change: what a noop run gets, so that it keeps its promise.</summary>
public sealed class ReadOnlyHost(Host inner) : WrappedHost(inner)
{
    /// <summary>The host that is kept from changes.</summary>
    internal Host Behind { get; } = inner;

    protected override void OnChange(string verb, string target) =>
        throw new HostException($"Nothing may be changed in noop mode ({verb} {target})");
}
