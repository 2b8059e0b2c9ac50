namespace Bunraku.Compiler;

internal sealed class LogWarning() : LogFunction("warning")
{
    public override string Doc =>
        """
            Logs its arguments, joined by spaces, at level `warning`.

                warning('mind the gap') # => undef
            """;
}
