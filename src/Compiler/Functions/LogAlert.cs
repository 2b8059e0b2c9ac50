namespace Bunraku.Compiler;

internal sealed class LogAlert() : LogFunction("alert")
{
    public override string Doc =>
        """
            Logs its arguments, joined by spaces, at level `alert`.

                alert('disk', 1) # => undef
            """;
}
