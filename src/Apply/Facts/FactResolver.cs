using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Finds one top-level fact of a host. One sealed class, one file, found by the roster.</summary>
public abstract class FactResolver(string name)
{
    public string Name { get; } = name;

    /// <summary>Whether the fact says something of the files alone, and so is true of an image too.</summary>
    public virtual bool IsOfImages => false;

    /// <summary>
    /// Whether it is a fact of Puppet, which facts of the machine alone do not have among them.
    /// </summary>
    public virtual bool IsOfPuppet => false;

    /// <summary>
    /// Whether modules bring it along; ours stands for theirs, and is there where a module has it.
    /// </summary>
    public virtual bool IsOfModules => false;

    /// <summary>The value, or null when the host has none.</summary>
    public abstract Value? Resolve(Host host);
}
