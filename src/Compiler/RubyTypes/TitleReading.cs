using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What a lambda of a title pattern makes of a part of a title: it is run by itself, and where it needs what
/// is around it, read.
/// </summary>
internal static class TitleReading
{
    /// <summary>Whether it gives back what it takes, as most do, so that nothing need be run.</summary>
    public static bool IsIdentity(RubyClosure closure) =>
        closure.Block.Parameters.Required.Length == 1
        && RubyParameterNames.Of(closure.Block.Parameters) is [var only]
        && (closure.Block.Body is SequenceExpression { Items: [var last] } ? last : closure.Block.Body)
            is LocalVariable variable
        && variable.Name == only;

    public static Func<string?, Value> Of(RubyClosure closure)
    {
        var text = closure.Block.Span.Text;
        var word = closure.Block.Parameters.Required.IsEmpty ? "proc" : "lambda";
        var source = text.StartsWith("->", StringComparison.Ordinal) ? text.ToString() : $"{word} {text}";
        var program = RubyProgram.Read(new SourceFile("title_patterns", source));
        var runtime = new Lazy<Runtime>(() => new Runtime());
        var gate = new Lock();
        return part =>
        {
            lock (gate)
            {
                return Run(runtime.Value, program, part) ?? Read(closure, part);
            }
        };
    }

    /// <summary>Null when it cannot be run by itself.</summary>
    private static Value? Run(Runtime ruby, RubyProgram program, string? part)
    {
        ruby.BeginRun();
        object given = part is null ? Nil.Value : ruby.String(part);
        try
        {
            return ruby.Guard(
                program.File.Path,
                () => ValueOf(ruby, ruby.Invoke(program.Run(ruby), "call", [given]))
            );
        }
        catch (RubyFailure failure)
            when (failure.Type == "NameError"
                || failure.Message.EndsWith("main:Object", StringComparison.Ordinal)
            )
        {
            return null;
        }
        catch (RubyFailure failure)
        {
            throw DataTypeException.Runtime(failure.Message);
        }
    }

    private static Value Read(RubyClosure closure, string? part) =>
        part is null
            ? UndefValue.Instance
            : RubyTypeReader.Apply(closure, part) switch
            {
                long number => new IntegerValue(number),
                RubyNil => UndefValue.Instance,
                string text => new StringValue(text),
                _ => new StringValue(part),
            };

    private static Value ValueOf(Runtime ruby, object made) =>
        made switch
        {
            Nil => UndefValue.Instance,
            bool truth => BooleanValue.Of(truth),
            long number => new IntegerValue(number),
            double number => new FloatValue(number),
            Symbol symbol => new SymbolValue(symbol.Name),
            _ => new StringValue(ruby.TextOf(made)),
        };
}
