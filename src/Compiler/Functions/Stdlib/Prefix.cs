using System.Collections.Immutable;

namespace Bunraku.Compiler;

internal sealed class Prefix() : AffixFunction("prefix")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Array, Hash] collection, Optional[String] prefix?)"];

    public override string Doc =>
        """
            Puts a text before each element of an array, or each key of a hash.

                prefix(['a', 'b'], 'p') # => ['pa', 'pb']
                prefix({ 'a' => 1 }, 'p') # => {'pa' => 1}
            """;

    protected override string Join(string text, string affix) => affix + text;
}
