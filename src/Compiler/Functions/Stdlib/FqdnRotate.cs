using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

internal sealed class FqdnRotate() : LegacyFunction("fqdn_rotate")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, String] value, Any seed*)"];

    public override string Doc =>
        """
            An array or string, turned by a random number of places that is the same each time on the same
            node.

                fqdn_rotate(['a']) # => ['a']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        if (arguments[0] is not (ArrayValue or StringValue))
        {
            throw invocation.Failure("fqdn_rotate(): Requires either array or string to work with");
        }
        return Turn(invocation, arguments);
    }

    /// <summary>The elements of the first argument, turned; the others are the seed.</summary>
    public static Value Turn(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var items = Elements.Of(arguments[0]).ToArray();
        if (items.Length <= 1)
        {
            return arguments[0];
        }
        var seed = new StringBuilder(
            RubyText.Of(invocation.Compilation.Facts.Find("networking.fqdn") ?? UndefValue.Instance)
        );
        for (var i = 1; i < arguments.Length; i++)
        {
            seed.Append(':').Append(RubyText.Of(arguments[i]));
        }
        // Without a seed the reference still joins an empty list to the name.
        seed.Append(arguments.Length == 1 ? ":" : "");
        var random = new RubyRandom(MD5.HashData(Encoding.UTF8.GetBytes(seed.ToString())));
        var offset = (int)random.Below(items.Length);
        ImmutableArray<Value> turned = [.. items[offset..], .. items[..offset]];
        return arguments[0] is StringValue ? new StringValue(string.Concat(turned)) : new ArrayValue(turned);
    }
}
