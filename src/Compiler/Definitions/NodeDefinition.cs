using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>One name of a node definition: exact, <c>default</c>, or a regular expression.</summary>
internal sealed class NodeDefinition(
    PuppetEnvironment environment,
    NodeExpression syntax,
    string name,
    RegexpValue? pattern,
    string? parentName
) : Definition(name, "", syntax.Anchor)
{
    public RegexpValue? Pattern { get; } = pattern;

    public override string? ParentName { get; } = parentName;

    public override ImmutableArray<Parameter> Parameters => [];

    protected override LoweredBody Lower() => Lowering.Body(environment, [], syntax.Body);
}
