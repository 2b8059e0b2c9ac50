using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A function written in the language.</summary>
internal sealed class PuppetFunction(
    PuppetEnvironment environment,
    FunctionExpression syntax,
    string moduleName
)
{
    private LoweredBody? body;
    private Evaluation? returnType;

    public string Name { get; } = syntax.Name;

    /// <summary>The module whose file it stands in, empty for the site's own.</summary>
    public string ModuleName => moduleName;

    public Span Span => syntax.Anchor;

    private LoweredBody Body => LazyInitializer.EnsureInitialized(ref body, Lower);

    /// <summary>
    /// Runs it in a scope of its own, from which the top scope's variables are seen.
    /// </summary>
    public Value Call(CallSite site, Scope caller, ReadOnlySpan<Value> arguments, Block? block)
    {
        using var level = caller.Compilation.Depth.Enter(site);
        var lowered = Body;
        var frame = new Frame(new Scope(caller.Compilation.TopScope, lowered.Layout, moduleName));
        lowered.Prepare(frame.Scope);
        _ = returnType?.Invoke(frame);
        Arguments.Bind(frame, lowered, arguments, site, Name);
        if (block is not null)
        {
            throw new EvaluationException(
                CompilerDiagnostics.CallFailed(site, $"'{Name}' does not expect a block")
            );
        }
        var value = lowered.Code(frame);
        return frame.Exit switch
        {
            Exit.None => Arguments.CheckResult(frame, returnType, value, site, Name),
            Exit.Next => Arguments.CheckResult(frame, returnType, frame.ExitValue, site, Name),
            // The reference does not look at what `return` brings.
            Exit.Return => frame.ExitValue,
            _ => Break(frame),
        };
    }

    /// <summary>The type behind <c>&gt;&gt;</c>, or null.</summary>
    public DataType? ReturnType(Scope caller)
    {
        var lowered = Body;
        var frame = new Frame(new Scope(caller.Compilation.TopScope, lowered.Layout, moduleName));
        lowered.Prepare(frame.Scope);
        return returnType?.Invoke(frame) as DataType;
    }

    /// <summary>Whether it can be called with such arguments.</summary>
    public bool Takes(Scope caller, ReadOnlySpan<Value> arguments)
    {
        var lowered = Body;
        var frame = new Frame(new Scope(caller.Compilation.TopScope, lowered.Layout, moduleName));
        lowered.Prepare(frame.Scope);
        return lowered.Signature(frame.Scope).Type.AcceptsCall(arguments, block: null);
    }

    /// <summary>A break goes on through the call, to the iteration that the function was called in.</summary>
    private static UndefValue Break(Frame frame)
    {
        frame.Compilation.Calls.Break = frame.ExitSpan;
        return UndefValue.Instance;
    }

    private LoweredBody Lower()
    {
        var bindings = new Bindings(new Layout(), null);
        returnType = syntax.ReturnType is { } type ? new Lowering(environment, bindings).Lower(type) : null;
        return Lowering.Callable(environment, bindings, syntax.Parameters, syntax.Body);
    }
}
