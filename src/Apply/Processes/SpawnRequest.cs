using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>The namespaces a child may get for itself: clone(2).</summary>
[Flags]
internal enum Namespaces
{
    None = 0,
    Mount = 0x20000,
    ControlGroup = 0x2000000,
    Hostname = 0x4000000,
    Ipc = 0x8000000,
    User = 0x10000000,
    Pid = 0x20000000,
    Network = 0x40000000,
}

/// <summary>A child in the shim's words: its namespaces, its steps, its program.</summary>
internal sealed record SpawnRequest(ImmutableArray<string> Command)
{
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Where a program without a slash is sought.</summary>
    public string SearchPath =>
        Environment.LastOrDefault(pair => pair.Key == "PATH").Value ?? ProcessEnvironments.SearchPath;

    public Namespaces Namespaces { get; init; }

    /// <summary>What pid 1 of the namespaces does, once, before the target exists.</summary>
    public ImmutableArray<SetupOperation> Setup { get; init; } = [];

    /// <summary>What the target does before it becomes its program.</summary>
    public ImmutableArray<SetupOperation> Final { get; init; } = [];

    /// <summary>
    /// A session of its own: signals reach the process and all it started, no terminal does.
    /// </summary>
    public bool OwnSession { get; init; }
}
