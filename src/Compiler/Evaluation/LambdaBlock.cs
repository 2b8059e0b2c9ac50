using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A lambda with the frame it closes over, as native functions call it.</summary>
internal sealed class LambdaBlock(Frame outer, LoweredLambda lambda, CallSite site) : Block
{
    private readonly Scope? scope = lambda.Body.IsPrepared ? null : Prepared(outer, lambda);
    private bool hasBroken;

    public override IReadOnlyList<string> ParameterNames => lambda.ParameterNames;

    public override int LeastArguments => lambda.Body.Least;

    public override int MostArguments => lambda.Body.Most;

    public override bool HasBroken => hasBroken;

    public override CallableType Type =>
        lambda.Body.Signature(scope ?? new Scope(outer.Scope, lambda.Body.Layout)).Type;

    /// <summary>Whether the body around the lambda is to be left with <see cref="ExitValue"/>.</summary>
    public bool IsReturning { get; private set; }

    public Value ExitValue { get; private set; } = UndefValue.Instance;

    public Span ExitSpan { get; private set; }

    /// <summary>
    /// A scope without variables of its own, in which the types of the parameters are evaluated.
    /// </summary>
    private static Scope Prepared(Frame outer, LoweredLambda lambda)
    {
        var scope = new Scope(outer.Scope, lambda.Body.Layout);
        lambda.Body.Prepare(scope);
        return scope;
    }

    public override Value Call(params ReadOnlySpan<Value> arguments)
    {
        if (hasBroken)
        {
            return UndefValue.Instance;
        }
        using var level = outer.Compilation.Depth.Enter(site);
        var frame = new Frame(new Scope(outer.Scope, lambda.Body.Layout))
        {
            Match = outer.Match,
            Output = outer.Output,
        };
        if (arguments.Length > lambda.Body.Most)
        {
            arguments = arguments[..lambda.Body.Most];
        }
        Arguments.RequireAll(lambda.Body, arguments.Length);
        Arguments.Bind(frame, lambda.Body, arguments, site, "lambda");
        var running = outer.Scope.Body.Running;
        outer.Scope.Body.Running = frame;
        var value = lambda.Body.Code(frame);
        outer.Scope.Body.Running = running;
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
