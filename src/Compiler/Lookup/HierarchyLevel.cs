using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A level of a hierarchy for one node: its variables are known, its files are found.</summary>
/// <param name="Places">Where its data is, in order; one place without a path when the function needs
/// none.</param>
internal sealed record HierarchyLevel(
    HierarchyEntry Entry,
    HashValue Options,
    string Datadir,
    ImmutableArray<DataPlace> Places
)
{
    private LookupBackend? backend;

    public static HierarchyLevel Of(
        HierarchyEntry entry,
        HieraConfiguration configuration,
        Interpolation interpolation,
        LookupInvocation invocation,
        HieraLookup lookup
    )
    {
        var datadir = entry.Datadir is { } given
            ? configuration.Version == 3
                ? Path.Combine(configuration.Root, interpolation.OfText(given))
                : interpolation.OfText(Path.Combine(configuration.Root, given))
            : Path.Combine(lookup.Settings.EnvironmentDirectory ?? configuration.Root, "hieradata");
        var places = entry.LocationKind switch
        {
            LocationKind.Path => entry.Locations.Select(path =>
                DataPlace.Of(datadir, path, interpolation.OfText(path), entry.Extension)
            ),
            LocationKind.Glob => entry.Locations.SelectMany(glob =>
                Found(datadir, interpolation.OfText(glob))
            ),
            LocationKind.Uri => entry.Locations.Select(uri =>
                DataPlace.OfUri(uri, interpolation.OfText(uri), interpolation.PlaceOf(uri))
            ),
            LocationKind.MappedPaths => Mapped(entry, datadir, interpolation, invocation, lookup),
            _ => [DataPlace.None],
        };
        return new HierarchyLevel(entry, (HashValue)interpolation.Of(entry.Options), datadir, [.. places]);
    }

    private static IEnumerable<DataPlace> Found(string datadir, string glob)
    {
        var pattern = Path.Combine(datadir, glob);
        return Glob.Find(Path.GetFullPath(pattern), DiskFolders.Instance)
            .Where(File.Exists)
            .Select(path => new DataPlace(pattern, path, true));
    }

    public Value? Find(
        LookupKey key,
        LookupInvocation invocation,
        MergeStrategy strategy,
        LookupLayer layer,
        HieraLookup lookup
    )
    {
        using var _ = lookup.Explainer?.Enter(ExplainedLevel.Of(Entry));
        if (Entry.IsRuby)
        {
            lookup.Explainer?.Say(
                $"Unable to load backend '{Entry.Name}': cannot load such file -- "
                    + $"hiera/backend/{Entry.Name.ToLowerInvariant()}_backend"
            );
            return null;
        }
        var places = Places;
        if (layer.Configuration.Version == 3 && !invocation.ExtraLevels.IsEmpty)
        {
            var paths = new Interpolation(lookup, invocation) { Configuration = layer.Configuration };
            places =
            [
                .. invocation.ExtraLevels.Select(path =>
                    DataPlace.Of(Datadir, path, paths.OfText(path), "." + Entry.Name)
                ),
                .. places,
            ];
        }
        var found = strategy.Lookup(
            places,
            place => Find(key, place, invocation, layer, lookup),
            lookup.Explainer
        );
        return found;
    }

    private Value? Find(
        LookupKey key,
        DataPlace place,
        LookupInvocation invocation,
        LookupLayer layer,
        HieraLookup lookup
    )
    {
        using var _ = place.Text is null ? null : lookup.Explainer?.Enter(new ExplainedLocation(place));
        if (!place.Exists)
        {
            lookup.Explainer?.LocationNotFound();
            return null;
        }
        backend ??= LookupBackend.Of(Entry);
        var request = new BackendRequest(key, this, place, layer, invocation, lookup);
        return backend.Find(request);
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
                Configuration = interpolation.Configuration,
                PlaceOf = interpolation.PlaceOf,
                Remember = (name, found) =>
                {
                    if (name.Split('.')[0] != entry.Locations[1])
                    {
                        interpolation.Remember?.Invoke(name, found);
                    }
                },
            };
            var template = entry.Locations[2];
            return DataPlace.Of(datadir, template, paths.OfText(template), "");
        });
    }
}

/// <summary>A place that data may be: a file, a URI, or nothing but a function's own knowledge.</summary>
/// <param name="Original">As <c>hiera.yaml</c> has it.</param>
internal sealed record DataPlace(string? Original, string? Path, bool Exists, string? Uri = null)
{
    public static readonly DataPlace None = new(null, null, true);

    /// <summary>What the reference shows of it.</summary>
    public string? Text => Path ?? Uri;

    public static DataPlace Of(string datadir, string original, string path, string extension)
    {
        var name = path.EndsWith(extension, StringComparison.Ordinal) ? path : path + extension;
        var full = Joined(datadir, name);
        return new DataPlace(original, full, File.Exists(full) || Directory.Exists(full));
    }

    public static DataPlace OfUri(string original, string uri, Text.Span? at) =>
        uri.All(c => c is > ' ' and < '\x7f' && !"\"<>\\^`{|}".Contains(c, StringComparison.Ordinal))
            ? new DataPlace(original, null, true, uri)
            : throw new EvaluationException(HieraDiagnostics.InvalidUri(uri, at));

    /// <summary>As Ruby joins paths: one that begins with <c>..</c> climbs.</summary>
    private static string Joined(string datadir, string path)
    {
        while (
            path.StartsWith("../", StringComparison.Ordinal)
            || path.StartsWith("./", StringComparison.Ordinal)
        )
        {
            datadir = path[1] == '.' ? System.IO.Path.GetDirectoryName(datadir) ?? "/" : datadir;
            path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }
        return System.IO.Path.Combine(datadir, path);
    }
}
