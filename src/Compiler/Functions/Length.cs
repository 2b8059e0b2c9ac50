using System.Collections.Immutable;
using System.Diagnostics;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Length() : Function("length")
{
    public override ImmutableArray<string> Signatures => ["(Collection arg)", "(String arg)", "(Binary arg)"];

    public override string Doc =>
        """
            How many elements an array or hash has, characters a string, bytes a binary.

                'abc'.length # => 3
                [[1, 2]].length # => 1
                { 'a' => 1 }.length # => 1
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new IntegerValue(
            arguments[0] switch
            {
                ArrayValue array => array.Count,
                HashValue hash => hash.Count,
                StringValue text => Characters.Count(text.Text),
                BinaryValue binary => binary.Bytes.Length,
                _ => throw new UnreachableException(),
            }
        );
}
