using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Programs read while another runs: <c>eval</c>, <c>require</c>, templates.</summary>
internal static class Programs
{
    public static Body Lower(Runtime ruby, SourceFile file, Layout? outer)
    {
        var names = new List<string>();
        for (var layout = outer; layout is not null; layout = layout.Parent)
        {
            names.AddRange(layout.Names);
        }
        var result = Parser.Parse(file, names);
        return result.Program is { } program
            ? Lowering.Program(program, outer is null ? null : new Layout(outer))
            : throw ruby.Error("SyntaxError", Message(result.Problem!), result.Problem!.Primary!.Span);
    }

    public static string Message(Diagnostic problem) =>
        $"{problem.Primary!.Span.File.Path}:{problem.Primary.Span.Line}: {problem.Message}";

    public static object RunIn(RubyBinding binding, SourceFile file)
    {
        var ruby = binding.Frame.Runtime;
        var body = Lower(ruby, file, binding.Layout);
        var frame = new Frame(ruby, binding.Frame.Self, new object[body.Layout.Count], binding.Frame.Scope)
        {
            Outer = binding.Frame,
            Block = binding.Frame.Block,
            Method = binding.Frame.Method,
        };
        return body.Evaluation(frame);
    }
}
