namespace Bunraku.Bench;

/// <summary>One piece of work that the reference and Bunraku both do.</summary>
internal abstract class Scenario(string name, string what) : IDisposable
{
    public string Name { get; } = name;

    /// <summary>The work, as the table names it.</summary>
    public string What { get; } = what;

    /// <summary>Makes what the contestants need, unmeasured, and names them.</summary>
    public abstract Contestants Prepare(string folder);

    /// <summary>Ends what <see cref="Prepare"/> started; the folder is removed by the caller.</summary>
    public virtual void Dispose() { }
}

/// <param name="Floor">The least that any program must spend on this work here.</param>
internal sealed record Contestants(Contestant Reference, Contestant Bunraku, Contestant Floor)
{
    public IEnumerable<Contestant> All => [Reference, Bunraku, Floor];
}

/// <summary>Something that does the work.</summary>
/// <param name="What">How it does it, for the table's legend.</param>
internal sealed record Contestant(string What, Action Run)
{
    public Contestant(string what, Command command)
        : this(what, () => command.Run()) => Command = command;

    /// <summary>Done before each run, unmeasured.</summary>
    public Action Prepare { get; init; } = () => { };

    /// <summary>The one process whose memory can be measured; null when it is not one.</summary>
    public Command? Command { get; init; }
}
