namespace Bunraku.Bench;

/// <summary>Calls of methods and whole numbers in Ruby: a template that computes <c>fib(25)</c>.</summary>
internal sealed class RunRuby() : Scenario("run-ruby", "a template with `fib(25)`")
{
    private const string Manifest = """
        $text = '<% def fib(n) n < 2 ? n : fib(n - 1) + fib(n - 2) end %><%= fib(25) %>'
        notice(inline_template($text))

        """;

    public override Contestants Prepare(string folder)
    {
        var cases = CompileSite.WriteCase(folder, Manifest);
        return new(
            new Contestant(
                "the reference's compiler (`tests/reference/outcomes.rb`)",
                CompileSite.Reference(cases)
            ),
            new Contestant("`bunraku outcome`", Programs.Bunraku(folder, "outcome", cases)),
            new Contestant("`ruby -e` of the same", new Command("ruby", "-e", Program))
        );
    }

    private const string Program = "def fib(n) n < 2 ? n : fib(n - 1) + fib(n - 2) end; puts fib(25)";
}
