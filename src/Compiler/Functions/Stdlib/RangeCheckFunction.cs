using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Fails unless a value, or each element of an array, is a number between two bounds.</summary>
/// <param name="kind">With its article: “an Integer”.</param>
internal abstract class RangeCheckFunction(string name, string kind, string replacement) : Function(name)
{
    public override ImmutableArray<string> Signatures => ["(Any value*, &Callable block?)"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        CheckFunction.TellReplacement(invocation, Name, replacement);
        if (arguments.Length is 0 or > 3)
        {
            throw invocation.Failure(
                $"{Name}(): Wrong number of arguments; must be 1, 2 or 3, got {arguments.Length}"
            );
        }
        var most = arguments.Length > 1 ? Bound(invocation, arguments, 1) : null;
        var least = arguments.Length > 2 ? Bound(invocation, arguments, 2) : null;
        if (Order(least, most) > 0)
        {
            throw invocation.Failure(
                $"{Name}(): Expected second argument to be larger than third argument, got {most} < {least}"
            );
        }
        switch (arguments[0])
        {
            case ArrayValue several:
                for (var i = 0; i < several.Count; i++)
                {
                    var number = several[i] is HashValue ? null : Read(several[i]);
                    CheckOne(
                        invocation,
                        arguments[0],
                        number
                            ?? throw invocation.Failure(
                                $"{Name}(): Expected element at array position {i} to be {kind}, "
                                    + $"got {RubyText.ClassOf(several[i])}"
                            ),
                        most,
                        least
                    );
                }
                break;
            case HashValue:
                throw invocation.Failure($"validate_integer(): {First} or Array, got Hash");
            default:
                CheckOne(
                    invocation,
                    null,
                    Read(arguments[0])
                        ?? throw invocation.Failure(
                            $"{Name}(): {First} or Array, got {RubyText.ClassOf(arguments[0])}"
                        ),
                    most,
                    least
                );
                break;
        }
        return UndefValue.Instance;
    }

    private string First => $"Expected first argument to be {kind}";

    /// <summary>The number that the text of a value stands for, or null.</summary>
    protected abstract Value? Read(Value value);

    private static int Order(Value? left, Value? right) =>
        left is null || right is null ? 0 : RubyOrder.Compare(left, right) ?? 0;

    private Value? Bound(Invocation invocation, ReadOnlySpan<Value> arguments, int at)
    {
        var text = RubyText.Of(arguments[at]);
        if (at == 1 && arguments.Length > 2 && text.Length == 0)
        {
            return null;
        }
        return Read(new StringValue(text))
            ?? throw invocation.Failure(
                $"{Name}(): Expected {(at == 1 ? "second" : "third")} argument to be unset or {kind}, got "
                    + $"{text}:{RubyText.ClassOf(at == 1 ? text : arguments[at])}"
            );
    }

    private void CheckOne(Invocation invocation, Value? all, Value number, Value? most, Value? least)
    {
        var shown = RubyText.Inspect(all ?? number);
        if (Order(number, most) > 0)
        {
            throw invocation.Failure(
                $"{Name}(): Expected {shown} to be smaller or equal to {most}, got {shown}."
            );
        }
        if (Order(number, least) < 0)
        {
            throw invocation.Failure(
                $"{Name}(): Expected {shown} to be greater or equal to {least}, got {shown}."
            );
        }
    }
}
