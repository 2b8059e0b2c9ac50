using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>EPP: rendering templates, and the expressions that only stand in them.</summary>
internal static class Templates
{
    /// <summary>The name of template text that is in no file, as the reference has it.</summary>
    public const string InlineName = "inlined-epp-text";

    public static Evaluation Lower(Lowering lowering, RenderStringExpression expression) =>
        frame =>
        {
            frame.Output!.Append(expression.Value);
            return UndefValue.Instance;
        };

    public static Evaluation Lower(Lowering lowering, RenderExpression expression)
    {
        var inner = lowering.Lower(expression.Inner);
        return frame =>
        {
            var value = inner(frame);
            if (frame.Exit == Exit.None)
            {
                frame.Output!.Append(value);
            }
            return UndefValue.Instance;
        };
    }

    /// <summary>Renders a file: it sees its parameters, the node's and the top scope's variables.</summary>
    public static Value RenderFile(Invocation invocation, string reference, HashValue? parameters)
    {
        var environment = invocation.Compilation.Environment;
        var path =
            environment.FindModuleFile("templates", reference)
            ?? environment.FindModuleFile("templates", reference + ".epp")
            ?? throw invocation.Failure($"Could not find template '{reference}'");
        var template = Load(invocation, "epp", () => environment.Templates.OfFile(environment, path)!);
        return Render(invocation, template, invocation.Scope.Global, parameters);
    }

    /// <summary>Renders text: without parameters of its own it also sees the caller's variables.</summary>
    public static Value RenderText(Invocation invocation, string text, HashValue? parameters)
    {
        var environment = invocation.Compilation.Environment;
        var template = Load(invocation, "inline_epp", () => environment.Templates.OfText(environment, text));
        return Render(invocation, template, invocation.Scope, parameters);
    }

    private static LoweredTemplate Load(Invocation invocation, string function, Func<LoweredTemplate> lower)
    {
        try
        {
            return lower();
        }
        catch (EvaluationException problem) when (problem.IsSyntax)
        {
            throw new EvaluationException(
                CompilerDiagnostics.BadTemplate(invocation.Site, function, problem.Diagnostic)
            );
        }
    }

    private static Value Render(
        Invocation invocation,
        LoweredTemplate template,
        Scope around,
        HashValue? given
    )
    {
        using var level = invocation.Compilation.Depth.Enter(invocation.Site);
        var output = new TemplateOutput();
        var scope = new Scope(around, template.Body.Layout, around.ModuleName);
        var frame = new Frame(scope) { Output = output };
        Bind(invocation, frame, template, given ?? HashValue.Empty, given is not null);
        template.Body.Code(frame);
        return frame.Exit switch
        {
            Exit.None => output.Finish(),
            Exit.Break => throw new EvaluationException(
                CompilerDiagnostics.IllegalExit(frame.Exit, frame.ExitSpan)
            ),
            _ => frame.ExitValue,
        };
    }

    private static void Bind(
        Invocation invocation,
        Frame frame,
        LoweredTemplate template,
        HashValue given,
        bool isGiven
    )
    {
        var parameters = template.Body.Parameters;
        var isFree = !template.ParametersSpecified && isGiven;
        if (!isFree)
        {
            given = WithoutUnknownUndef(given, parameters);
        }
        foreach (var (key, value) in given.Entries)
        {
            frame.Scope.TryAssign(key.ToString(), value);
        }
        if (isFree)
        {
            return;
        }
        foreach (var parameter in parameters)
        {
            if (frame.Slots[parameter.Slot] is null or UndefValue && parameter.Default is not null)
            {
                frame.Slots[parameter.Slot] = ParameterDefaults.Evaluate(
                    frame,
                    parameters,
                    parameter,
                    "lambda",
                    invocation.Site
                );
            }
        }
        var bound = parameters
            .Where(parameter => frame.Slots[parameter.Slot] is not null)
            .Select(parameter =>
                KeyValuePair.Create<Value, Value>(parameter.Name, frame.Slots[parameter.Slot]!)
            );
        var all = HashValue.Of([.. given.Pairs, .. bound]);
        if (
            Mismatches.OfParameters("lambda", parameters, frame.Scope, all, isResource: false) is { } problems
        )
        {
            throw invocation.Failure(problems);
        }
    }

    /// <summary>A parameter that a template does not declare may be given as long as it is undef.</summary>
    private static HashValue WithoutUnknownUndef(
        HashValue given,
        ImmutableArray<LoweredParameter> parameters
    ) =>
        HashValue.Of(
            given.Pairs.Where(pair =>
                pair.Value is not UndefValue
                || parameters.Any(parameter => parameter.Name == pair.Key.ToString())
            )
        );
}
