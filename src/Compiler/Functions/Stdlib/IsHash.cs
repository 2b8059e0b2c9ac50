using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsHash() : TestFunction("is_hash")
{
    public override string Doc =>
        """
            Whether a value is a hash; `$value =~ Hash` says the same.

                is_hash({}) # => true
            """;

    protected override string CountSentence(int given) =>
        $"{Name}(): Wrong number of arguments given ({given} for 1)";

    protected override bool Holds(Value value) => value is HashValue;
}
