using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

internal sealed class Shuffle() : LegacyFunction("shuffle")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, String] value)"];

    public override string Doc =>
        """
            The elements of an array or the characters of a string in an order of chance, which stays the same
            on the same node.

                shuffle(['a']) # => ['a']
                shuffle('abc').length # => 3
            """;

    /// <summary>
    /// The reference draws anew each time and so changes the catalog; here the node's name is the seed.
    /// </summary>
    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        if (arguments[0] is not (ArrayValue or StringValue))
        {
            throw invocation.Failure("shuffle(): Requires either array or string to work with");
        }
        var items = Elements.Of(arguments[0]).ToArray().ToBuilder();
        var name = RubyText.Of(invocation.Compilation.Facts.Find("networking.fqdn") ?? UndefValue.Instance);
        var random = new RubyRandom(MD5.HashData(Encoding.UTF8.GetBytes(name)));
        for (var i = 0; i < items.Count - 1; i++)
        {
            var other = i + (int)random.Below(items.Count - i);
            (items[i], items[other]) = (items[other], items[i]);
        }
        return arguments[0] is StringValue
            ? new StringValue(string.Concat(items))
            : new ArrayValue(items.DrainToImmutable());
    }
}
