using System.Collections.Immutable;
using Bunraku.Language;

namespace Bunraku.Compiler;

/// <summary>A class without code that the compiler itself provides: <c>settings</c>.</summary>
internal sealed class EmptyDefinition(string name) : Definition(name, "", null)
{
    public static readonly EmptyDefinition Settings = new("settings");

    public override ImmutableArray<Parameter> Parameters => [];

    protected override LoweredBody Lower() => LoweredBody.Empty;
}
