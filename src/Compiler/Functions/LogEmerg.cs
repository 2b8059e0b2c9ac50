namespace Bunraku.Compiler;

internal sealed class LogEmerg() : LogFunction("emerg")
{
    public override string Doc =>
        """
            Logs its arguments, joined by spaces, at level `emerg`.

                emerg('fire') # => undef
            """;
}
