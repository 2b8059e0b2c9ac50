using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>A block of Ruby, given to a function of the language.</summary>
internal sealed class RubyLambda(RubyWorld world, RubyProc proc) : Block
{
    private readonly (int Least, int? Most) counts = Counts(world, proc);

    /// <summary>A block of Ruby takes fewer arguments than it names; a lambda does not.</summary>
    private static (int, int?) Counts(RubyWorld world, RubyProc proc)
    {
        var kinds = ((RubyArray)world.Ruby.Invoke(proc, "parameters", []))
            .Items.Select(row => ((RubyArray)row).Items[0].ToString())
            .ToList();
        var most = kinds.Count(kind => kind is "req" or "opt");
        return (kinds.Count(kind => kind == "req"), kinds.Contains("rest") ? null : most);
    }

    public override IReadOnlyList<string> ParameterNames =>
        [.. Enumerable.Range(1, Math.Max(1, counts.Most ?? 1)).Select(number => $"p{number}")];

    public override int LeastArguments => counts.Least;

    public override int MostArguments => counts.Most ?? int.MaxValue;

    public override CallableType Type =>
        new(
            new TupleType(
                [.. Enumerable.Repeat<DataType>(AnyType.Default, Math.Max(1, counts.Most ?? 1))],
                new IntegerType(counts.Least, counts.Most)
            )
        );

    public override bool HasBroken => false;

    public override Value Call(params ReadOnlySpan<Value> arguments)
    {
        var given = arguments.ToArray().Select(world.ToRuby).ToArray();
        return world.ToResult(Runtime.Call(proc, given));
    }
}
