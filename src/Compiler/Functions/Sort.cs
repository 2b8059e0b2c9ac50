using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Sort() : Function("sort")
{
    public override ImmutableArray<string> Signatures =>
        ["(String string_value, &Callable[2, 2] block?)", "(Array array_value, &Callable[2, 2] block?)"];

    public override string Doc =>
        """
            The elements of an array, or the characters of a string, in order. A block compares two of them
            and returns -1, 0 or 1, as `compare` does.

                [3, 1, 2].sort # => [1, 2, 3]
                ['b', 'A', 'c'].sort # => ['A', 'b', 'c']
                [1, 2, 3].sort |$a, $b| { compare($b, $a) } # => [3, 2, 1]
                'cab'.sort # => 'abc'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var sorted = RubyOrder.Sort(
            Elements.Of(arguments[0]).ToArray(),
            (left, right) => Order(invocation, left, right)
        );
        return arguments[0] is StringValue ? new StringValue(string.Concat(sorted)) : new ArrayValue(sorted);
    }

    /// <summary>By the block of the call, or by Ruby's order; it is an error when there is none.</summary>
    public static int Order(Invocation invocation, Value left, Value right)
    {
        if (invocation.Block is not { } block)
        {
            return RubyOrder.Compare(left, right)
                ?? throw invocation.Failure(
                    $"comparison of {RubyText.ClassOf(left)} with {Shown(right)} failed"
                );
        }
        return block.Call(left, right) switch
        {
            IntegerValue order => Math.Sign(order.Number),
            FloatValue order => Math.Sign(order.Number),
            var other => throw invocation.Failure($"comparison of {RubyText.ClassOf(other)} with 0 failed"),
        };
    }

    /// <summary>
    /// Ruby shows numbers and the like themselves in this sentence, and anything else by its class.
    /// </summary>
    private static string Shown(Value value) =>
        value is IntegerValue or FloatValue or BooleanValue or UndefValue
            ? RubyText.Inspect(value)
            : RubyText.ClassOf(value);
}
