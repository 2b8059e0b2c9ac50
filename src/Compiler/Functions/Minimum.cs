namespace Bunraku.Compiler;

internal sealed class Minimum() : ExtremeFunction("min", -1)
{
    public override string Doc =>
        """
            The smallest of its arguments, or of the elements of one array. A block may compare two of them.

                min(3, 1, 2) # => 1
                min(['b', 'a']) # => 'a'
                min('10', '9') # => '9'
            """;
}
