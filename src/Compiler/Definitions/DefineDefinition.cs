using System.Collections.Immutable;
using Bunraku.Language;

namespace Bunraku.Compiler;

internal sealed class DefineDefinition(
    PuppetEnvironment environment,
    DefineExpression syntax,
    string moduleName
) : Definition(syntax.Name.ToLowerInvariant(), moduleName, syntax.Anchor)
{
    public override ImmutableArray<Parameter> Parameters => syntax.Parameters;

    /// <summary>
    /// Finds the types of the parameters now, so that an unknown one is told where the define is used.
    /// </summary>
    public void ResolveTypes(Scope scope)
    {
        foreach (var parameter in Body.Parameters)
        {
            parameter.Type(scope);
        }
    }

    protected override LoweredBody Lower() => Lowering.Body(environment, syntax.Parameters, syntax.Body);
}
