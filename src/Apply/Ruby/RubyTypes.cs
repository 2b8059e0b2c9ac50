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
    private readonly List<(LogLevel Level, string Message, string? Resource)> early = [];
    private Action<LogLevel, string, string?>? onLog;
    private RubyWorld? world;

    public ModuleLibraries Libraries => libraries;

    public Facts Facts => facts;

    /// <summary>Whether they are taken even where a type is built in.</summary>
    public bool IsForced { get; init; }

    public RubyLimits Limits { get; init; } = new() { Seconds = 600 };

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Settings that code may ask for, by name.</summary>
    public Func<string, Value?> Setting { get; init; } = _ => null;

    /// <summary>
    /// Hears what code has to say: level, message, the resource it is about. What was said before there was
    /// a run comes first.
    /// </summary>
    internal Action<LogLevel, string, string?> OnLog
    {
        get => onLog ?? ((level, message, resource) => early.Add((level, message, resource)));
        set
        {
            onLog = value;
            early.ForEach(line => value(line.Level, line.Message, line.Resource));
            early.Clear();
        }
    }

    internal bool IsNoop { get; set; }

    internal ResourceGraph? Graph { get; set; }

    internal RubyWorld World => world ??= new RubyWorld(this, new ReadOnlyHost(host));

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
            made.On(target, isLooking: false, () => made.Call("finish"));
        }
    }
}
