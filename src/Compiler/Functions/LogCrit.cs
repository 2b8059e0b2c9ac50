namespace Bunraku.Compiler;

internal sealed class LogCrit() : LogFunction("crit")
{
    public override string Doc =>
        """
            Logs its arguments, joined by spaces, at level `crit`.

                crit('disk full') # => undef
            """;
}
