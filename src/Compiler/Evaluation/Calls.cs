using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Calls of functions and methods, native and in the language; <c>Type(…)</c> and <c>Type.new</c>.
/// </summary>
internal static class Calls
{
    /// <summary>
    /// The functions that `break` in their block ends; it goes through all others, and through `filter` of a
    /// hash.
    /// </summary>
    private static readonly string[] Iterations =
    [
        "each",
        "filter",
        "map",
        "reduce",
        "reverse_each",
        "slice",
        "step",
        "tree_each",
    ];

    public static Evaluation Lower(Lowering lowering, CallExpression expression)
    {
        if (expression.Function is ReferenceExpression or AccessExpression { Left: ReferenceExpression })
        {
            var arguments = expression.Arguments.Insert(0, expression.Function);
            return LowerCall(lowering, "new", arguments, expression.Lambda, Site("new", expression));
        }
        var name = ((NameExpression)expression.Function).Value;
        var site = Site(name, expression);
        return Exits.TryLower(lowering, expression.Arguments, expression.Lambda, site)
            ?? LowerCall(lowering, name, expression.Arguments, expression.Lambda, site);
    }

    public static Evaluation Lower(Lowering lowering, MethodCallExpression expression)
    {
        var site = new CallSite(expression.Function.Value, expression.Anchor, CallSite.MethodCall);
        var arguments = expression.Arguments.Insert(0, expression.Receiver);
        return Exits.TryLower(
                lowering,
                arguments,
                expression.Lambda,
                site,
                (frame, values) => Member(site, frame, values)
            ) ?? LowerCall(lowering, site.Name, arguments, expression.Lambda, site);
    }

    /// <summary>
    /// The attribute of an object or URI that <c>$object.attribute</c> reads; null when it is a call of a
    /// function.
    /// </summary>
    private static Value? Member(CallSite site, Frame frame, ImmutableArray<Value> values) =>
        values[0] switch
        {
            ObjectValue value when value.Type.FindMember(site.Name) is { } member => RubyMethods.Call(
                site,
                frame.Scope,
                member,
                values
            ) ?? Member(site, value, member, values.Length - 1),
            UriValue uri => uri.Find(site.Name),
            _ => null,
        };

    private static Value Member(CallSite site, ObjectValue receiver, ObjectMember member, int count)
    {
        if (receiver.Type.Equals(BuiltInTypes.Error) && member.Name == "message")
        {
            return receiver.Find("msg")!;
        }
        if (member is ObjectFunction)
        {
            throw Failure(site, $"no method is implemented for {member.Label}");
        }
        if (count > 0)
        {
            throw Failure(site, $"'{member.Label}' expects no arguments, got {count}");
        }
        return receiver.Find(member.Name)
            ?? throw Failure(site, $"no method is implemented for derived {member.Label}");
    }

    private static EvaluationException Failure(CallSite site, string message) =>
        new(CompilerDiagnostics.CallFailed(site, message));

    /// <summary>Calls a function by name, as native code does.</summary>
    public static Value Call(
        CallSite site,
        Scope scope,
        string name,
        ReadOnlySpan<Value> arguments,
        Block? block
    )
    {
        return Find(scope.Compilation, name, site).Call(site, scope, arguments, block);
    }

    private static Value CallRuntime(
        RuntimeValue receiver,
        ReadOnlySpan<Value> arguments,
        LambdaBlock? block,
        CallSite site
    )
    {
        try
        {
            return receiver.Call(site.Name, arguments, block is null ? null : given => Call(block, given))
                ?? throw new EvaluationException(
                    CompilerDiagnostics.UnknownFunction(site, site.Name, FunctionRoster.Names)
                );
        }
        catch (DataTypeException misuse)
        {
            throw Failure(site, misuse.Message);
        }
    }

    /// <summary>A pair goes to a block of one parameter as one array.</summary>
    private static Value Call(LambdaBlock block, Value[] given) =>
        given.Length == 2 && block.Type.ParameterTypes is { Sizes.To: 1 }
            ? block.Call([ArrayValue.Of(given)])
            : block.Call(given);

    /// <summary>
    /// What the function says it returns for such arguments, null when it says nothing; false when it does
    /// not take them.
    /// </summary>
    public static bool TryFindReturnType(
        Scope scope,
        string name,
        ReadOnlySpan<Value> arguments,
        out DataType? type
    )
    {
        var site = new CallSite(name, null, CallSite.FunctionCall);
        var callee = Find(scope.Compilation, name, site);
        if (callee.Native is { } native)
        {
            return FunctionCall.TryFindReturnType(native, scope.Compilation.Environment, arguments, out type);
        }
        if (callee.Written is { } written)
        {
            type = written.ReturnType(scope);
            return written.Takes(scope, arguments);
        }
        return scope.Compilation.Ruby.Functions.TryFindReturnType(callee.Ruby!, arguments, out type);
    }

    private static CallSite Site(string name, CallExpression expression) =>
        new(name, expression.Anchor, CallSite.FunctionCall);

    private static Evaluation LowerCall(
        Lowering lowering,
        string name,
        ImmutableArray<Expression> argumentExpressions,
        LambdaExpression? lambdaExpression,
        CallSite site
    )
    {
        var arguments = Collections.Items(lowering, argumentExpressions);
        var lambda = lambdaExpression is null ? null : Lambdas.Lower(lowering, lambdaExpression);
        var endsAtBreak = Array.IndexOf(Iterations, name) >= 0;
        Callee? callee = null;
        var mayBeMember = site.Label == CallSite.MethodCall;
        return frame =>
        {
            var values = arguments(frame);
            if (frame.Exit != Exit.None)
            {
                return frame.ExitValue;
            }
            if (mayBeMember && Member(site, frame, values) is { } member)
            {
                return member;
            }
            var block = lambda is null ? null : new LambdaBlock(frame, lambda, site);
            Value result;
            if (
                values is [RuntimeValue { IsForeign: false } receiver, ..]
                && site.Label == CallSite.MethodCall
            )
            {
                result = CallRuntime(receiver, values.AsSpan()[1..], block, site);
            }
            else
            {
                var found = callee ?? Find(frame.Compilation, name, site);
                callee = found.Ruby is { IsBeside: true } ? null : found;
                var calls = frame.Compilation.Calls;
                var count = calls.Count;
                calls.Push(site.Span);
                result = found.Call(site, frame.Scope, values.AsSpan(), block);
                calls.Truncate(count);
                if (calls.Break is { } place)
                {
                    calls.Break = null;
                    return frame.Leave(Exit.Break, UndefValue.Instance, place);
                }
            }
            if (block is { IsReturning: true })
            {
                frame.Leave(Exit.Return, block.ExitValue, block.ExitSpan);
            }
            else if (
                block is { HasBroken: true }
                && !(endsAtBreak && (name != "filter" || values[0] is not HashValue))
            )
            {
                frame.Leave(Exit.Break, block.ExitValue, block.ExitSpan);
            }
            return result;
        };
    }

    /// <summary>
    /// A native function, unless the site or a module brings one of that name that is written in the
    /// language: native ones stand in for those written in Ruby.
    /// </summary>
    private static Function? Native(PuppetEnvironment environment, string name)
    {
        var definitions = environment.Definitions;
        var isWritten =
            definitions.KnowsFunction(name)
            || name.Contains("::", StringComparison.Ordinal) && definitions.FindFunction(name) is not null;
        return isWritten ? null : FunctionRoster.Find(name);
    }

    private static Callee Find(Compilation compilation, string name, CallSite site)
    {
        var environment = compilation.Environment;
        try
        {
            if (Native(environment, name) is { } native)
            {
                return Deprecation.MovedTo(environment, name) is { } moved
                    ? Find(compilation, moved, site) with
                    {
                        Moved = (name, moved),
                    }
                    : new Callee(native, null, null);
            }
            // The reference looks for a file of Ruby before one of the language, and for old ones last.
            var function = environment.Definitions.FindFunction(name);
            var ruby = function is { ModuleName: "" } ? null : environment.RubyPrograms.FindFunction(name);
            if (function is not null && ruby is not { IsLegacy: false })
            {
                return new Callee(null, function, null);
            }
            if ((ruby ?? compilation.FindFunctionBeside(name)) is { } found)
            {
                return new Callee(null, null, found);
            }
        }
        catch (DataTypeException misuse)
        {
            throw new EvaluationException(CompilerDiagnostics.CallFailed(site, misuse.Message));
        }
        throw new EvaluationException(CompilerDiagnostics.UnknownFunction(site, name, FunctionRoster.Names));
    }

    /// <summary>What a name calls: one of the three.</summary>
    private sealed record Callee(Function? Native, PuppetFunction? Written, RubyFunction? Ruby)
    {
        /// <summary>The name it had, and the one under which the installed stdlib has it now.</summary>
        public (string From, string To)? Moved { get; init; }

        public Value Call(CallSite site, Scope scope, ReadOnlySpan<Value> arguments, Block? block)
        {
            if (Moved is { } names)
            {
                Deprecation.TellOfMove(new Invocation(site, scope, block), names.From);
                site = site with { Name = names.To };
            }
            return CallNow(site, scope, arguments, block);
        }

        private Value CallNow(CallSite site, Scope scope, ReadOnlySpan<Value> arguments, Block? block) =>
            Native is not null ? FunctionCall.Invoke(Native, new Invocation(site, scope, block), arguments)
            : Written is not null ? Written.Call(site, scope, arguments, block)
            : Ruby!.Call(site, scope, arguments, block);
    }
}
