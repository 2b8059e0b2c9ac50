using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>A file of Ruby, read and lowered once; it may be run in many runtimes.</summary>
public sealed class RubyProgram
{
    private RubyProgram(SourceFile file)
    {
        File = file;
        var result = Parser.Parse(file);
        Body = result.Program is { } read ? Lowering.Program(read) : null;
        Problem = result.Problem;
        FirstMethod = result.FirstMethod is { } method ? (method.Name, method.Span.Line) : null;
    }

    public SourceFile File { get; }

    /// <summary>What is wrong with it, or null.</summary>
    public Diagnostic? Problem { get; }

    /// <summary>The method that its text defines first, or null.</summary>
    public (string Name, int Line)? FirstMethod { get; }

    internal Body? Body { get; }

    public static RubyProgram Read(SourceFile file) => new(file);

    /// <summary>Runs it with the main object as <c>self</c>; what it defines stays.</summary>
    public object Run(Runtime ruby) =>
        Body is { } body
            ? ruby.Run(body, ruby.Main)
            : throw ruby.Error("SyntaxError", Programs.Message(Problem!), Problem!.Primary!.Span);
}
