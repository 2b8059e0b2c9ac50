using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Images;

/// <summary>
/// Divides a catalog's resources into layers (docs/decisions/0050-layers-follow-the-catalog.md). The order of
/// application is kept but for two moves that cannot be seen from inside: packages nothing stands before go
/// first, and files that follow the data go last when nothing in the build looks at them.
/// </summary>
public sealed class LayerPlan
{
    private readonly ImmutableArray<PlannedResource> resources;
    private readonly HashSet<ResourceReference> packages = [];
    private readonly HashSet<ResourceReference> data = [];

    private LayerPlan(ImmutableArray<PlannedResource> resources) => this.resources = resources;

    /// <summary>
    /// The layers of resources given in their order of application; containers are left out of it.
    /// </summary>
    public static ImmutableArray<PlannedLayer> Make(ImmutableArray<PlannedResource> resources)
    {
        var plan = new LayerPlan(resources);
        plan.FindPackages();
        plan.FindData();
        return plan.Layers();
    }

    /// <summary>A package goes first when all that it waits for are such packages.</summary>
    private void FindPackages()
    {
        foreach (var planned in resources.Where(planned => planned.Resource.Type == "Package"))
        {
            if (planned.After.All(packages.Contains))
            {
                packages.Add(planned.Resource.Reference);
            }
        }
    }

    /// <summary>
    /// A file of a class that read data goes last when only services and other such files wait for it, and
    /// when no command of its own class comes later: that one may count on the order in the manifest.
    /// </summary>
    private void FindData()
    {
        var successors = resources
            .SelectMany(planned => planned.After.Select(before => (before, planned)))
            .ToLookup(pair => pair.before, pair => pair.planned);
        var classesThatRunLater = new HashSet<string>(StringComparer.Ordinal);
        for (var i = resources.Length - 1; i >= 0; i--)
        {
            var planned = resources[i];
            var reference = planned.Resource.Reference;
            if (Runs(planned.Resource))
            {
                classesThatRunLater.Add(planned.ClassName);
                continue;
            }
            var isFree = successors[reference]
                .All(later => later.Resource.Type == "Service" || data.Contains(later.Resource.Reference));
            if (
                planned.FollowsData
                && planned.Resource.Type == "File"
                && isFree
                && !classesThatRunLater.Contains(planned.ClassName)
            )
            {
                data.Add(reference);
            }
        }
    }

    private ImmutableArray<PlannedLayer> Layers()
    {
        var layers = ImmutableArray.CreateBuilder<PlannedLayer>();
        Add(
            layers,
            LayerKind.Packages,
            "packages",
            resources.Where(p => packages.Contains(p.Resource.Reference))
        );
        var runs = new List<(string ClassName, List<PlannedResource> Members)>();
        foreach (
            var planned in resources.Where(p =>
                !packages.Contains(p.Resource.Reference) && !data.Contains(p.Resource.Reference)
            )
        )
        {
            RunFor(planned, runs).Add(planned);
        }
        foreach (var (className, members) in runs)
        {
            Add(layers, LayerKind.Class, className, members);
        }
        Add(layers, LayerKind.Data, "data", resources.Where(p => data.Contains(p.Resource.Reference)));
        return layers.ToImmutable();
    }

    /// <summary>
    /// The run a resource joins: the last one of its class, unless something that runs, or something it waits
    /// for, stands in between; then a new one.
    /// </summary>
    private List<PlannedResource> RunFor(
        PlannedResource planned,
        List<(string ClassName, List<PlannedResource> Members)> runs
    )
    {
        var between = new HashSet<ResourceReference>();
        var runsBetween = false;
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            var (className, members) = runs[i];
            if (className == planned.ClassName)
            {
                var mayMove =
                    between.Count == 0
                    || !runsBetween && !Runs(planned.Resource) && !planned.After.Any(between.Contains);
                if (mayMove)
                {
                    return members;
                }
                break;
            }
            between.UnionWith(members.Select(member => member.Resource.Reference));
            runsBetween |= members.Any(member => Runs(member.Resource));
        }
        runs.Add((planned.ClassName, []));
        return runs[^1].Members;
    }

    /// <summary>
    /// Whether applying the resource runs a program inside the image, which may look at anything there.
    /// </summary>
    private static bool Runs(Resource resource) => resource.Type is "Exec" or "Package";

    private static void Add(
        ImmutableArray<PlannedLayer>.Builder layers,
        LayerKind kind,
        string name,
        IEnumerable<PlannedResource> members
    )
    {
        ImmutableArray<Resource> resources = [.. members.Select(member => member.Resource)];
        if (resources.Length > 0)
        {
            layers.Add(new PlannedLayer(kind, name, resources));
        }
    }
}

/// <summary>A resource on its way into a layer.</summary>
/// <param name="ClassName">The nearest class that contains it.</param>
/// <param name="After">The resources it waits for, containers resolved to what they contain,
/// transitively.</param>
/// <param name="FollowsData">Whether its class read Hiera data, so that a change of data may change
/// it.</param>
public sealed record PlannedResource(
    Resource Resource,
    string ClassName,
    IReadOnlySet<ResourceReference> After,
    bool FollowsData
);
