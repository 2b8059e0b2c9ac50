namespace Bunraku.Apply;

/// <summary>What a catalog makes; a <c>service</c> means something else in each.</summary>
public enum Stage
{
    /// <summary>A running machine: services are enabled and running.</summary>
    Host,

    /// <summary>A machine image that boots later: services are enabled, none is started.</summary>
    Image,

    /// <summary>
    /// A container image: services are what it runs, entries of its supervisor or its entrypoint.
    /// </summary>
    Container,
}
