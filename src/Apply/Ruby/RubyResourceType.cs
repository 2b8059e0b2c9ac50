using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>A resource type that a module has written in Ruby.</summary>
internal sealed class RubyResourceType : ResourceType
{
    private readonly RubyTypes types;
    private readonly Dictionary<ResourceReference, string> broken = [];

    private RubyResourceType(RubyTypes types, string name, string? problem)
        : base(name) => (this.types, Problem) = (types, problem);

    public override ImmutableArray<ResourceAttribute> Attributes => attributes;

    private ImmutableArray<ResourceAttribute> attributes = [];

    /// <summary>Why it cannot be used, or null.</summary>
    public string? Problem { get; }

    public bool IsRefreshable { get; private init; }

    /// <summary>Whether a resource that was changed is refreshed for it (<c>@self_refresh</c>).</summary>
    public bool RefreshesItself { get; private init; }

    public override bool IsIsomorphic => isIsomorphic;

    private bool isIsomorphic = true;

    public static RubyResourceType Load(RubyTypes types, string name)
    {
        try
        {
            var world = types.World;
            var rows = (RubyArray)world.Call("attributes", world.Ruby.String(name));
            var type = world.Call("type_of", world.Ruby.String(name));
            return new RubyResourceType(types, name, null)
            {
                attributes = [.. rows.Items.Cast<RubyArray>().Select(Attribute)],
                IsRefreshable = world.Call("refreshable?", type) is true,
                RefreshesItself = world.Call("refreshes_itself?", type) is true,
                isIsomorphic = world.Call("isomorphic?", type) is true,
            };
        }
        catch (HostException failure)
        {
            return new RubyResourceType(types, name, failure.Message);
        }
    }

    private static ResourceAttribute Attribute(RubyArray row) =>
        new(
            ((RubyString)row.Items[0]).Text,
            row.Items[1] is true ? AttributeKind.Property : AttributeKind.Parameter
        )
        {
            IsNamevar = row.Items[2] is true,
        };

    /// <summary>
    /// The resource as its type completes it. What the type says against the resource is a problem; code
    /// that breaks makes the resource fail when its turn comes.
    /// </summary>
    public override ResourceNormalization Normalize(Resource resource)
    {
        if (Problem is not null)
        {
            return new(resource, []);
        }
        try
        {
            var made = types.World.Make(resource);
            resource = types.World.Completed(types.World.Titled(resource, made), made);
            return new(
                types.World.Call("name_of", made) is RubyString name && resource[Namevar] is null
                    ? resource with
                    {
                        Parameters = resource.Parameters.Add(
                            KeyValuePair.Create(Namevar, RubyValues.ToPuppet(types.World.Ruby, name))
                        ),
                    }
                    : resource,
                []
            );
        }
        catch (HostException problem)
        {
            if (
                problem.InnerException is RubyFailure
                {
                    Type: "Puppet::ResourceError" or "Puppet::Error" or "ArgumentError"
                }
            )
            {
                return new(resource, [problem.Message]);
            }
            broken[resource.Reference] = problem.Message;
            return new(resource, []);
        }
    }

    /// <summary>
    /// What <c>generate</c> makes, which may change the host as it does; <c>eval_generate</c> is asked in its
    /// turn.
    /// </summary>
    public ImmutableArray<Resource> Generate(Resource resource)
    {
        var world = types.World;
        if (ProblemOf(resource) is not null || world.Instance(resource.Reference) is not { } made)
        {
            return [];
        }
        var host = world.Host is ReadOnlyHost { Behind: var behind } && !types.IsNoop ? behind : world.Host;
        return world.On(host, isLooking: false, () => world.Described("generate", made).ToImmutableArray());
    }

    /// <summary>What the host has of the type, to be taken away.</summary>
    public ImmutableArray<Resource> Removals(Host host)
    {
        if (Problem is { } problem)
        {
            throw new HostException(problem);
        }
        var world = types.World;
        var type = world.Call("type_of", world.Ruby.String(Name));
        return world.On(host, isLooking: true, () => world.Described("removals", type).ToImmutableArray());
    }

    /// <summary>Takes a resource of a type of ours, for a provider of a module to serve.</summary>
    public void Adopt(Resource resource)
    {
        if (types.World.Instance(resource.Reference) is { } made && types.World.IsWhole(made))
        {
            return;
        }
        // What our type filled in, the module's own fills in as it sees fit.
        var declared = ResourceTypeRoster.Find(Name)?.WithoutDefaults(resource) ?? resource;
        foreach (var problem in Normalize(declared).Problems)
        {
            broken[resource.Reference] = problem;
        }
    }

    /// <summary>What a resource's code has broken with before its turn, or null.</summary>
    public string? ProblemOf(Resource resource) => Problem ?? broken.GetValueOrDefault(resource.Reference);

    /// <summary>
    /// What resources wait for by themselves (<c>require</c>, <c>subscribe</c>), and what for them
    /// (<c>before</c>, <c>notify</c>).
    /// </summary>
    public IEnumerable<(string Kind, ResourceReference Other)> Relations(Resource resource)
    {
        if (ProblemOf(resource) is not null || types.World.Instance(resource.Reference) is not { } made)
        {
            return [];
        }
        try
        {
            var rows = (RubyArray)types.World.Call("relations", made);
            return
            [
                .. from row in rows.Items.Cast<RubyArray>()
                let reference = ResourceReference.Parse(((RubyString)row.Items[1]).Text)
                where reference is not null
                select (((RubyString)row.Items[0]).Text, reference.Value),
            ];
        }
        catch (HostException failure)
        {
            broken[resource.Reference] = failure.Message;
            return [];
        }
    }
}
