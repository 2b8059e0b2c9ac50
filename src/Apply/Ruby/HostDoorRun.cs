using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>The run itself, as Ruby code asks for it: log, facts, settings, libraries, catalog.</summary>
internal static class HostDoorRun
{
    public static void Define(RubyWorld world)
    {
        var door = new HostDoor(world);
        var (ruby, types) = (world.Ruby, world.Types);
        door.Do(
            "log",
            3,
            a =>
                types.OnLog(
                    new RubyRemark(
                        LogLevels.Parse(ruby.TextOf(a[0])) ?? LogLevel.Notice,
                        ruby.TextOf(a[1]),
                        a[2] is RubyArray { Items: [RubyString owner, ..] }
                            ? owner.Text
                            : (a[2] as RubyString)?.Text,
                        a[2] is RubyArray { Items: [_, RubyString property] } ? property.Text : null
                    )
                    {
                        IsEarly = world.IsMaking,
                    }
                )
        );
        DefineValues(door, types, ruby);
        DefineNatives(world, door);
        DefineOrder(door, types, ruby);
        door.On("fact", 1, a => Known(ruby, types.Facts.Find(ruby.TextOf(a[0]))));
        door.On("facts", 0, _ => RubyValues.ToRuby(ruby, types.Facts.Values));
        door.On("setting", 1, a => Known(ruby, Setting(types, ruby.TextOf(a[0]))));
        door.On("library?", 1, a => types.Libraries.Has(ruby.TextOf(a[0])));
        door.On(
            "libraries",
            1,
            a => ruby.Array([.. types.Libraries.Names(ruby.TextOf(a[0])).Select(ruby.String)])
        );
        door.On(
            "module_path",
            1,
            a => types.Libraries.ModulePath(ruby.TextOf(a[0])) is { } path ? ruby.String(path) : Nil.Value
        );
        door.On("noop?", 0, _ => types.IsNoop);
        door.On("catalog", 0, _ => (object?)world.Catalog ?? Nil.Value);
        door.On(
            "catalog_refs",
            0,
            _ =>
                ruby.Array([
                    .. Vertices(types).Select(vertex => ruby.String(vertex.Resource.Reference.ToString())),
                ])
        );
        door.On("resource", 1, a => Find(world, ruby.TextOf(a[0])));
        door.Do("assign", 3, a => Assign(world, ruby.TextOf(a[0]), ruby.TextOf(a[1]), a[2]));
        door.On("path_of", 1, a => PathOf(world, ruby.TextOf(a[0])));
        door.On("diff", 2, a => ruby.String(Difference(world, door.Path(a[0]), door.Path(a[1]))));
        door.On("diff_texts", 2, a => ruby.String(UnifiedDiff.Of("text", Bytes(a[0]), Bytes(a[1]))));
    }

    /// <summary>What contains what, and what waits for what.</summary>
    private static void DefineOrder(HostDoor door, RubyTypes types, Runtime ruby)
    {
        RubyArray Names(IEnumerable<object> names) =>
            ruby.Array([.. names.Select(one => ruby.String($"{one}"))]);
        door.On("catalog_name", 0, _ => ruby.String(types.Graph?.Catalog.Name ?? ""));
        door.On("catalog_classes", 0, _ => Names(types.Graph?.Catalog.Classes ?? []));
        door.On(
            "catalog_edges",
            0,
            _ =>
                ruby.Array([
                    .. (types.Graph?.Catalog.Edges ?? []).Select(edge =>
                        Names([Vertex.NameOf(edge.Source), Vertex.NameOf(edge.Target)])
                    ),
                ])
        );
        door.On("waiting_for", 1, a => Names(Linked(types, ruby.TextOf(a[0]), isAfter: true)));
        door.On("waited_for", 1, a => Names(Linked(types, ruby.TextOf(a[0]), isAfter: false)));
    }

    private static IEnumerable<Vertex> Linked(RubyTypes types, string text, bool isAfter) =>
        ResourceReference.Parse(text) is { } reference
        && types.Graph is { } graph
        && graph.TryFind(reference, out var entry, out var exit)
            ? isAfter
                ? exit.Outgoing.Select(link => link.Target)
                : entry.Incoming.Select(link => link.Source)
            : [];

    /// <summary>Types and providers of ours.</summary>
    private static void DefineNatives(RubyWorld world, HostDoor door)
    {
        var (ruby, types) = (world.Ruby, world.Types);
        door.On("native?", 1, a => ResourceTypeRoster.Find(ruby.TextOf(a[0])) is not null);
        door.On("namevar", 1, a => ruby.String(ResourceTypeRoster.Find(ruby.TextOf(a[0]))!.Namevar));
        door.On(
            "attributes",
            1,
            a =>
                ruby.Array([
                    .. ResourceTypeRoster
                        .Find(ruby.TextOf(a[0]))!
                        .Attributes.Select(attribute =>
                            ruby.Array([
                                ruby.String(attribute.Name),
                                attribute.Kind == AttributeKind.Property,
                            ])
                        ),
                ])
        );
        door.On(
            "native_providers",
            2,
            a =>
                ruby.Array([
                    .. (
                        a[1] is true
                            ? ProviderRoster.Suitable(ruby.TextOf(a[0]), world.Host, types.Facts)
                            : ProviderRoster.Of(ruby.TextOf(a[0]))
                    ).Select(provider => ruby.String(provider.Name)),
                ])
        );
        door.On(
            "problem",
            3,
            a => Problem(world, Made(world, ruby.TextOf(a[0]), ruby.TextOf(a[1]), (RubyHash)a[2]))
        );
        door.On(
            "manage",
            3,
            a => Manage(world, Made(world, ruby.TextOf(a[0]), ruby.TextOf(a[1]), (RubyHash)a[2]))
        );
        door.On("instances", 1, a => Instances(world, ruby.TextOf(a[0])));
        door.On("find", 2, a => Asked(world, ruby.TextOf(a[0]), ruby.TextOf(a[1])));
    }

    private static void DefineValues(HostDoor door, RubyTypes types, Runtime ruby)
    {
        door.On(
            "sha224",
            1,
            a =>
            {
                var digest = new Sha224();
                digest.Append(Bytes(a[0]));
                return ruby.String(Convert.ToHexStringLower(digest.Finish()));
            }
        );
        door.On("display", 1, a => ruby.String(StringConversion.Shown(RubyValues.ToPuppet(ruby, a[0]))));
        door.On(
            "mismatch",
            3,
            a =>
                types.Mismatch(ruby.TextOf(a[0]), RubyValues.ToPuppet(ruby, a[1]), ruby.TextOf(a[2]))
                    is { } problem
                    ? ruby.String(problem)
                    : Nil.Value
        );
    }

    private static string Difference(RubyWorld world, string before, string after)
    {
        var (old, now) = (world.Host.ReadBytes(before) ?? [], world.Host.ReadBytes(after) ?? []);
        return old.AsSpan().SequenceEqual(now)
            ? ""
            : UnifiedDiff
                .Of(before, old, now)
                .Replace($"+++ {before} (new)", $"+++ {after}", StringComparison.Ordinal);
    }

    private static byte[] Bytes(object text) => RubyValues.Bytes((RubyString)text);

    private static object Known(Runtime ruby, Value? value) =>
        value is null ? Nil.Value : RubyValues.ToRuby(ruby, value);

    private static Value? Setting(RubyTypes types, string name) =>
        name == "noop"
            ? BooleanValue.Of(types.IsNoop)
            : SettingValues.Find(
                name,
                () =>
                    types.Facts is { NodeName: { Length: > 0 } node } ? node
                    : types.Facts.Find("networking.fqdn") is StringValue { Text: var fqdn } ? fqdn
                    : ""
            );

    private static IEnumerable<Vertex> Vertices(RubyTypes types) =>
        types.Graph?.Vertices.Where(vertex => vertex.IsResource) ?? [];

    private static object PathOf(RubyWorld world, string text) =>
        ResourceReference.Parse(text) is { } reference
        && world.Types.Graph is { } graph
        && graph.TryFind(reference, out var vertex, out _)
            ? world.Ruby.String(vertex.Path)
            : Nil.Value;

    /// <summary>A resource of the catalog: its own object, or what stands for one of ours.</summary>
    private static object Find(RubyWorld world, string text)
    {
        if (
            ResourceReference.Parse(text) is not { } reference
            || world.Types.Graph is not { } graph
            || !graph.TryFind(reference, out var vertex, out _)
            || !vertex.IsResource
        )
        {
            return Nil.Value;
        }
        return world.Instance(vertex.Resource.Reference) ?? world.StandIn(vertex.Resource);
    }

    private static void Assign(RubyWorld world, string text, string attribute, object value)
    {
        if (
            ResourceReference.Parse(text) is not { } reference
            || world.Types.Graph is not { } graph
            || !graph.TryFind(reference, out var vertex, out _)
            || !vertex.IsResource
        )
        {
            return;
        }
        var changed = vertex.Resource with
        {
            Parameters =
            [
                .. vertex.Resource.Parameters.Where(pair => pair.Key != attribute),
                KeyValuePair.Create(attribute, RubyValues.ToPuppet(world.Ruby, value)),
            ],
        };
        vertex.Resource = graph.TypeOf(changed.Type)?.Normalize(changed).Resource ?? changed;
    }

    /// <summary>A resource of ours by what code wants of it.</summary>
    private static Resource Made(RubyWorld world, string type, string title, RubyHash wanted) =>
        new(new(ResourceReference.Capitalize(type), title))
        {
            Parameters =
            [
                .. wanted.Pairs.Select(pair =>
                    KeyValuePair.Create(
                        world.Ruby.TextOf(pair.Key),
                        RubyValues.ToPuppet(world.Ruby, pair.Value)
                    )
                ),
            ],
        };

    /// <summary>What its type has against a resource, or nil.</summary>
    private static object Problem(RubyWorld world, Resource resource)
    {
        var type = ResourceTypeRoster.Find(resource.Type)!;
        var problem =
            type.Normalize(resource).Problems.FirstOrDefault()
            ?? (
                resource.Text("provider") is { } provider
                && ProviderRoster.Of(type.Name).All(one => one.Name != provider)
                && !world.Types.HasProvider(type.Name, provider)
                    ? $"Parameter provider failed on {resource.Reference}: "
                        + $"Invalid {type.Name} provider '{provider}'"
                    : null
            );
        return problem is null ? Nil.Value : world.Ruby.String(problem);
    }

    /// <summary>Applies one resource of ours by itself; why that failed, or nil.</summary>
    private static object Manage(RubyWorld world, Resource resource)
    {
        var catalog = new Catalog("", "production") { Resources = [resource] };
        var graph = ResourceGraph.Build(catalog, out var diagnostics);
        if (diagnostics.FirstOrDefault(one => one.Severity == Severity.Error) is { } problem)
        {
            return world.Ruby.String(problem.Message);
        }
        var failure = "";
        var settings = new TransactionSettings
        {
            OnLog = log => failure = log.Level >= LogLevel.Err ? log.Message : failure,
        };
        var report = Transaction.Run(graph, world.Host, world.Types.Facts, settings);
        return report.HasFailures ? world.Ruby.String(failure) : Nil.Value;
    }

    /// <summary>What the host has of a resource of ours.</summary>
    private static RubyHash Asked(RubyWorld world, string type, string name)
    {
        var found = world.Ruby.Hash();
        var known = ResourceTypeRoster.Find(type)!;
        foreach (
            var (attribute, value) in ResourceQuery.One(known, name, world.Host, world.Types.Facts).Parameters
        )
        {
            found[world.Ruby.String(attribute)] = RubyValues.ToRuby(world.Ruby, value);
        }
        return found;
    }

    private static RubyHash Instances(RubyWorld world, string type)
    {
        var all = world.Ruby.Hash();
        foreach (var provider in ProviderRoster.Of(type))
        {
            if (!provider.IsSuitable(world.Host, world.Types.Facts))
            {
                continue;
            }
            foreach (var resource in provider.Instances(world.Host))
            {
                all[world.Ruby.String(resource.Title)] = world.Attributes(resource);
            }
        }
        return all;
    }
}
