using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// One catalog in the making: the environment, the node with its facts, the catalog so far, the log. The
/// native functions reach the catalog and the environment through it and through nothing else.
/// </summary>
public abstract class Compilation
{
    public abstract Facts Facts { get; }

    public abstract string EnvironmentName { get; }

    /// <summary>Adds a line to the log that belongs to the catalog: <c>notice</c>, <c>warning</c> …</summary>
    public abstract void Log(string level, string message);

    /// <summary>The directory of a module of the environment, or null.</summary>
    public abstract string? FindModuleDirectory(string moduleName);

    /// <summary>Whether a class of that name (without leading <c>::</c>) can be loaded.</summary>
    public abstract bool HasClass(string name);

    /// <summary>Whether a define or a native resource type of that name (<c>apache::vhost</c>) can be loaded.</summary>
    public abstract bool HasResourceType(string name);

    /// <summary>Whether a function of that name can be loaded.</summary>
    public abstract bool HasFunction(string name);

    /// <summary>A resource declared so far, as it stands now, virtual ones included, or null.</summary>
    public abstract Resource? FindResource(ResourceReference reference);

    /// <summary>
    /// <c>include</c>: names in lower case, without leading <c>::</c>; the bodies are evaluated before it returns.
    /// </summary>
    public abstract void Include(Invocation invocation, ImmutableArray<string> classNames);

    /// <summary><c>contain</c>: as <see cref="Include"/>, and the container of the call contains the classes.</summary>
    public abstract void Contain(Invocation invocation, ImmutableArray<string> classNames);

    /// <summary><c>require</c>: as <see cref="Include"/>, and the container of the call requires the classes.</summary>
    public abstract void Require(Invocation invocation, ImmutableArray<string> classNames);

    /// <summary>
    /// Declares one resource of a native type, a define or (<c>class</c>) a class, as a resource expression at the
    /// place of the call does. The type is in lower case; undef parameters are left out.
    /// </summary>
    public abstract void Declare(
        Invocation invocation,
        string type,
        string title,
        HashValue parameters,
        ResourceForm form
    );

    /// <summary>Realizes a virtual resource, now or once it is declared; an error at the end when it never is.</summary>
    public abstract void Realize(Invocation invocation, ResourceReference reference);

    /// <summary>Adds a tag to the class or define of the scope.</summary>
    public abstract void Tag(Scope scope, string tag);

    /// <summary>Whether the catalog or the class or define of the scope has a tag.</summary>
    public abstract bool IsTagged(Scope scope, string tag);

    /// <summary>Renders a template file with parameters; null when none were given.</summary>
    public abstract Value RenderEpp(Invocation invocation, string path, HashValue? parameters);

    /// <summary>Renders template text with parameters; null when none were given.</summary>
    public abstract Value RenderInlineEpp(Invocation invocation, string template, HashValue? parameters);
}

/// <summary>How a resource is declared: <c>file</c>, <c>@file</c> or <c>@@file</c>.</summary>
public enum ResourceForm
{
    Real,
    Virtual,
    Exported,
}
