using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Lambdas: a body with parameters inside the bodies it closes over.</summary>
internal static class Lambdas
{
    public static LoweredLambda Lower(Lowering lowering, LambdaExpression expression)
    {
        var bindings = new Bindings(new Layout(), lowering.Bindings);
        var body = Lowering.Callable(lowering.Environment, bindings, expression.Parameters, expression.Body);
        var returns = expression.ReturnType is { } type ? lowering.Lower(type) : null;
        return new LoweredLambda(
            body,
            [.. expression.Parameters.Select(parameter => parameter.Name)],
            returns
        );
    }
}

/// <summary>A lambda ready to be closed over a frame.</summary>
internal sealed record LoweredLambda(LoweredBody Body, string[] ParameterNames, Evaluation? ReturnType);
