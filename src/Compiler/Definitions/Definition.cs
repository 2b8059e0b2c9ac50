using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Something with a body that resources are made of: a class, a define or a node definition.
/// </summary>
internal abstract class Definition(string name, string moduleName, Span? span)
{
    private LoweredBody? body;

    public string Name { get; } = name;

    /// <summary>The module whose file it is in, empty for the site's own manifests.</summary>
    public string ModuleName { get; } = moduleName;

    /// <summary>The head of the definition; null for those that are built in.</summary>
    public Span? Span { get; } = span;

    /// <summary>The name of the inherited class or node, or null.</summary>
    public virtual string? ParentName => null;

    public abstract ImmutableArray<Parameter> Parameters { get; }

    /// <summary>The files that were read to find it, its own the last.</summary>
    public ImmutableArray<LoadedFile> Files { get; set; } = [];

    /// <summary>The lowered body, made at its first use and kept with the environment.</summary>
    public LoweredBody Body => LazyInitializer.EnsureInitialized(ref body, Lower);

    protected abstract LoweredBody Lower();

    public override string ToString() => Name;
}
