namespace Bunraku.Compiler;

internal sealed class LogInfo() : LogFunction("info")
{
    public override string Doc =>
        """
            Logs its arguments, joined by spaces, at level `info`.

                info('so it is') # => undef
            """;
}
