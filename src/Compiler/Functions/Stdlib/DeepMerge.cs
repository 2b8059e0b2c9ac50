using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeepMerge() : LegacyFunction("deep_merge")
{
    public override ImmutableArray<string> Aliases => ["stdlib::deep_merge"];

    public override ImmutableArray<string> Signatures => ["(Variant[Hash, Undef, String[0, 0]] args*)"];

    public override string Doc =>
        """
            One hash of several: later ones win, and hashes in them are merged the same way.

                deep_merge({ 'a' => { 'x' => 1 } }, { 'a' => { 'y' => 2 } })['a'] # => {'x' => 1, 'y' => 2}
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length < 2)
        {
            throw invocation.Failure(
                $"deep_merge(): wrong number of arguments ({arguments.Length}; must be at least 2)"
            );
        }
        var result = HashValue.Empty;
        foreach (var argument in arguments)
        {
            result =
                argument is HashValue hash ? Together(result, hash)
                : argument is StringValue { Text.Length: 0 } ? result
                : throw invocation.Failure(
                    $"deep_merge: unexpected argument type {RubyText.ClassOf(argument)}, only expects hash arguments"
                );
        }
        return result;
    }

    private static HashValue Together(HashValue left, HashValue right)
    {
        var result = new HashValue.Builder(left);
        foreach (var (key, value) in right.Entries)
        {
            result[key] =
                value is HashValue inner && left.Find(key) is HashValue before
                    ? Together(before, inner)
                    : value;
        }
        return result.Build();
    }
}
