using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>A block of Ruby, given to a function of the language.</summary>
internal sealed class RubyLambda(RubyWorld world, RubyProc proc) : Block
{
    private readonly int arity = (int)(long)world.Ruby.Invoke(proc, "arity", []);

    public override IReadOnlyList<string> ParameterNames =>
        [.. Enumerable.Range(1, Math.Abs(arity)).Select(number => $"p{number}")];

    public override int LeastArguments => arity < 0 ? -arity - 1 : arity;

    public override int MostArguments => arity < 0 ? int.MaxValue : arity;

    public override CallableType Type =>
        new(
            new TupleType(
                [.. Enumerable.Repeat<DataType>(AnyType.Default, Math.Max(1, Math.Abs(arity)))],
                new IntegerType(LeastArguments, arity < 0 ? null : arity)
            )
        );

    public override bool HasBroken => false;

    public override Value Call(params ReadOnlySpan<Value> arguments)
    {
        var given = arguments.ToArray().Select(world.ToRuby).ToArray();
        return world.ToPuppet(Runtime.Call(proc, given));
    }
}
