using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Fails unless a value, or each element of an array, is a number between two bounds.</summary>
internal abstract class RangeCheckFunction(string name, string kind) : Function(name)
{
    public override ImmutableArray<string> Signatures => ["(Any value, Any max?, Any min?)"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var most =
            Bound(arguments.Length > 1 ? arguments[1] : UndefValue.Instance) ?? double.PositiveInfinity;
        var least =
            Bound(arguments.Length > 2 ? arguments[2] : UndefValue.Instance) ?? double.NegativeInfinity;
        foreach (var value in arguments[0] is ArrayValue several ? several.Items : [arguments[0]])
        {
            if (!Holds(value) || Bound(value) is not { } number)
            {
                throw invocation.Failure(
                    $"{Name}(): Expected first argument to be {(kind == "Integer" ? "an" : "a")} {kind} or Array, "
                        + $"got {RubyText.ClassOf(value)}"
                );
            }
            if (number > most || number < least)
            {
                var wanted = number > most ? $"smaller or equal to {most}" : $"greater or equal to {least}";
                var shown = RubyText.Inspect(value);
                throw invocation.Failure($"{Name}(): Expected {shown} to be {wanted}, got {shown}.");
            }
        }
        return UndefValue.Instance;
    }

    protected abstract bool Holds(Value value);

    private static double? Bound(Value value) => NumberToBool.TryRead(value, out var number) ? number : null;
}
