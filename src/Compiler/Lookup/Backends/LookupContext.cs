using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What a data function is given to speak with the lookup that called it: <c>Puppet::LookupContext</c> of the
/// language. Its cache lives as long as the compilation, one for each level and place.
/// </summary>
internal sealed class LookupContext(BackendRequest request, LookupCache cache) : RuntimeValue
{
    public override string TypeName => "Puppet::LookupContext";

    /// <summary>A method called on the context; null when it has no such method.</summary>
    public override Value? Call(string method, ReadOnlySpan<Value> arguments, Func<Value[], Value>? block) =>
        arguments switch
        {
            [] => method switch
            {
                "not_found" => throw new KeyMissing(),
                "explain" => Explain(block),
                "environment_name" => request.Lookup.Settings.EnvironmentName,
                "module_name" => request.Layer.ModuleName is { } name ? name : UndefValue.Instance,
                "cached_entries" => cache.EntriesFor(block),
                _ => null,
            },
            [var only] => method switch
            {
                "interpolate" => new Interpolation(request.Lookup, request.Invocation).Of(only),
                "cache_all" when only is HashValue hash => cache.SetAll(hash),
                "cache_has_key" => cache.Find(only) is not null,
                "cached_value" => cache.Find(only) ?? UndefValue.Instance,
                "cached_file_data" when only is StringValue path => FileData(path.Text, block),
                _ => null,
            },
            [var key, var value] when method == "cache" => cache.Set(key, value),
            _ => null,
        };

    private UndefValue Explain(Func<Value[], Value>? block)
    {
        if (request.Lookup.Explainer is { } explainer && block is not null)
        {
            explainer.Say(RubyText.Of(block([])));
        }
        return UndefValue.Instance;
    }

    private Value FileData(string path, Func<Value[], Value>? block)
    {
        if (!File.Exists(path))
        {
            throw new EvaluationException(LookupDiagnostics.DataFileMissing(path));
        }
        var file = request.Lookup.Settings.Files.Read(path, file => file);
        request.Lookup.Trace.Add(new LookupUse(request.Invocation.UsedBy, request.Key.Root, file.At(0, 0)));
        return block is null ? file.Text : cache.File(path, () => block([file.Text]));
    }

    public override string ToString() => "Puppet::LookupContext({})";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 17;
}

/// <summary>
/// Unwinds a data function in which <c>not_found()</c> was called: the one thing that leaves Puppet code from
/// inside
/// of a native method.
/// </summary>
internal sealed class KeyMissing : Exception;

/// <summary>What the data function of one level keeps between calls.</summary>
internal sealed class LookupCache
{
    private readonly Dictionary<Value, Value> values = [];
    private readonly Dictionary<string, Value> files = [];
    private readonly Dictionary<string, Value?> answers = [];

    /// <summary>The hash of a <c>data_hash</c> function, once it was called.</summary>
    public HashValue? Data { get; set; }

    /// <summary>Gives each key and value to a block, or all of them as pairs.</summary>
    public Value EntriesFor(Func<Value[], Value>? block)
    {
        ImmutableArray<KeyValuePair<Value, Value>> entries = [.. values];
        if (block is null)
        {
            return ArrayValue.Of(entries.Select(entry => ArrayValue.Of([entry.Key, entry.Value])));
        }
        foreach (var (key, value) in entries)
        {
            block([key, value]);
        }
        return UndefValue.Instance;
    }

    public Value? Find(Value key) => values.GetValueOrDefault(key);

    public Value Set(Value key, Value value) => values[key] = value;

    public Value SetAll(HashValue hash)
    {
        foreach (var (key, value) in hash.Entries)
        {
            values[key] = value;
        }
        return UndefValue.Instance;
    }

    /// <summary>What a block made of a file, made once.</summary>
    public Value File(string path, Func<Value> make) =>
        files.TryGetValue(path, out var known) ? known : files[path] = make();

    /// <summary>What the function answered to a key; null for not found.</summary>
    public Value? Answer(string key, Func<Value?> ask) =>
        answers.TryGetValue(key, out var known) ? known : answers[key] = ask();
}
