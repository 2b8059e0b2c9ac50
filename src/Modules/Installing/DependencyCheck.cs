using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>Looks whether each module finds the modules it needs, in versions it can use.</summary>
internal static class DependencyCheck
{
    public static ImmutableArray<Diagnostic> Of(
        IEnumerable<PuppetfileModule> modules,
        ModuleDirectory directory
    )
    {
        var installed = new Dictionary<string, (PuppetfileModule Module, ModuleMetadata? Metadata)>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var module in modules)
        {
            try
            {
                installed[module.Name.Name] = (module, ModuleMetadata.Of(directory.PathOf(module.Name.Name)));
            }
            catch (DiagnosticException failure)
            {
                diagnostics.AddRange(failure.Diagnostics.Select(d => d with { Severity = Severity.Warning }));
                installed[module.Name.Name] = (module, null);
            }
        }
        foreach (var (module, metadata) in installed.Values)
        {
            foreach (var needed in metadata?.Dependencies ?? [])
            {
                var range = needed.Versions.ToString();
                if (!installed.TryGetValue(needed.Name.Name, out var found))
                {
                    diagnostics.Add(
                        ModulesDiagnostics.MissingDependency(
                            module.Place,
                            module.Name.Name,
                            needed.Name.Slug,
                            range
                        )
                    );
                }
                else if (found.Metadata?.Version is { } version && !needed.Versions.Contains(version))
                {
                    diagnostics.Add(
                        ModulesDiagnostics.WrongDependency(
                            module.Place,
                            module.Name.Name,
                            needed.Name.Slug,
                            range,
                            version.ToString()
                        )
                    );
                }
            }
        }
        return diagnostics.ToImmutable();
    }
}
