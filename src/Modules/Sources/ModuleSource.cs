namespace Bunraku.Modules;

/// <summary>Where a module comes from.</summary>
public abstract record ModuleSource;

/// <summary>
/// A directory beside the Puppetfile: linked, not copied, since its content is being worked on.
/// </summary>
/// <param name="Path">Relative to the Puppetfile, or absolute; null where it lies in the modules' directory
/// already.</param>
public sealed record PathSource(string? Path) : ModuleSource;

/// <summary>A git repository at a branch, tag or commit.</summary>
/// <param name="Reference">A branch, tag or commit; null for the default branch.</param>
/// <param name="Subdirectory">The directory of the module inside the repository, empty for its root.</param>
public sealed record GitSource(string Url, string? Reference, string Subdirectory = "") : ModuleSource;

/// <summary>A release of the Forge.</summary>
public sealed record ForgeSource(ModuleName Name, VersionRange Versions) : ModuleSource;
