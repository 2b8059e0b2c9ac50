using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Empty() : Function("empty")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Collection coll)",
            "(Sensitive[String] str)",
            "(String str)",
            "(Numeric num)",
            "(Binary bin)",
            "(Undef x)",
        ];

    public override string Doc =>
        """
            Whether a collection, string or binary has nothing in it. Undef is empty, a number never is.

                ''.empty # => true
                [0].empty # => false
                {}.empty # => true
                empty(undef) # => true
                empty(0) # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0] is IntegerValue or FloatValue)
        {
            invocation.WarnOnceHere("Calling function empty() with Numeric value is deprecated.");
        }
        return arguments[0] switch
        {
            ArrayValue array => array.Count == 0,
            HashValue hash => hash.Count == 0,
            StringValue text => text.Text.Length == 0,
            SensitiveValue { Inner: StringValue text } => text.Text.Length == 0,
            BinaryValue binary => binary.Bytes.Length == 0,
            UndefValue => true,
            _ => false,
        };
    }
}
