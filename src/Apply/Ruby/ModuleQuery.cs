using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>What a host has of types that modules define, without a catalog.</summary>
public sealed class ModuleQuery(RubyTypes types)
{
    public RubyTypes Types { get; } = types;

    /// <summary>The type of that name, or null.</summary>
    public ResourceType? TypeOf(string name) => Types.Find(name);

    /// <summary>All resources that can be told, sorted by their titles.</summary>
    public ImmutableArray<Resource> All(ResourceType type) => Ask("found", type, Nil.Value);

    /// <summary>One resource; what is not there is <c>absent</c>.</summary>
    public Resource One(ResourceType type, string name) =>
        Ask("found", type, Types.World.Ruby.String(name))[0];

    /// <summary>What came of the resource of the type that was managed last.</summary>
    public Resource Left(ResourceType type) => Ask("left", type)[0];

    private ImmutableArray<Resource> Ask(string function, ResourceType type, params object[] more)
    {
        var world = Types.World;
        var rows = (RubyArray)world.Call(function, [world.Ruby.String(type.Name), .. more]);
        return [.. rows.Items.Cast<RubyArray>().Select(row => Read(type, row))];
    }

    private Resource Read(ResourceType type, RubyArray row)
    {
        var ruby = Types.World.Ruby;
        var said = ((RubyHash)row.Items[1]).Pairs.Select(pair =>
            KeyValuePair.Create(ruby.TextOf(pair.Key), RubyValues.ToPuppet(ruby, pair.Value))
        );
        return new Resource(new(ResourceReference.Capitalize(type.Name), ruby.TextOf(row.Items[0])))
        {
            Parameters =
            [
                .. said.OrderBy(pair => pair.Key != "ensure")
                    .ThenBy(pair => pair.Key, StringComparer.Ordinal),
            ],
        };
    }
}
