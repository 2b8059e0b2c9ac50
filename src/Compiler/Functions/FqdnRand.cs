using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

internal sealed class FqdnRand() : LegacyFunction("fqdn_rand", -2)
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Integer, String] max, Any seed?, Any downcase?)"];

    public override string Doc =>
        """
            A number from 0 up to below the given one, the same each time on the same node and different
            between nodes: it comes from the node's `fqdn` fact and an optional seed. With a true third
            argument the name counts in lower case.

                fqdn_rand(1) # => 0
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var max = RubyNumber.ToInteger(arguments[0]);
        if (max <= 0)
        {
            throw invocation.Failure($"invalid argument - {max}");
        }
        var name = RubyText.Of(invocation.Compilation.Facts.Find("networking.fqdn") ?? UndefValue.Instance);
        var seed = arguments.Length > 1 ? Seed(arguments[1]) : "";
        var isLower = arguments.Length > 2 && arguments[2].IsTrue;
        return new IntegerValue(Pick(isLower ? name.ToLowerInvariant() : name, max, seed));
    }

    /// <summary>Of an array all elements count, those of arrays in it included.</summary>
    private static string Seed(Value value)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        Flatten.Append(value, items);
        return string.Join(':', items.Select(RubyText.Of));
    }

    /// <summary>The number that node name, limit and seed stand for.</summary>
    public static long Pick(string name, long max, string seed) =>
        new RubyRandom(MD5.HashData(Encoding.UTF8.GetBytes($"{name}:{max}:{seed}"))).Below(max);
}
