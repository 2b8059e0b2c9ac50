using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A context that code made itself, of no lookup (<c>Puppet::LookupContext.new('module')</c>): it has a cache
/// and knows its names.
/// </summary>
internal sealed class FreeLookupContext(string environmentName, Value moduleName) : RuntimeValue
{
    private readonly LookupCache cache = new();

    public override string TypeName => "Puppet::LookupContext";

    public override Value? Call(string method, ReadOnlySpan<Value> arguments, Func<Value[], Value>? block) =>
        arguments switch
        {
            [] => method switch
            {
                "not_found" => throw DataTypeException.Runtime("uncaught throw :no_such_key"),
                "environment_name" => environmentName,
                "module_name" => moduleName,
                "cached_entries" => cache.EntriesFor(block),
                _ => null,
            },
            [var only] => method switch
            {
                "cache_all" when only is HashValue hash => cache.SetAll(hash),
                "cache_has_key" => cache.Find(only) is not null,
                "cached_value" => cache.Find(only) ?? UndefValue.Instance,
                "cached_file_data" when only is StringValue path => FileData(path.Text, block),
                _ => null,
            },
            [var key, var value] when method == "cache" => cache.Set(key, value),
            _ => null,
        };

    private Value FileData(string path, Func<Value[], Value>? block)
    {
        if (!File.Exists(path))
        {
            throw DataTypeException.Runtime($"No such file or directory @ rb_file_s_stat - {path}");
        }
        var text = new StringValue(File.ReadAllText(path));
        return block is null ? text : cache.File(path, () => block([text]));
    }

    public override string ToString() => "Puppet::LookupContext({})";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 19;
}
