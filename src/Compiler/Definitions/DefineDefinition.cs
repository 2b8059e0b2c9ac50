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

    protected override LoweredBody Lower() => Lowering.Body(environment, syntax.Parameters, syntax.Body);
}
