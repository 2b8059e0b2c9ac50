namespace Bunraku.Compiler;

internal sealed class Maximum() : ExtremeFunction("max", 1)
{
    public override string Doc =>
        """
            The largest of its arguments, or of the elements of one array. A block may compare two of them.

                max('a', 'b') # => 'b'
                max([3, 9, 2]) # => 9
                max('10', '9') # => '10'
                max('a', 'bb', 'ccc') |$a, $b| { compare($b.length, $a.length) } # => 'a'
            """;
}
