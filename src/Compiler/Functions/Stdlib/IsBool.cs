using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsBool() : TestFunction("is_bool")
{
    public override string Doc =>
        """
            Whether a value is a boolean; `$value =~ Boolean` says the same.

                is_bool('true') # => false
            """;

    protected override bool Holds(Value value) => value is BooleanValue;
}
