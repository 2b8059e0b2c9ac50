using System.Text;
using Bunraku.Text;

namespace Bunraku.Ruby.Tests;

/// <summary>Runs programs that print.</summary>
internal static class RubyRun
{
    public static string Output(string text, RubyLimits? limits = null)
    {
        var doors = new Printer();
        var result = Parser.Parse(new SourceFile("main.rb", text));
        if (result.Problem is { } problem)
        {
            return $"{problem.Message} (line {problem.Primary?.Span.Line})";
        }
        try
        {
            new Runtime(doors, limits).Run(result.Program!);
        }
        catch (RubyError error)
        {
            doors.Print($"{error.Value.Class.DisplayName}: {error.Message}");
        }
        catch (LimitException limit)
        {
            doors.Print($"limit: {limit.Message} at main.rb:{limit.Place?.Line}");
        }
        return doors.Output.ToString();
    }

    private sealed class Printer : RubyDoors
    {
        public StringBuilder Output { get; } = new();

        public override void Print(string text) => Output.Append(text);

        public override void Warn(string text) => Output.Append(text);
    }
}
