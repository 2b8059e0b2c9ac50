using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class AssertType() : Function("assert_type")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Type type, Any value, &Callable[Type, Type] block?)",
            "(String type_string, Any value, &Callable[Type, Type] block?)",
        ];

    public override string Doc =>
        """
            The value, when it is of a data type. Otherwise an error, or what a block makes of the expected
            and the actual type.

                assert_type(Integer, 5) # => 5
                assert_type(String[2], 'x') |$expected, $actual| { 'zz' } # => 'zz'
                assert_type('Integer[1, 9]', 7) # => 7
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var type = arguments[0] as DataType ?? Parse(invocation, ((StringValue)arguments[0]).Text);
        var value = arguments[1];
        if (type.IsInstance(value))
        {
            return value;
        }
        var actual = TypeInference.Of(value);
        return invocation.Block is { } block
            ? block.Call(type, actual)
            : throw invocation.Failure(TypeMismatch.Describe("assert_type():", type, actual));
    }

    /// <summary>A name that nobody knows stays one: it has no instances.</summary>
    private static DataType Parse(Invocation invocation, string text)
    {
        try
        {
            return TypeExpressions.Parse(invocation.Compilation.Environment, text, isAlias: true);
        }
        catch (EvaluationException problem) when (problem.IsSyntax)
        {
            var wrong = problem.Diagnostic;
            throw invocation.Failure(wrong.Reference?.Message ?? wrong.Message);
        }
    }
}
