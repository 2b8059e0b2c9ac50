using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Where variables live: top scope, node scope, one per class and define body, function and lambda bodies.
/// </summary>
public abstract class Scope
{
    /// <summary>The value of a variable, qualified or not, or null when nobody assigned it.</summary>
    public abstract Value? Find(string name);

    /// <summary>The class or define whose body this is (<c>apache::vhost</c>), empty at top scope.</summary>
    public abstract string Name { get; }

    /// <summary>The module whose code this is, empty for the site's own manifests.</summary>
    public abstract string ModuleName { get; }
}
