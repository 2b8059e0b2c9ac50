using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeepMerge() : Function("deep_merge")
{
    public override ImmutableArray<string> Aliases => ["stdlib::deep_merge"];

    public override ImmutableArray<string> Signatures => ["(Variant[Hash, Undef, String[0, 0]] args*)"];

    public override string Doc =>
        """
            One hash of several: later ones win, and hashes in them are merged the same way.

                deep_merge({ 'a' => { 'x' => 1 } }, { 'a' => { 'y' => 2 } })['a'] # => {'x' => 1, 'y' => 2}
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var result = HashValue.Empty;
        foreach (var argument in arguments)
        {
            result = argument is HashValue hash ? Together(result, hash) : result;
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
