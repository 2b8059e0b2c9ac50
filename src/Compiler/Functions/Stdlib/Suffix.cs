using System.Collections.Immutable;

namespace Bunraku.Compiler;

internal sealed class Suffix() : AffixFunction("suffix")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Array, Hash] collection, Optional[String] suffix?)"];

    public override string Doc =>
        """
            Puts a text after each element of an array, or each key of a hash.

                suffix(['a', 'b'], 's') # => ['as', 'bs']
                suffix({ 'a' => 1 }, 's') # => {'as' => 1}
            """;

    protected override string Join(string text, string affix) => text + affix;
}
