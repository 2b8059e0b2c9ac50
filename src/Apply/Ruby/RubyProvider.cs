using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>Manages the resources of a Ruby type by whichever of its Ruby providers each has.</summary>
internal sealed class RubyProvider(RubyTypes types, RubyResourceType type, string name)
    : Provider(type.Name, name)
{
    public override string? ReportedName => Name.Length == 0 ? null : Name;

    public override bool IsRefreshable => type.IsRefreshable;

    public override bool RefreshesItself => type.RefreshesItself;

    /// <summary>The provider of a resource, or null when none works on the host.</summary>
    public static RubyProvider? For(RubyTypes types, RubyResourceType type, Resource resource, Host host)
    {
        var world = types.World;
        if (type.ProblemOf(resource) is not null || world.Instance(resource.Reference) is not { } made)
        {
            return new RubyProvider(types, type, "ruby");
        }
        var looking = new ReadOnlyHost(host);
        return world.On(
            looking,
            isLooking: true,
            () =>
                world.Call("ready?", made) is true
                    ? new RubyProvider(
                        types,
                        type,
                        world.Call("provider_of", made) is RubyString p ? p.Text : ""
                    )
                    : null
        );
    }

    public override Observed Observe(Host host, Resource desired)
    {
        var made = Instance(desired);
        // Code that looks may need a file for a while (a query, a download to compare); a dry run has none.
        var looked = host is ReadOnlyHost { Behind: var behind } && !types.IsNoop ? behind : host;
        var isDry = desired["noop"] is BooleanValue own ? own.IsTrue : types.IsNoop;
        var found = World.On(looked, isLooking: true, () => World.Call("observe", made, isDry));
        if (found is RubyString problem)
        {
            return new Observed { CannotLook = problem.Text };
        }
        var observed = new Observed();
        foreach (var row in ((RubyArray)found).Items.Cast<RubyArray>())
        {
            observed.Set(((RubyString)row.Items[0]).Text, Read(made, row));
        }
        return observed;
    }

    private Finding Read(RubyObject made, RubyArray row) =>
        new(RubyValues.ToPuppet(World.Ruby, row.Items[1]))
        {
            IsInSync = row.Items[3] is true,
            Becomes = RubyValues.ToPuppet(World.Ruby, row.Items[2]),
            Before = (row.Items[4] as RubyString)?.Text,
            After = (row.Items[5] as RubyString)?.Text,
            IsSecret = row.Items[6] is true,
            Problem = (row.Items[7] as RubyString)?.Text,
            Sentence = () => World.Ruby.TextOf(World.Call("sentence", made, row.Items[0], row.Items[1])),
            EventName = () => World.Ruby.TextOf(World.Call("event_name", made, row.Items[0])),
        };

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var made = Instance(desired);
        World.On(
            host,
            isLooking: false,
            () =>
            {
                void Sync(PropertyChange change) =>
                    World.Call("sync", made, World.Ruby.String(change.Property));
                changes.Each(Sync);
                while (World.Call("difference", made) is RubyArray row)
                {
                    var property = ((RubyString)row.Items[0]).Text;
                    changes.Also(Comparison.Change(type, property, desired, Read(made, row)), Sync);
                }
                return changes.HasSucceeded ? World.Call("flush", made) : Nil.Value;
            }
        );
    }

    public override void Refresh(Host host, Resource desired, ChangeSet changes) =>
        World.On(host, isLooking: false, () => World.Call("refresh", Instance(desired)));

    public override bool CancelsRefresh(string property, Value? desired) =>
        desired is not null
        && World.Call(
            "ends_refreshes?",
            World.Call("type_of", World.Ruby.String(type.Name)),
            World.Ruby.String(property),
            RubyValues.ToRuby(World.Ruby, desired)
        )
            is true;

    public override string GeneratorOf(Resource desired) => "eval_generate";

    public override IEnumerable<Resource> Generate(Host host, Resource desired, ManagedResources managed)
    {
        if (type.ProblemOf(desired) is not null || World.Instance(desired.Reference) is not { } made)
        {
            return [];
        }
        return World.On(
            host,
            isLooking: true,
            () => World.Described("eval_generate", made).ToImmutableArray()
        );
    }

    private RubyWorld World => types.World;

    private RubyObject Instance(Resource resource) =>
        type.ProblemOf(resource) is { } problem
            ? throw new HostException(problem)
            : World.Instance(resource.Reference)
                ?? throw new HostException($"{resource.Reference} is not known to its type");
}
