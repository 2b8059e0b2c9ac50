using System.Collections.Immutable;
using Bunraku.Language;

namespace Bunraku.Compiler;

internal sealed class ClassDefinition(
    PuppetEnvironment environment,
    ClassExpression syntax,
    string moduleName
) : Definition(syntax.Name.ToLowerInvariant(), moduleName, syntax.Anchor)
{
    public override string? ParentName { get; } = syntax.Parent?.TrimStart(':').ToLowerInvariant();

    /// <summary>The inherited class as the reference names it.</summary>
    public string? ParentAsWritten { get; } = syntax.Parent is { } name ? "::" + name.TrimStart(':') : null;

    public override ImmutableArray<Parameter> Parameters => syntax.Parameters;

    protected override LoweredBody Lower() => Lowering.Body(environment, syntax.Parameters, syntax.Body);
}
