using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsBool() : TestFunction("is_bool", "Stdlib::Compat::Bool")
{
    public override string Doc =>
        """
            Whether a value is a boolean; `$value =~ Boolean` says the same.

                is_bool('true') # => false
            """;

    protected override string CountSentence(int given) =>
        $"{Name}(): Wrong number of arguments given ({given} for 1)";

    protected override bool Holds(Value value) => value is BooleanValue;
}
