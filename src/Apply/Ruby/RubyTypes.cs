using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>
/// The resource types and providers that modules have written in Ruby, for one run on one host. Nothing is
/// loaded before a resource needs it.
/// </summary>
/// <param name="libraries">Where their code is.</param>
/// <param name="host">The host that suitability is asked of.</param>
public sealed class RubyTypes(ModuleLibraries libraries, Host host, Facts facts)
{
    private readonly Dictionary<string, RubyResourceType?> types = [];
    private readonly Dictionary<string, RubyResourceType> served = [];
    private readonly List<RubyRemark> early = [];
    private Action<RubyRemark>? onLog;
    private RubyWorld? world;

    public ModuleLibraries Libraries => libraries;

    public Facts Facts => facts;

    /// <summary>Whether they are taken even where a type is built in.</summary>
    public bool IsForced { get; init; }

    public RubyLimits Limits { get; init; } = new() { Seconds = 600 };

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where what code prints goes.</summary>
    public RubyOutput Output { get; init; } = RubyOutput.None;

    /// <summary>
    /// What is wrong with a value for a data type that is given as a text, and whose it is; null is nothing.
    /// </summary>
    public Func<string, Value, string, string?> Mismatch { get; init; } = (_, _, _) => null;

    /// <summary>Hears what code has to say; what was said before there was a run comes first.</summary>
    internal Action<RubyRemark> OnLog
    {
        get => onLog ?? early.Add;
        set
        {
            onLog = value;
            early.ForEach(value);
            early.Clear();
        }
    }

    internal bool IsNoop { get; set; }

    internal ResourceGraph? Graph { get; set; }

    /// <summary>Whether a resource has needed Ruby so far.</summary>
    internal bool HasWorld => world is not null;

    /// <summary>Whether code may change the host outside a resource's turn, as that of facts may.</summary>
    internal bool IsFree { get; init; }

    internal RubyWorld World => world ??= new RubyWorld(this, IsFree ? host : new ReadOnlyHost(host));

    /// <summary>A type that modules define, or null. Broken ones are types whose resources fail.</summary>
    internal RubyResourceType? Find(string name)
    {
        name = name.ToLowerInvariant();
        if (!types.TryGetValue(name, out var type))
        {
            type = libraries.Has("puppet/type/" + name) ? RubyResourceType.Load(this, name) : null;
            types[name] = type;
        }
        return type;
    }

    /// <summary>Whether a module adds a provider of that name to a type.</summary>
    internal bool HasProvider(string type, string provider) =>
        libraries.Has($"puppet/provider/{type}/{provider}");

    /// <summary>
    /// A type of ours as providers of modules serve it: the one of that name, or any when there is no name;
    /// null when modules add none.
    /// </summary>
    internal RubyResourceType? Served(string type, string? provider)
    {
        var folder = "puppet/provider/" + type;
        if (provider is null ? !libraries.Names(folder).Any() : !libraries.Has($"{folder}/{provider}"))
        {
            return null;
        }
        if (!served.TryGetValue(type, out var known))
        {
            served[type] = known = RubyResourceType.Load(this, type);
        }
        return known;
    }

    /// <summary>The type that shall be used for resources of a name: ours, or that of a module.</summary>
    internal ResourceType? Choose(string name)
    {
        var native = ResourceTypeRoster.Find(name);
        return native is null ? Find(name)
            : IsForced || !ProviderChoice.IsManaged(native) ? Find(name) ?? native
            : native;
    }

    /// <summary>The end of a run: providers tidy up.</summary>
    internal void Finish(Host target)
    {
        if (world is { } made)
        {
            try
            {
                made.On(target, isLooking: false, () => made.Call("finish"));
            }
            catch (HostException failure)
            {
                // The run is over, and its report is still to be written.
                OnLog(
                    new RubyRemark(LogLevel.Err, $"post_resource_eval failed: {failure.Message}", null, null)
                );
            }
        }
    }
}

/// <summary>What Ruby code has to say.</summary>
/// <param name="Source">The reference of the resource that says it, or what else does; null for
/// nobody.</param>
/// <param name="Property">The property of it, or null.</param>
internal sealed record RubyRemark(LogLevel Level, string Message, string? Source, string? Property)
{
    /// <summary>Whether its resource was just being made.</summary>
    public bool IsEarly { get; init; }
}
