using System.Globalization;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Reading variables: by slot where the body is known, by name beyond it.</summary>
internal static class Variables
{
    public static Evaluation Lower(Lowering lowering, VariableExpression expression) =>
        Lower(lowering, expression.Name, expression.Anchor);

    public static Evaluation Lower(Lowering lowering, string variable, Span span)
    {
        var name = string.Intern(variable);
        if (char.IsAsciiDigit(name[0]))
        {
            // So many groups as do not fit a number no expression has.
            var group = int.TryParse(name, CultureInfo.InvariantCulture, out var number)
                ? number
                : int.MaxValue;
            return frame =>
                (frame.Match ?? frame.Scope.MatchBeyond()) is { } match && group < match.Length
                    ? match[group]
                    : UndefValue.Instance;
        }
        if (name.Contains("::", StringComparison.Ordinal))
        {
            return Qualified(name, span);
        }
        if (lowering.Bindings.Find(name) is not var (depth, slot))
        {
            return frame => frame.Scope.Find(name) ?? Unknown(frame, name, span);
        }
        if (depth == 0 && lowering.Bindings.Parameters.Contains(name))
        {
            return frame =>
                frame.Slots[slot]
                ?? throw new EvaluationException(
                    CompilerDiagnostics.UnevaluatedParameter(
                        CallSite.At(span, CallSite.FunctionCall),
                        "",
                        "",
                        name,
                        false
                    )
                )
                {
                    UnevaluatedParameter = name,
                };
        }
        return depth switch
        {
            0 => frame => frame.Slots[slot] ?? ByName(frame, name, span),
            1 => frame => frame.Scope.Outer!.Slots[slot] ?? ByName(frame, name, span),
            _ => frame => Outwards(frame.Scope, depth).Slots[slot] ?? ByName(frame, name, span),
        };
    }

    private static Scope Outwards(Scope scope, int depth)
    {
        for (; depth > 0; depth--)
        {
            scope = scope.Outer!;
        }
        return scope;
    }

    private static Evaluation Qualified(string name, Span span)
    {
        var bare = name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name;
        var separator = bare.LastIndexOf("::", StringComparison.Ordinal);
        if (separator < 0)
        {
            return frame => frame.Compilation.TopScope.FindOwn(bare) ?? Unknown(frame, name, span);
        }
        var (className, leaf) = (bare[..separator], bare[(separator + 2)..]);
        return frame => frame.Compilation.FindQualified(className, leaf) ?? Unknown(frame, name, span);
    }

    private static Value ByName(Frame frame, string name, Span span) =>
        frame.Scope.Find(name) ?? Unknown(frame, name, span);

    private static Value Unknown(Frame frame, string name, Span span)
    {
        var settings = frame.Compilation.Settings;
        if (name is "module_name" or "caller_module_name")
        {
            return UndefValue.Instance;
        }
        var diagnostic = CompilerDiagnostics.UnknownVariable(span, name, frame.Scope.VisibleNames());
        if (settings.StrictVariables || settings.Strict == Severity.Error)
        {
            throw new EvaluationException(diagnostic);
        }
        if (settings.Strict is not null)
        {
            frame.Compilation.Warn(diagnostic);
        }
        return UndefValue.Instance;
    }
}
