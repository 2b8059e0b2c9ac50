namespace Bunraku.Compiler;

internal sealed class LogErr() : LogFunction("err")
{
    public override string Doc =>
        """
            Logs its arguments, joined by spaces, at level `err`; the compilation goes on (see `fail`).

                err('wrong') # => undef
            """;
}
