using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>A level of a hierarchy for one node: its variables are known, its files are found.</summary>
/// <param name="Places">Where its data is, in order; one place without a path when the function needs
/// none.</param>
internal sealed record HierarchyLevel(
    HierarchyEntry Entry,
    LookupBackend Backend,
    HashValue Options,
    string Datadir,
    ImmutableArray<DataPlace> Places
)
{
    public static HierarchyLevel Of(
        HierarchyEntry entry,
        HieraConfiguration configuration,
        Interpolation interpolation,
        LookupInvocation invocation,
        HieraLookup lookup
    )
    {
        var datadir = Path.Combine(configuration.Root, interpolation.OfText(entry.Datadir));
        var places = entry.LocationKind switch
        {
            LocationKind.Path => entry.Locations.Select(path =>
                DataPlace.Of(datadir, interpolation.OfText(path), entry.Extension)
            ),
            LocationKind.Glob => entry
                .Locations.SelectMany(glob =>
                    GlobPattern.Files(Path.GetFullPath(Path.Combine(datadir, interpolation.OfText(glob))))
                )
                .Select(path => new DataPlace(path, Exists: true)),
            LocationKind.MappedPaths => Mapped(entry, datadir, interpolation, invocation, lookup),
            _ => [DataPlace.None],
        };
        return new HierarchyLevel(
            entry,
            LookupBackend.Of(entry, configuration),
            (HashValue)interpolation.Of(entry.Options),
            datadir,
            [.. places]
        );
    }

    public Value? Find(
        LookupKey key,
        LookupInvocation invocation,
        MergeStrategy strategy,
        LookupLayer layer,
        HieraLookup lookup
    )
    {
        var places = Places;
        if (layer.Configuration.Version == 3 && !invocation.ExtraLevels.IsEmpty)
        {
            var paths = new Interpolation(lookup, invocation) { IsInPath = true };
            places =
            [
                .. invocation.ExtraLevels.Select(path =>
                    DataPlace.Of(Datadir, paths.OfText(path), Entry.Extension)
                ),
                .. places,
            ];
        }
        return strategy.Lookup(
            places,
            place =>
                place.Exists
                    ? Backend.Find(new BackendRequest(key, this, place, layer, invocation, lookup))
                    : null
        );
    }

    private static IEnumerable<DataPlace> Mapped(
        HierarchyEntry entry,
        string datadir,
        Interpolation interpolation,
        LookupInvocation invocation,
        HieraLookup lookup
    )
    {
        var values = interpolation.Variable(entry.Locations[0], "mapped_path[0]") switch
        {
            ArrayValue array => array.Items,
            StringValue { Text: not "" } text => [text],
            HashValue hash => [.. hash.Pairs.Select(pair => ArrayValue.Of([pair.Key, pair.Value]))],
            _ => [],
        };
        return values.Select(value =>
        {
            var inner = invocation.In(invocation.Scope.With(entry.Locations[1], value));
            var paths = new Interpolation(lookup, inner)
            {
                IsInPath = true,
                PlaceOf = interpolation.PlaceOf,
                Remember = (name, found) =>
                {
                    if (name.Split('.')[0] != entry.Locations[1])
                    {
                        interpolation.Remember?.Invoke(name, found);
                    }
                },
            };
            return DataPlace.Of(datadir, paths.OfText(entry.Locations[2]), "");
        });
    }
}

/// <summary>A place that data may be: a file, or nothing but a function's own knowledge.</summary>
internal sealed record DataPlace(string? Path, bool Exists)
{
    public static readonly DataPlace None = new(null, true);

    public static DataPlace Of(string datadir, string path, string extension)
    {
        var name = path.EndsWith(extension, StringComparison.Ordinal) ? path : path + extension;
        var full = System.IO.Path.Combine(datadir, name);
        return new DataPlace(full, File.Exists(full));
    }
}
