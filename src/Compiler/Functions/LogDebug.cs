namespace Bunraku.Compiler;

internal sealed class LogDebug() : LogFunction("debug")
{
    public override string Doc =>
        """
            Logs its arguments, joined by spaces, at level `debug`.

                debug('seen', [1, 2]) # => undef
            """;
}
