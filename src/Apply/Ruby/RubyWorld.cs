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
        "files",
        "file_utils",
        "processes",
        "accounts",
        "puppet",
        "parameters",
        "type",
        "provider",
        "native_types",
        "native_provider",
        "shared",
        "util",
        "file_system",
        "unique_file",
        "checksums",
        "tools",
        "facter",
        "parsed_file",
        "resource_api",
        "run",
    ];

    /// <summary>What files of the face are called in places.</summary>
    private const string OwnPath = Runtime.InternalPrefix + "bunraku>";

    private static readonly Lazy<ImmutableArray<RubyProgram>> Prelude = new(() =>
        [.. PreludeFiles.Select(ReadPrelude)]
    );

    internal const int DefaultUmask = 0b000_010_010;
    private readonly object run;
    private readonly Dictionary<ResourceReference, RubyObject> instances = [];

    /// <summary>Made by code, and not among the resources of the run so far.</summary>
    private readonly Dictionary<ResourceReference, RubyObject> offspring = [];
    private readonly RubyObject catalog;
    private int runs;
    private RubyIdentity? acting;
    private RubyLocks? locks;

    public RubyWorld(RubyTypes types, Host host)
    {
        Types = types;
        Host = host;
        Ruby = new Runtime(new RubyHostDoors(types.Libraries, this), types.Limits);
        HostDoorFiles.Define(this);
        HostDoorProcesses.Define(this);
        HostDoorRun.Define(this);
        RubySockets.Define(this);
        var environment = (RubyHash)Ruby.FindConstant("ENV")!;
        foreach (var (name, value) in OwnVariables(host).Concat(host.ProcessEnvironment))
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

    /// <summary>What tells code whose run it is; the commands of providers are not told.</summary>
    private static IEnumerable<KeyValuePair<string, string>> OwnVariables(Host host) =>
        host.Accounts.Users.Find(RubyIdentity.Own(host).Uid) is { } own
            ? [new("HOME", own.Home), new("LOGNAME", own.Name), new("USER", own.Name)]
            : [];

    public RubyTypes Types { get; }

    public Runtime Ruby { get; }

    /// <summary>The host as it may be touched just now.</summary>
    public Host Host { get; private set; }

    /// <summary>Whether nothing may be changed: processes are queries then.</summary>
    public bool IsLooking { get; private set; } = true;

    /// <summary>Whether a resource of the catalog is being made, and has no place in it yet.</summary>
    public bool IsMaking { get; private set; }

    /// <summary>Whom the code acts as just now.</summary>
    public RubyIdentity Identity
    {
        get => acting ?? RubyIdentity.Own(Host);
        set => acting = value == RubyIdentity.Own(Host) ? null : value;
    }

    /// <summary>Whether that is another user than the one of the run.</summary>
    public bool IsOther => acting is not null;

    /// <summary>The bits that new files and directories do not get.</summary>
    public int Umask { get; set; } = DefaultUmask;

    public RubyLocks Locks => locks ??= new RubyLocks(this);

    /// <summary>Processes that code has started and not waited for.</summary>
    public RubyChildren Children { get; } = new();

    public string WorkingDirectory { get; set; } = "/";

    public TimeProvider Time => Types.Time;

    public RubyObject Catalog => catalog;

    /// <summary>Calls a function of the run; failures become <see cref="HostException"/>s.</summary>
    public object Call(string function, params object[] arguments) =>
        Guarded(() => Ruby.Invoke(run, function, arguments));

    /// <summary>What is wrong with a library, by what it is required as; null when it loads.</summary>
    public string? Problem(string name)
    {
        try
        {
            Call("load", Ruby.String(name));
            return null;
        }
        catch (HostException failure)
        {
            return failure.Message;
        }
    }

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
        if (offspring.Remove(resource.Reference, out var known))
        {
            Call("take", known, Texts(resource.Tags));
            instances[resource.Reference] = known;
            return known;
        }
        var given = Attributes(resource);
        given[new Symbol("title")] = Ruby.String(resource.Title);
        given[new Symbol("catalog")] = catalog;
        given[new Symbol("__tags")] = Texts(resource.Tags);
        var secrets = resource
            .Parameters.Where(pair => pair.Value is SensitiveValue)
            .Select(pair => pair.Key)
            .Union(resource.SensitiveParameters);
        given[new Symbol("__sensitive")] = Texts(secrets);
        if (resource.File is { } file)
        {
            given[new Symbol("__file")] = Ruby.String(file);
            given[new Symbol("__line")] = (long)resource.Line;
        }
        var made = Making(resource, given);
        instances[resource.Reference] = made;
        return made;
    }

    private RubyArray Texts(IEnumerable<string> texts) => Ruby.Array([.. texts.Select(Ruby.String)]);

    private RubyObject Making(Resource resource, RubyHash given)
    {
        IsMaking = true;
        try
        {
            return (RubyObject)Call("make", Ruby.String(resource.Type.ToLowerInvariant()), given);
        }
        finally
        {
            IsMaking = false;
        }
    }

    /// <summary>
    /// The resources that a function of the run gives for one, or for a type. Their objects are kept: what
    /// code knows of them, a resource made from their attributes would not.
    /// </summary>
    public IEnumerable<Resource> Described(string function, object of)
    {
        foreach (var one in ((RubyArray)Call(function, of)).Items)
        {
            var resource = Describe((RubyArray)Call("describe", one));
            if (IsWhole((RubyObject)one))
            {
                offspring[resource.Reference] = (RubyObject)one;
            }
            yield return resource;
        }
    }

    private Resource Describe(RubyArray row)
    {
        var name = ((RubyString)row.Items[0]).Text;
        return new Resource(new(ResourceReference.Capitalize(name), Ruby.TextOf(row.Items[1])))
        {
            Tags = [.. ((RubyArray)row.Items[3]).Items.Select(Ruby.TextOf)],
            Parameters = Parameters(row.Items[2]),
        };
    }

    private ImmutableArray<KeyValuePair<string, Value>> Parameters(object hash) =>
        [
            .. ((RubyHash)hash).Pairs.Select(pair =>
                KeyValuePair.Create(Ruby.TextOf(pair.Key), RubyValues.ToPuppet(Ruby, pair.Value))
            ),
        ];

    /// <summary>The resource with the metaparameters that code of its type has set.</summary>
    public Resource Completed(Resource resource, RubyObject made)
    {
        if (Parameters(Call("added_metaparameters", made)) is not { IsEmpty: false } added)
        {
            return resource;
        }
        var kept = resource.Parameters.Where(given => !added.Any(one => one.Key == given.Key));
        return resource with { Parameters = [.. kept, .. added] };
    }

    /// <summary>The resource under the title that its type gives it.</summary>
    public Resource Titled(Resource resource, RubyObject made)
    {
        if (Call("title_of", made) is not RubyString { Text: var title } || title == resource.Title)
        {
            return resource;
        }
        var titled = resource with { Reference = resource.Reference with { Title = title } };
        instances[titled.Reference] = made;
        return titled;
    }

    /// <summary>Whether an object is of a full type; others stand for resources of ours.</summary>
    public bool IsWhole(RubyObject made) =>
        !Ruby.IsA(made, (RubyModule)Ruby.FindConstant("Puppet::NativeType")!);

    /// <summary>What Ruby code sees of a resource that is managed by ours.</summary>
    public RubyObject StandIn(Resource resource)
    {
        if (!instances.TryGetValue(resource.Reference, out var made))
        {
            var given = Attributes(resource);
            given[new Symbol("title")] = Ruby.String(resource.Title);
            given[new Symbol("catalog")] = catalog;
            given[new Symbol("__tags")] = Texts(resource.Tags);
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
    /// What a resource says of its failure: the message, and the place in Ruby that it comes from.
    /// </summary>
    private string MessageOf(RubyFailure failure)
    {
        var place =
            PlaceOf(failure) is { } known && !failure.Message.Contains(known, StringComparison.Ordinal)
                ? $" ({known})"
                : "";
        return failure.Type == "limit"
            ? $"Ruby code was stopped after {failure.Message}{place}"
            : failure.Message + place;
    }

    /// <summary>The innermost place that is not in the face itself.</summary>
    private string? PlaceOf(RubyFailure failure)
    {
        if (failure.Place is { } at && Runtime.IsOfUser(at))
        {
            return $"{at.File.Path}:{at.Line}";
        }
        var places = failure.Error is { } error ? Ruby.Invoke(error, "backtrace", []) as RubyArray : null;
        return places
            ?.Items.Select(Ruby.TextOf)
            .FirstOrDefault(place => !place.StartsWith(Runtime.InternalPrefix, StringComparison.Ordinal))
            ?.Split(":in `")[0];
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
