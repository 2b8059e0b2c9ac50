using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A lambda with the frame it closes over, as native functions call it.</summary>
internal sealed class LambdaBlock(Frame outer, LoweredLambda lambda, CallSite site) : Block
{
    private bool hasBroken;

    public override IReadOnlyList<string> ParameterNames => lambda.ParameterNames;

    public override int LeastArguments => lambda.Body.Least;

    public override int MostArguments => lambda.Body.Most;

    public override bool HasBroken => hasBroken;

    public override CallableType Type => lambda.Body.Signature(outer.Scope).Type;

    /// <summary>Whether the body around the lambda is to be left with <see cref="ExitValue"/>.</summary>
    public bool IsReturning { get; private set; }

    public Value ExitValue { get; private set; } = UndefValue.Instance;

    public Span ExitSpan { get; private set; }

    public override Value Call(params ReadOnlySpan<Value> arguments)
    {
        using var level = outer.Compilation.Depth.Enter(site);
        var frame = new Frame(new Scope(outer.Scope, lambda.Body.Layout))
        {
            Match = outer.Match,
            Output = outer.Output,
        };
        Arguments.Bind(frame, lambda.Body, arguments, site, "lambda");
        var value = lambda.Body.Code(frame);
        switch (frame.Exit)
        {
            case Exit.None:
                return Arguments.CheckResult(frame, lambda.ReturnType, value, site, "lambda");
            case Exit.Next:
                return Arguments.CheckResult(frame, lambda.ReturnType, frame.ExitValue, site, "lambda");
            default:
                hasBroken = true;
                IsReturning = frame.Exit == Exit.Return;
                (ExitValue, ExitSpan) = (frame.ExitValue, frame.ExitSpan);
                return UndefValue.Instance;
        }
    }
}
