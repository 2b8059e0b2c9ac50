using System.Collections.Immutable;
using Bunraku.Language;

namespace Bunraku.Compiler;

/// <summary>
/// The code outside of every class, define and node: the site's manifests, one after another.
/// </summary>
internal sealed class MainDefinition(PuppetEnvironment environment, ImmutableArray<Expression> bodies)
    : Definition("", "", null)
{
    public override ImmutableArray<Parameter> Parameters => [];

    protected override LoweredBody Lower() => Lowering.Main(environment, bodies);
}
