using System.Text;
using Bunraku.Tests;
using Bunraku.Text;

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
        @case.Expect("output", Programs.Run(@case["main.rb"]!));
    }

    [Fact]
    public void An_endless_loop_ends_at_the_limit() =>
        Assert.Equal(
            "before\nlimit: more than 100000 steps at main.rb:3",
            Programs.Run("puts 'before'\nx = 0\nloop { x += 1 }\n", new RubyLimits { Steps = 100_000 })
        );

    [Fact]
    public void Endless_recursion_is_a_ruby_error() =>
        Assert.Equal(
            "SystemStackError\n",
            Programs.Run("def a = a\nbegin\n  a\nrescue SystemStackError => e\n  puts e.class\nend\n")
        );

    [Fact]
    public void No_program_is_run_and_nothing_is_read_without_a_door()
    {
        Assert.Equal(
            "SecurityError\n",
            Programs.Run("begin; system('true'); rescue SecurityError => e; puts e.class; end\n")
        );
        Assert.Equal("false\n", Programs.Run("puts File.exist?('/etc/passwd')\n"));
    }

    /// <summary>Runs programs that print.</summary>
    private static class Programs
    {
        public static string Run(string text, RubyLimits? limits = null)
        {
            var doors = new Printer();
            var ruby = new Runtime(doors, limits);
            var result = Parser.Parse(new SourceFile("main.rb", text));
            Assert.Null(result.Problem);
            try
            {
                ruby.Run(result.Program!);
            }
            catch (RubyError error)
            {
                doors.Print($"{error.Value.Class.Name}: {error.Message}");
            }
            catch (LimitException limit)
            {
                doors.Print($"limit: {limit.Message} at main.rb:{limit.Place?.Line}");
            }
            return doors.Output.ToString();
        }
    }

    private sealed class Printer : RubyDoors
    {
        public StringBuilder Output { get; } = new();

        public override void Print(string text) => Output.Append(text);
    }
}
