using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary><c>break</c>, <c>next</c> and <c>return</c>: they set how the frame is being left.</summary>
internal static class Exits
{
    public static Evaluation? TryLower(Lowering lowering, string name, CallExpression expression)
    {
        Exit? exit = name switch
        {
            "break" => Exit.Break,
            "next" => Exit.Next,
            "return" => Exit.Return,
            _ => null,
        };
        if (exit is not { } leaving)
        {
            return null;
        }
        var arguments = Collections.Items(lowering, expression.Arguments);
        return frame =>
        {
            var values = arguments(frame);
            return frame.Leave(leaving, values.IsEmpty ? UndefValue.Instance : values[0], expression.Anchor);
        };
    }
}
