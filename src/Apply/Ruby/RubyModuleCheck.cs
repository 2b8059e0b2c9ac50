using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>
/// Loads types, providers and facts of modules as a run would, on a host where nothing is run or changed:
/// what
/// cannot be loaded is told before anybody is surprised.
/// </summary>
public sealed partial class RubyModuleCheck
{
    private readonly ModuleLibraries libraries;
    private readonly Host host;
    private readonly RubyTypes types;
    private readonly RubyWorld facts;

    public RubyModuleCheck(ModuleLibraries libraries, Host host, Facts known)
    {
        this.libraries = libraries;
        this.host = new QuietHost(host);
        types = new RubyTypes(libraries, this.host, known) { OnLog = static _ => { }, IsForced = true };
        var sources = new FactSources { Libraries = libraries };
        facts = FactDoor.Open(this.host, sources, new FactCollection(this.host, sources));
    }

    /// <summary>Whether a type is built in, so that the module's own code is not used.</summary>
    public static bool IsNativeType(string name) =>
        ResourceTypeRoster.Find(name) is { } native && ProviderChoice.IsManaged(native);

    /// <summary>Whether a provider of a type is built in.</summary>
    public static bool IsNativeProvider(string type, string name) =>
        ProviderRoster.Of(type).Any(provider => provider.Name == name);

    /// <summary>Whether all facts that a file adds are built in.</summary>
    public static bool IsNativeFact(string path)
    {
        var names = new FactFile(path, File.ReadAllText(path)).Names;
        return names.Count > 0
            && names.All(name => FactRoster.All.Any(fact => fact.Name == name && fact.IsOfModules));
    }

    /// <summary>Why a type cannot be used, or null.</summary>
    public RubyFinding? ProblemOfType(string name, string path) =>
        Parsed(path) ?? (types.Find(name)?.Problem is { } problem ? Of(problem, path) : null);

    /// <summary>Why a provider cannot be used, or null.</summary>
    /// <param name="type">The name of its type, which a run loads before its providers.</param>
    public RubyFinding? ProblemOfProvider(string type, string path)
    {
        types.Find(type);
        return Parsed(path) ?? Loaded(types.World, path);
    }

    /// <summary>Why the facts of a file cannot be found, or null.</summary>
    public RubyFinding? ProblemOfFacts(string path) => Parsed(path) ?? Loaded(facts, path);

    private RubyFinding? Parsed(string path) =>
        libraries.Find(path) is not { } program ? new("the file cannot be read", path, 0)
        : program.Problem is { } mistake ? new(mistake.Message, path, mistake.Primary?.Span.Line ?? 0)
        : null;

    private RubyFinding? Loaded(RubyWorld world, string path)
    {
        try
        {
            world.Guarded(() => libraries.Find(path)!.Run(world.Ruby));
            return null;
        }
        catch (HostException failure)
            when (failure.InnerException is RubyFailure { Place: { } place } ruby && Runtime.IsOfUser(place))
        {
            return IsRefusal(ruby.Message) ? null : new(ruby.Message, place.File.Path, place.Line);
        }
        catch (HostException failure)
        {
            return IsRefusal(failure.Message) ? null : Of(failure.Message, path);
        }
    }

    /// <summary>
    /// What would run a program while it is loaded can be told no more of without doing so.
    /// </summary>
    private static bool IsRefusal(string message) =>
        message.Contains("Nothing is run while", StringComparison.Ordinal);

    /// <summary>A sentence that ends with its place, <c>(file:line)</c>, taken apart.</summary>
    private static RubyFinding Of(string message, string path)
    {
        var match = Place().Match(message);
        return match.Success
            ? new(
                message[..match.Index],
                match.Groups[1].Value,
                int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)
            )
            : new(message, path, 0);
    }

    [GeneratedRegex(@" \(([^()]+):(\d+)\)$")]
    private static partial Regex Place();
}

/// <summary>Why Ruby code cannot be used, and where; line 0 is the file as a whole.</summary>
public sealed record RubyFinding(string Reason, string Path, int Line);
