using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Gives the parameters of lambdas and functions their values, and checks them and the result.
/// </summary>
internal static class Arguments
{
    /// <param name="callee">The function's name, or <c>lambda</c>.</param>
    public static void Bind(
        Frame frame,
        LoweredBody body,
        ReadOnlySpan<Value> arguments,
        CallSite site,
        string callee
    )
    {
        if (arguments.Length < body.Least || arguments.Length > body.Most)
        {
            throw Mismatch(frame, body, arguments, site, callee);
        }
        var parameters = body.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            if (parameter.Name is "facts" or "trusted")
            {
                throw new EvaluationException(
                    CompilerDiagnostics.CallFailed(
                        site,
                        $"Attempt to assign to a reserved variable name: '{parameter.Name}'"
                    )
                );
            }
            frame.Slots[parameter.Slot] =
                parameter.CapturesRest ? Rest(frame, parameter, arguments[Math.Min(i, arguments.Length)..])
                : i < arguments.Length ? arguments[i]
                : ParameterDefaults.Evaluate(frame, parameters, parameter, callee, site);
        }
        if (body.IsTyped && !Fits(frame, body))
        {
            throw Mismatch(frame, body, Given(frame, body), site, callee);
        }
    }

    /// <summary>A lambda called with too few arguments: the first parameter without one is told.</summary>
    public static void RequireAll(LoweredBody body, int count)
    {
        if (count >= body.Least)
        {
            return;
        }
        var parameter = body
            .Parameters.Skip(count)
            .First(parameter => parameter.Default is null && !parameter.CapturesRest);
        throw new EvaluationException(CompilerDiagnostics.MissingParameter(parameter.Span, parameter.Name));
    }

    /// <summary>The value a lambda or function returns, checked against its declared type.</summary>
    public static Value CheckResult(
        Frame frame,
        Evaluation? returnType,
        Value value,
        CallSite site,
        string callee
    )
    {
        if (returnType is null || ((DataType)returnType(frame)).IsInstance(value))
        {
            return value;
        }
        var problem = TypeMismatch.Describe(
            $"value returned from {callee} has wrong type,",
            (DataType)returnType(frame),
            TypeInference.Of(value)
        );
        throw new EvaluationException(CompilerDiagnostics.CallFailed(site, problem));
    }

    private static ArrayValue Rest(Frame frame, LoweredParameter parameter, ReadOnlySpan<Value> rest) =>
        (rest.IsEmpty || rest is [UndefValue]) && parameter.Default is { } value
            ? value(frame) as ArrayValue ?? new ArrayValue([value(frame)])
            : new ArrayValue([.. rest]);

    private static bool Fits(Frame frame, LoweredBody body)
    {
        foreach (var parameter in body.Parameters)
        {
            if (!parameter.IsTyped)
            {
                continue;
            }
            var value = frame.Slots[parameter.Slot]!;
            var type = parameter.Type(frame.Scope);
            var fits =
                parameter.CapturesRest && type is not ArrayType
                    ? ((ArrayValue)value).Items.All(type.IsInstance)
                    : type.IsInstance(value);
            if (!fits)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The arguments as bound, defaults among them.</summary>
    private static ReadOnlySpan<Value> Given(Frame frame, LoweredBody body)
    {
        var values = ImmutableArray.CreateBuilder<Value>();
        foreach (var parameter in body.Parameters)
        {
            if (parameter.CapturesRest)
            {
                values.AddRange(((ArrayValue)frame.Slots[parameter.Slot]!).Items);
            }
            else
            {
                values.Add(frame.Slots[parameter.Slot]!);
            }
        }
        return values.ToImmutable().AsSpan();
    }

    private static EvaluationException Mismatch(
        Frame frame,
        LoweredBody body,
        ReadOnlySpan<Value> arguments,
        CallSite site,
        string callee
    ) =>
        new(
            CompilerDiagnostics.CallFailed(
                site,
                Mismatches.OfCall(callee, [body.Signature(frame.Scope)], arguments, null)
            )
        );
}
