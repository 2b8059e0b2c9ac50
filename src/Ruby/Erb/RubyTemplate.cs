using System.Collections.Concurrent;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>An ERB template, read and lowered once; it may be rendered in many runtimes.</summary>
public sealed class RubyTemplate
{
    private readonly SourceFile file;
    private readonly SourceFile program;
    private readonly IReadOnlyList<(int Start, int Length, int From)> parts;
    private readonly Body? body;
    private readonly ConcurrentDictionary<string, bool> mentioned = new();

    private RubyTemplate(SourceFile file, string trim)
    {
        this.file = file;
        (var text, parts) = ErbSource.Of(file.Text, trim);
        program = new SourceFile(file.Path, text);
        var result = Parser.Parse(program);
        body = result.Program is { } read ? Lowering.Program(read) : null;
        Problem = result.Problem is { Primary: { } label } problem
            ? problem with
            {
                Primary = label with { Span = Place(label.Span) },
            }
            : null;
    }

    /// <summary>What is wrong with it, or null.</summary>
    public Diagnostic? Problem { get; }

    public static RubyTemplate Read(SourceFile file, string trim = "-") => new(file, trim);

    /// <summary>Whether a word stands in it.</summary>
    public bool Mentions(string word) =>
        mentioned.GetOrAdd(
            word,
            static (word, text) => text.Contains(word, StringComparison.Ordinal),
            file.Text
        );

    /// <summary>
    /// The text that it gives with an object as its <c>self</c>; throws <see cref="RubyFailure"/>.
    /// </summary>
    public string Render(Runtime ruby, RubyObject self)
    {
        if (body is null)
        {
            throw new RubyFailure(
                Problem!.Message,
                "SyntaxError",
                Problem.Primary?.Span,
                file.Path,
                Problem.Primary?.Span.Line ?? 0
            );
        }
        var (depth, caller, site) = (ruby.Depth, ruby.Caller, ruby.Site);
        try
        {
            return ruby.ToText(ruby.Run(body, self));
        }
        catch (RubyError error)
        {
            throw Failed(ruby, error.Value);
        }
        catch (LimitException limit)
        {
            var place = limit.Place is { } span ? Place(span) : (Span?)null;
            throw new RubyFailure(limit.Message, "limit", place, file.Path, place?.Line ?? 0);
        }
        catch (Exception exit)
            when (exit is BreakException or ThrowException or ReturnException or RetryException)
        {
            var place = ruby.Here is { } span ? Place(span) : (Span?)null;
            throw new RubyFailure("unexpected exit", "LocalJumpError", place, file.Path, place?.Line ?? 0);
        }
        finally
        {
            (ruby.Depth, ruby.Caller, ruby.Site) = (depth, caller, site);
        }
    }

    private RubyFailure Failed(Runtime ruby, RubyException error)
    {
        var place = error.Place is { } span ? Place(span) : (Span?)null;
        var line = error.Place?.Line ?? 0;
        return new RubyFailure(
            ruby.SentenceOf(error),
            error.Class.Name ?? "",
            place,
            error.Place?.File.Path ?? file.Path,
            line
        )
        {
            Behind = error.Behind,
        };
    }

    /// <summary>A place of the program as a place of the template.</summary>
    private Span Place(Span span)
    {
        if (span.File != program)
        {
            return span;
        }
        foreach (var (start, length, from) in parts)
        {
            if (span.Start >= start && span.Start <= start + length)
            {
                var at = from + span.Start - start;
                return file.At(at, Math.Min(at + span.Length, from + length));
            }
        }
        var line = Math.Min(span.Line, file.LineCount);
        return file.At(file.StartOf(line), file.StartOf(line) + file.Line(line).Length);
    }
}

/// <summary>Ruby code ended with an exception that nobody rescued, or at a limit.</summary>
public sealed class RubyFailure(string message, string type, Span? place, string path, int line)
    : Exception(message)
{
    /// <summary>The exception's class.</summary>
    public string Type => type;

    /// <summary>The exception, when it was one.</summary>
    public RubyObject? Error { get; init; }

    /// <summary>Whether it is one of the errors that a plain <c>rescue</c> takes.</summary>
    public bool IsStandard { get; init; } = true;

    /// <summary>The failure of C# that it stands for, or null.</summary>
    public Exception? Behind { get; init; }

    public Span? Place => place;

    /// <summary>The same without a place to show.</summary>
    public RubyFailure Without() =>
        new(Message, type, null, path, line) { Error = Error, IsStandard = IsStandard };

    public string Path => path;

    public int Line => line;
}
