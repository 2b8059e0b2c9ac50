using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Programs read while another runs: <c>eval</c>, <c>require</c>, templates.</summary>
internal static class Programs
{
    public static Body Lower(Runtime ruby, SourceFile file, Layout? outer)
    {
        var result = Parser.Parse(file, outer is null ? [] : [.. outer.AllNames]);
        return result.Program is { } program
            ? Lowering.Program(program, outer is null ? null : new Layout(outer))
            : throw ruby.Error("SyntaxError", Message(result.Problem!), result.Problem!.Primary!.Span);
    }

    public static string Message(Diagnostic problem) =>
        $"{problem.Primary!.Span.File.Path}:{problem.Primary.Span.Line}: {problem.Message}";

    /// <summary>A text as a program whose first line is counted as another.</summary>
    public static SourceFile File(Runtime ruby, object[] arguments, int name)
    {
        var text = ruby.Text(arguments[0]);
        var path =
            arguments.Length > name && arguments[name] is not Nil ? ruby.Text(arguments[name]) : "(eval)";
        var line = arguments.Length > name + 1 ? ruby.Int(arguments[name + 1]) : 1;
        return new SourceFile(
            path,
            line > 1 ? new string('\n', (int)Math.Min(line, 100_000) - 1) + text : text
        );
    }

    public static object RunIn(RubyBinding binding, SourceFile file)
    {
        var ruby = binding.Frame.Runtime;
        var result = Parser.Parse(file, [.. binding.Layout.AllNames]);
        var program =
            result.Program
            ?? throw ruby.Error("SyntaxError", Message(result.Problem!), result.Problem!.Primary!.Span);
        var label = binding.Frame.Home.Method?.Written.Name;
        var body = Lowering.Program(program, binding.Layout, label);
        binding.Grow();
        var value = body.Evaluation(binding.Frame);
        binding.Frame.Exit = Exit.None;
        return value;
    }
}
