using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary><c>break</c>, <c>next</c> and <c>return</c>: they set how the frame is being left.</summary>
internal static class Exits
{
    private static readonly ImmutableArray<Signature> WithoutArguments =
    [
        new(new CallableType(new TupleType([], new IntegerType(0, 0))), []),
    ];
    private static readonly ImmutableArray<Signature> WithValue =
    [
        new(new CallableType(new TupleType([AnyType.Default], new IntegerType(0, 1))), ["value"]),
    ];

    /// <summary>A call that leaves; null when the name is another's.</summary>
    /// <param name="member">What the receiver of a method call has by that name.</param>
    public static Evaluation? TryLower(
        Lowering lowering,
        ImmutableArray<Expression> argumentExpressions,
        LambdaExpression? lambdaExpression,
        CallSite site,
        Func<Frame, ImmutableArray<Value>, Value?>? member = null
    )
    {
        Exit? exit = site.Name switch
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
        var arguments = Collections.Items(lowering, argumentExpressions);
        var most = leaving == Exit.Break ? 0 : 1;
        var lambda = lambdaExpression is null ? null : Lambdas.Lower(lowering, lambdaExpression);
        return frame =>
        {
            var values = arguments(frame);
            if (frame.Exit != Exit.None)
            {
                return frame.ExitValue;
            }
            if (member?.Invoke(frame, values) is { } found)
            {
                return found;
            }
            if (values.Length > most || lambda is not null)
            {
                throw new EvaluationException(
                    CompilerDiagnostics.CallFailed(
                        site,
                        Mismatches.OfCall(
                            site.Name,
                            most == 0 ? WithoutArguments : WithValue,
                            values.AsSpan(),
                            lambda is null ? null : new LambdaBlock(frame, lambda, site).Type
                        )
                    )
                );
            }
            return frame.Leave(leaving, values.IsEmpty ? UndefValue.Instance : values[0], site.Span);
        };
    }
}
