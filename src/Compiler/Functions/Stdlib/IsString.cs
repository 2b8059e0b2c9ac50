using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsString() : TestFunction("is_string", "Stdlib::Compat::String")
{
    public override string Doc =>
        """
            Whether a value is a string that is no number, or undef.

                is_string('a') # => true
                is_string('5') # => false
            """;

    protected override string CountSentence(int given) =>
        $"{Name}(): Wrong number of arguments given ({given} for 1)";

    protected override bool TakesMore => true;

    protected override bool Holds(Value value) =>
        value is UndefValue || value is StringValue && !IsInteger.IsWhole(value) && !IsFloat.IsReal(value);
}
