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
        Value? dug = null;
        var value = Kind switch
        {
            BackendKind.DataHash or BackendKind.LegacyHash => InHash(request, cache),
            BackendKind.Hiera3 => null,
            BackendKind.LookupKey => cache.Answer(root, () => Ask(request, cache, root)),
            _ => (dug = cache.Answer(request.Key.Text, () => Dig(request, cache))) is null
                ? null
                : request.Key.Wrap(dug),
        };
        // What digs itself is told of by the whole key.
        var told = Kind == BackendKind.DataDig ? request.Key.Text : root;
        if (value is null)
        {
            request.Lookup.Explainer?.NotFound(told);
        }
        else
        {
            request.Lookup.Explainer?.Found(told, dug ?? value);
        }
        if (value is not null && root != LookupKey.Options)
        {
            request.Lookup.Trace.Add(new LookupUse(request.Invocation.UsedBy, root, null));
        }
        return value;
    }

    private Value? InHash(BackendRequest request, LookupCache cache)
    {
        if (cache.Data is null && Call(request, cache) is { } answer)
        {
            cache.Data = Data(answer, request);
        }
        if (cache.Data?.Find(request.Key.Root) is not { } value)
        {
            return null;
        }
        var valid = Valid(value, $"Value for key '{request.Key.Root}', in hash returned from", request);
        return new Interpolation(request.Lookup, request.Invocation).Of(valid);
    }

    private HashValue Data(Value answer, BackendRequest request) =>
        answer switch
        {
            HashValue hash => Checked(hash, request),
            var other => throw new EvaluationException(
                LookupDiagnostics.NotAHashOfData(
                    Origin($"Value returned from {Described}", request),
                    other,
                    request.Level.Entry.Place.File is null ? null : request.Level.Entry.Place
                )
            ),
        };

    private string Described =>
        Kind == BackendKind.LegacyHash
            ? $"deprecated API function '{FunctionName}'"
            : $"{HierarchyEntry.KindName(Kind)} function '{FunctionName}'";

    /// <summary>Warns of keys in a module's data that are not the module's.</summary>
    private HashValue Checked(HashValue hash, BackendRequest request)
    {
        if (request.Layer.ModuleName is { } module)
        {
            foreach (var key in hash.Keys.Select(key => key.ToString()))
            {
                if (key != LookupKey.Options && !key.StartsWith(module + "::", StringComparison.Ordinal))
                {
                    request.Lookup.Settings.Warn(
                        $"Module '{module}': {Origin($"Value returned from {Described}", request)} must use keys "
                            + "qualified with the name of the module"
                    );
                }
            }
        }
        return hash;
    }

    /// <summary>The value, when it is one that data may have.</summary>
    private Value Valid(Value value, string subject, BackendRequest request) =>
        BuiltInTypes.RichData.IsInstance(value) || value is RuntimeValue { IsForeign: false }
            ? value
            : throw new EvaluationException(
                LookupDiagnostics.InvalidValue(
                    Origin($"{subject} {Described}", request),
                    TypeInference.Reduced(value).ToString(),
                    request.Level.Entry.Place.File is null ? null : request.Level.Entry.Place
                )
            );

    private static string Origin(string subject, BackendRequest request) =>
        request.Place.Text is { } place ? $"{subject}, when using location '{place}'," : subject;

    private Value? Ask(BackendRequest request, LookupCache cache, Value key) =>
        Call(request, cache, key) is { } value
            ? Valid(value, $"Value for key '{key}', returned from", request)
            : null;

    private Value? Dig(BackendRequest request, LookupCache cache) =>
        Call(request, cache, ArrayValue.Of([request.Key.Root, .. request.Key.Segments])) is { } value
            ? Valid(value, $"Value for key '{request.Key.Text}', returned from", request)
            : null;

    private Value? Call(BackendRequest request, LookupCache cache, params ReadOnlySpan<Value> key)
    {
        var options = request.Level.Options;
        if (request.Place is { Text: { } place, Path: var path })
        {
            options = options.With(path is null ? "uri" : "path", place);
        }
        try
        {
            return request.Lookup.Settings.Call(
                    FunctionName,
                    Kind == BackendKind.LegacyHash ? [] : [.. key, options, new LookupContext(request, cache)]
                ) ?? throw Unknown(request);
        }
        catch (KeyMissing)
        {
            return null;
        }
        // What `not_found` does in the reference, some code in Ruby does itself.
        catch (EvaluationException failure)
            when (failure.Ruby is { Type: "UncaughtThrowError", Message: "uncaught throw :no_such_key" })
        {
            return null;
        }
    }

    private EvaluationException Unknown(BackendRequest request) =>
        new(
            HieraDiagnostics.UnknownFunction(
                HierarchyEntry.KindName(Kind),
                FunctionName,
                request.Level.Entry.FunctionPlace,
                request.Layer.Configuration.Path
            )
        );
}
