using System.Collections.Immutable;
using System.Reflection;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// The Ruby of one run: Puppet's face for types and providers, what modules have defined in it, and the host
/// that it acts on just now. Made when the first resource needs it.
/// </summary>
internal sealed class RubyWorld
{
    private static readonly ImmutableArray<string> PreludeFiles =
    [
        "host",
        "puppet",
        "parameters",
        "type",
        "provider",
        "util",
        "facter",
        "parsed_file",
        "resource_api",
        "run",
    ];

    /// <summary>What files of the face are called in places.</summary>
    private const string OwnPath = "(bunraku)";

    /// <summary>How Ruby's own sentences about arguments begin.</summary>
    private static readonly ImmutableArray<string> ArgumentMistakes =
    [
        "wrong number of arguments",
        "missing keyword",
        "unknown keyword",
        "invalid value for",
        "comparison of",
    ];

    private static readonly Lazy<ImmutableArray<RubyProgram>> Prelude = new(() =>
        [.. PreludeFiles.Select(ReadPrelude)]
    );

    private readonly object run;
    private readonly Dictionary<ResourceReference, RubyObject> instances = [];
    private readonly RubyObject catalog;
    private int runs;

    public RubyWorld(RubyTypes types, Host host)
    {
        Types = types;
        Host = host;
        Ruby = new Runtime(new RubyHostDoors(types.Libraries, this), types.Limits);
        HostDoorFiles.Define(this);
        HostDoorProcesses.Define(this);
        HostDoorRun.Define(this);
        var environment = (RubyHash)Ruby.FindConstant("ENV")!;
        foreach (var (name, value) in host.ProcessEnvironment)
        {
            environment[Ruby.String(name)] = Ruby.String(value);
        }
        foreach (var program in Prelude.Value)
        {
            Guarded(() => program.Run(Ruby));
        }
        run = Ruby.FindConstant("Bunraku::Run")!;
        catalog = (RubyObject)Guarded(() => Ruby.Invoke(Ruby.FindConstant("Puppet::Catalog")!, "new", []));
    }

    public RubyTypes Types { get; }

    public Runtime Ruby { get; }

    /// <summary>The host as it may be touched just now.</summary>
    public Host Host { get; private set; }

    /// <summary>Whether nothing may be changed: processes are queries then.</summary>
    public bool IsLooking { get; private set; } = true;

    public string WorkingDirectory { get; set; } = "/";

    public TimeProvider Time => Types.Time;

    public RubyObject Catalog => catalog;

    public void Log(LogLevel level, string message, string? reference) =>
        Types.OnLog(level, message, reference);

    /// <summary>Calls a function of the run; failures become <see cref="HostException"/>s.</summary>
    public object Call(string function, params object[] arguments) =>
        Guarded(() => Ruby.Invoke(run, function, arguments));

    /// <summary>Lets Ruby look at a host, or act on it.</summary>
    public T On<T>(Host host, bool isLooking, Func<T> act)
    {
        var (before, looked) = (Host, IsLooking);
        (Host, IsLooking) = (host, isLooking);
        try
        {
            return act();
        }
        finally
        {
            (Host, IsLooking) = (before, looked);
        }
    }

    /// <summary>Runs Ruby within its limits; what runs within a run shares them.</summary>
    public T Guarded<T>(Func<T> act)
    {
        if (runs++ == 0)
        {
            Ruby.BeginRun();
        }
        try
        {
            return Ruby.Guard("", act);
        }
        catch (RubyFailure failure)
        {
            throw new HostException(MessageOf(failure), failure);
        }
        finally
        {
            runs--;
        }
    }

    public RubyObject? Instance(ResourceReference reference) => instances.GetValueOrDefault(reference);

    /// <summary>Makes the Ruby object of a resource; throws what the type says against it.</summary>
    public RubyObject Make(Resource resource)
    {
        var given = Attributes(resource);
        given[new Symbol("title")] = Ruby.String(resource.Title);
        given[new Symbol("catalog")] = catalog;
        given[new Symbol("__tags")] = Ruby.Array([.. resource.Tags.Select(Ruby.String)]);
        var secrets = resource
            .Parameters.Where(pair => pair.Value is SensitiveValue)
            .Select(pair => pair.Key)
            .Union(resource.SensitiveParameters);
        given[new Symbol("__sensitive")] = Ruby.Array([.. secrets.Select(Ruby.String)]);
        if (resource.File is { } file)
        {
            given[new Symbol("__file")] = Ruby.String(file);
            given[new Symbol("__line")] = (long)resource.Line;
        }
        var made = (RubyObject)Call("make", Ruby.String(resource.Type.ToLowerInvariant()), given);
        instances[resource.Reference] = made;
        return made;
    }

    /// <summary>What Ruby code sees of a resource that is managed by ours.</summary>
    public RubyObject StandIn(Resource resource)
    {
        if (!instances.TryGetValue(resource.Reference, out var made))
        {
            var given = Attributes(resource);
            given[new Symbol("title")] = Ruby.String(resource.Title);
            given[new Symbol("catalog")] = catalog;
            given[new Symbol("__tags")] = Ruby.Array([.. resource.Tags.Select(Ruby.String)]);
            var name = Ruby.String(resource.Type.ToLowerInvariant());
            made = (RubyObject)Ruby.Invoke(run, "stand_in", [name, given]);
            instances[resource.Reference] = made;
        }
        return made;
    }

    /// <summary>The attributes of a resource by their symbols.</summary>
    public RubyHash Attributes(Resource resource)
    {
        var given = Ruby.Hash();
        foreach (var (name, value) in resource.Parameters)
        {
            if (value is not UndefValue)
            {
                given[new Symbol(name)] = RubyValues.ToRuby(Ruby, value);
            }
        }
        return given;
    }

    /// <summary>
    /// What a resource says of its failure: the message of what code raises on purpose, or of what the world
    /// refused; with the place in Ruby where it is a mistake of the code.
    /// </summary>
    private string MessageOf(RubyFailure failure)
    {
        var isMeant =
            failure.Type.StartsWith("Puppet::", StringComparison.Ordinal)
            || failure.Type.StartsWith("Errno::", StringComparison.Ordinal)
            || failure.Type is "RuntimeError" or "IOError"
            || failure.Type == "ArgumentError"
                && !ArgumentMistakes.Any(start =>
                    failure.Message.StartsWith(start, StringComparison.Ordinal)
                );
        var place =
            PlaceOf(failure) is { } known && !failure.Message.Contains(known, StringComparison.Ordinal)
                ? $" ({known})"
                : "";
        return failure.Type == "limit" ? $"Ruby code was stopped after {failure.Message}{place}"
            : isMeant ? failure.Message
            : failure.Message + place;
    }

    /// <summary>The innermost place that is not in the face itself.</summary>
    private string? PlaceOf(RubyFailure failure)
    {
        if (failure.Place is { } at && !at.File.Path.StartsWith(OwnPath, StringComparison.Ordinal))
        {
            return $"{at.File.Path}:{at.Line}";
        }
        var places = failure.Error is { } error ? Ruby.Invoke(error, "backtrace", []) as RubyArray : null;
        return places
            ?.Items.Select(Ruby.TextOf)
            .FirstOrDefault(place => !place.StartsWith(OwnPath, StringComparison.Ordinal));
    }

    /// <summary>
    /// A library that is another one for code of hosts than for code of compilations, or null.
    /// </summary>
    public static RubyProgram? OwnLibrary(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"library/{name}.rb") is { } stream
            ? Read(stream, name)
            : null;

    private static RubyProgram ReadPrelude(string name) =>
        Read(Assembly.GetExecutingAssembly().GetManifestResourceStream($"prelude/{name}.rb")!, name);

    private static RubyProgram Read(Stream stream, string name)
    {
        using var reader = new StreamReader(stream);
        return RubyProgram.Read(new SourceFile($"{OwnPath}/{name}.rb", reader.ReadToEnd()));
    }
}
