namespace Bunraku.Compiler;

internal sealed class LogNotice() : LogFunction("notice")
{
    public override string Doc =>
        """
            Logs its arguments, joined by spaces, at level `notice`.

                notice('multiple', 'args', 1) # => undef
            """;
}
