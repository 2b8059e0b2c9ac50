using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// <c>Type { attribute => value }</c>: defaults of the scope, and of the bodies declared from it.
/// </summary>
internal static class ResourceDefaults
{
    public static Evaluation Lower(Lowering lowering, ResourceDefaultsExpression expression)
    {
        var type = lowering.Lower(expression.Type);
        var attributes = Attributes.Lower(lowering, expression.Operations);
        return frame =>
        {
            var value = type(frame);
            var name =
                (value is ResourceReferenceType ? CatalogTypes.TypeNameOf(value) : null)
                ?? throw new EvaluationException(
                    CatalogDiagnostics.IllegalResourceType(
                        expression.Type.Anchor,
                        ValueLabel.GeneralType(value)
                    )
                );
            var capitalized = ResourceReference.Capitalize(name);
            foreach (var parameter in attributes.Evaluate(frame))
            {
                if (frame.Scope.AddDefault(capitalized, parameter) is { } earlier)
                {
                    throw new EvaluationException(
                        CatalogDiagnostics.DefaultAlreadySet(capitalized, parameter, earlier)
                    );
                }
            }
            return value;
        };
    }
}
