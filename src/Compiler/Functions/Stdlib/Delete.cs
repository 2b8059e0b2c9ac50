using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Delete() : LegacyFunction("delete")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Array, Hash, String] collection, Any items)"];

    public override string Doc =>
        """
            A collection without the given elements (an array), keys (a hash) or parts (a string).

                delete([1, 2, 1], 1) # => [2]
                delete({ 'a' => 1, 'b' => 2 }, ['a']) # => {'b' => 2}
                delete('abracadabra', 'bra') # => 'acada'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 2)
        {
            throw invocation.Failure($"delete(): Wrong number of arguments given {arguments.Length} for 2");
        }
        if (arguments[0] is not (ArrayValue or HashValue or StringValue))
        {
            throw invocation.Failure(
                "delete(): First argument must be an Array, String, or Hash. Given an argument of class "
                    + $"{RubyText.ClassOf(arguments[0])}."
            );
        }
        var unwanted = LegacyArguments.Several(arguments[1]);
        switch (arguments[0])
        {
            case ArrayValue array:
                return new ArrayValue(array.Items.RemoveAll(unwanted.Contains));
            case HashValue hash:
                return hash.Without(unwanted.Contains);
            default:
                var text = ((StringValue)arguments[0]).Text;
                foreach (var part in unwanted)
                {
                    var gone = part.ToString();
                    text = gone.Length == 0 ? text : text.Replace(gone, "", StringComparison.Ordinal);
                }
                return new StringValue(text);
        }
    }
}
