using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class New() : Function("new")
{
    public override ImmutableArray<string> Signatures => ["(Type type, Any args*, &Callable block?)"];

    public override string Doc =>
        """
            Makes a value of a data type from others; `Integer('5')` calls it. A block gets the value and its
            result is returned.

                Integer('0x1f') # => 31
                new(Array, 'a', true) # => ['a']
                Integer.new('7') |$x| { $x + 1 } # => 8
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var environment = invocation.Compilation.Environment;
        if (arguments is [LookupContextType, StringValue { Text: not "" } or UndefValue])
        {
            return new FreeLookupContext(environment.Name, arguments[1]);
        }
        var surroundings = new Surroundings(
            invocation.Compilation.Time,
            text => TypeExpressions.Parse(environment, text, isAlias: true)
        );
        var result = ((DataType)arguments[0]).New(arguments[1..], surroundings);
        return invocation.Block is { } block ? block.Call(result) : result;
    }
}
