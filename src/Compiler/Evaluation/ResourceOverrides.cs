using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary><c>Type[title] { attribute => value }</c>.</summary>
internal static class ResourceOverrides
{
    public static Evaluation Lower(Lowering lowering, ResourceOverrideExpression expression)
    {
        var resources = lowering.Lower(expression.Resources);
        var attributes = Attributes.Lower(lowering, expression.Operations);
        var site = CallSite.At(expression.Anchor, "Resource Override");
        return frame =>
        {
            var value = resources(frame);
            var parameters = attributes.Evaluate(frame);
            foreach (var item in value is ArrayValue list ? list.Items : [value])
            {
                if (CatalogTypes.ReferenceOf(item) is not { Title.Length: > 0, Type: not "Class" } reference)
                {
                    throw new EvaluationException(
                        CatalogDiagnostics.IllegalOverride(expression.Anchor, item)
                    );
                }
                frame.Compilation.Catalog.AddOverride(
                    new ResourceOverride(reference, frame.Scope.Source, frame.Scope, site, parameters)
                );
            }
            return value;
        };
    }
}
