using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>What a module says of itself in <c>metadata.json</c>.</summary>
public sealed record ModuleMetadata(ModuleName Name, SemanticVersion? Version)
{
    public ImmutableArray<ModuleDependency> Dependencies { get; init; } = [];

    /// <summary>Reads the text; what is wrong with it is thrown as diagnostics.</summary>
    public static ModuleMetadata Read(SourceFile file)
    {
        var result = JsonReader.Read(file);
        if (result.Diagnostics.Any(remark => remark.Severity == Severity.Error))
        {
            throw new DiagnosticException(result.Diagnostics);
        }
        var name = JsonTable.Text(result.Tree, "name") is { } text ? ModuleName.Parse(text) : null;
        if (name is null)
        {
            throw new DiagnosticException(
                ModulesDiagnostics.InvalidMetadata(
                    result.Tree?.Span ?? file.At(0, 0),
                    "`name` is not `owner-name`"
                )
            );
        }
        var version = JsonTable.Text(result.Tree, "version");
        return new ModuleMetadata(name, version is null ? null : SemanticVersion.Parse(version))
        {
            Dependencies = [.. JsonTable.Items(result.Tree, "dependencies").Select(Dependency)],
        };
    }

    /// <summary>Reads a module's file, or null when the module has none.</summary>
    public static ModuleMetadata? Of(string moduleDirectory)
    {
        var path = Path.Combine(moduleDirectory, "metadata.json");
        return File.Exists(path) ? Read(new SourceFile(path, File.ReadAllText(path))) : null;
    }

    private static ModuleDependency Dependency(DataTree tree)
    {
        var requirement = JsonTable.Text(tree, "version_requirement") ?? "";
        return
            JsonTable.Text(tree, "name") is { } text
            && ModuleName.Parse(text) is { } name
            && VersionRange.Parse(requirement) is { } range
            ? new ModuleDependency(name, range)
            : throw new DiagnosticException(
                ModulesDiagnostics.InvalidMetadata(
                    tree.Span,
                    "a dependency has a `name` and a `version_requirement`"
                )
            );
    }
}

/// <summary>Another module that a module needs.</summary>
public sealed record ModuleDependency(ModuleName Name, VersionRange Versions);
