using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The resources that every catalog has without saying so: the schedules that manifests name, and the place
/// for backups.
/// </summary>
public static class DefaultResources
{
    public static ImmutableArray<Resource> All { get; } =
    [
        Schedule("puppet", "hourly", repeat: 2),
        Schedule("hourly", "hourly"),
        Schedule("daily", "daily"),
        Schedule("weekly", "weekly"),
        Schedule("monthly", "monthly"),
        Schedule("never", "never"),
        new Resource(new("Filebucket", "puppet")) { Tags = ["filebucket", "puppet"] },
    ];

    /// <summary>The catalog with those that it does not have itself, behind its own.</summary>
    public static Catalog AddTo(Catalog catalog) =>
        catalog with
        {
            Resources =
            [
                .. catalog.Resources,
                .. All.Where(resource => catalog.Find(resource.Reference) is null)
                    .Select(resource => resource with { Kind = "compilable_type" }),
            ],
        };

    private static Resource Schedule(string name, string period, int repeat = 1) =>
        new(new("Schedule", name))
        {
            Parameters = [new("period", period), new("repeat", repeat)],
            Tags = ["schedule", name],
        };
}
