using Bunraku.Tests;

namespace Bunraku.Ruby.Tests;

/// <summary><c>cases/ruby/snippets</c>: programs, and what Debian's Ruby printed when it ran them.</summary>
public sealed class SnippetTests
{
    public static TheoryData<string> Cases() => CaseFile.In("ruby/snippets");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_program_prints_what_ruby_prints(string name)
    {
        var @case = CaseFile.Read(name);
        @case.Expect("output", RubyRun.Output(@case["main.rb"]!));
    }

    [Fact]
    public void An_endless_loop_ends_at_the_limit() =>
        Assert.Equal(
            "before\nlimit: more than 100000 steps at main.rb:3",
            RubyRun.Output("puts 'before'\nx = 0\nloop { x += 1 }\n", new RubyLimits { Steps = 100_000 })
        );

    [Fact]
    public void Endless_recursion_is_a_ruby_error() =>
        Assert.Equal(
            "SystemStackError\n",
            RubyRun.Output("def a = a\nbegin\n  a\nrescue SystemStackError => e\n  puts e.class\nend\n")
        );

    [Theory]
    [InlineData("/(a+)+$/ =~ 'a' * 60 + 'b'", "limit: a regular expression took more than")]
    [InlineData("'x' * 10**12", "ArgumentError: argument too big")]
    [InlineData("[0] * 10**10", "ArgumentError: argument too big")]
    [InlineData("s = 'x'; loop { s << s }", "limit: ")]
    [InlineData("s = 'x'; loop { s += s }", "limit: ")]
    [InlineData("begin; raise 'x'; rescue; retry; end", "limit: ")]
    [InlineData("[1].each { redo }", "limit: ")]
    [InlineData("(['x' * 1000] * 1_000_000).join", "limit: ")]
    [InlineData("'a'.ljust(10**10)", "ArgumentError: argument too big")]
    [InlineData("('9' * 10**6).to_i", "RangeError: ")]
    [InlineData("a = [1]; loop { a.concat(a) }", "limit: ")]
    [InlineData("def f; f; end; f", "SystemStackError: stack level too deep")]
    public void What_grows_without_end_is_stopped(string program, string expected) =>
        Assert.StartsWith(expected, RubyRun.Output(program, new RubyLimits { Size = 1 << 20, Seconds = 5 }));

    [Theory]
    [InlineData("a = []; loop { a << 'x' * 100_000 }")]
    [InlineData("a = [1]; loop { a.concat(a) }")]
    [InlineData("([0] * 1000).product([0] * 1000, [0] * 1000)")]
    public void Memory_is_limited(string program) =>
        Assert.StartsWith(
            "limit: more than 64 MiB of memory",
            RubyRun.Output(program, new RubyLimits { Memory = 64 << 20 })
        );

    [Fact]
    public void No_program_is_run_and_nothing_is_read_without_a_door()
    {
        Assert.Equal(
            "SecurityError\n",
            RubyRun.Output("begin; system('true'); rescue SecurityError => e; puts e.class; end\n")
        );
        Assert.Equal("false\n", RubyRun.Output("puts File.exist?('/etc/passwd')\n"));
    }
}
