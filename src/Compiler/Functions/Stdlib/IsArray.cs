using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsArray() : TestFunction("is_array", "Stdlib::Compat::Array")
{
    public override string Doc =>
        """
            Whether a value is an array; `$value =~ Array` says the same.

                is_array([1]) # => true
            """;

    protected override string CountSentence(int given) =>
        $"{Name}(): Wrong number of arguments given ({given} for 1)";

    protected override bool TakesMore => true;

    protected override bool Holds(Value value) => value is ArrayValue;
}
