using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Data from a function in the Puppet language: all of it at once, a key at a time, or by key and segments.
/// </summary>
internal sealed class PuppetFunctionBackend(BackendKind kind, string functionName)
    : LookupBackend(kind, functionName)
{
    private readonly Dictionary<DataPlace, LookupCache> caches = [];

    public override Value? Find(BackendRequest request)
    {
        if (!caches.TryGetValue(request.Place, out var cache))
        {
            caches.Add(request.Place, cache = new LookupCache());
        }
        var root = request.Key.Root;
        var value = Kind switch
        {
            BackendKind.DataHash => InHash(request, cache),
            BackendKind.LookupKey => cache.Answer(root, () => Ask(request, cache, root)),
            _ => cache.Answer(request.Key.Text, () => Dig(request, cache)) is { } dug
                ? request.Key.Wrap(dug)
                : null,
        };
        if (value is not null && root != LookupKey.Options)
        {
            request.Lookup.Trace.Add(new LookupUse(request.Invocation.UsedBy, root, null));
        }
        return value;
    }

    private Value? InHash(BackendRequest request, LookupCache cache)
    {
        cache.Data ??= Call(request, cache) switch
        {
            HashValue hash => hash,
            null => HashValue.Empty,
            var other => throw new EvaluationException(
                LookupDiagnostics.CannotMerge(
                    $"Value returned from data_hash function '{FunctionName}'",
                    "a Hash value",
                    other,
                    request.Level.Entry.Place
                )
            ),
        };
        return cache.Data.Find(request.Key.Root) is { } value
            ? new Interpolation(request.Lookup, request.Invocation).Of(value)
            : null;
    }

    private Value? Ask(BackendRequest request, LookupCache cache, Value key) => Call(request, cache, key);

    private Value? Dig(BackendRequest request, LookupCache cache) =>
        Call(request, cache, ArrayValue.Of([request.Key.Root, .. request.Key.Segments]));

    private Value? Call(BackendRequest request, LookupCache cache, params ReadOnlySpan<Value> key)
    {
        var options = request.Level.Options;
        if (request.Place.Path is { } path)
        {
            options = options.With("path", path);
        }
        try
        {
            return request.Lookup.Settings.Call(
                    FunctionName,
                    [.. key, options, new LookupContext(request, cache)]
                ) ?? throw Unknown(request);
        }
        catch (KeyMissing)
        {
            return null;
        }
    }

    private EvaluationException Unknown(BackendRequest request) =>
        new(
            LookupDiagnostics.UnknownFunction(
                HierarchyEntry.KindName(Kind),
                FunctionName,
                request.Level.Entry.Place,
                request.Layer.Configuration.Path
            )
        );
}
