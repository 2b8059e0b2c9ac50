using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Every file of a type or provider of the distribution's modules, and of the reference's own, is loaded:
/// <c>cases/ruby-types/roster.case</c> names those that are not, each with its reason.
/// </summary>
public sealed class ModuleCodeTests : IDisposable
{
    private const string Modules = "/usr/share/puppet/modules";
    private const string Own = "/usr/lib/ruby/vendor_ruby/puppet";
    private readonly string folder = Directory.CreateTempSubdirectory("bunraku-code-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_type_and_provider_of_the_modules_loads() =>
        Check("modules", ModuleFolders, [.. ModuleFolders], least: 500);

    /// <summary>The reference's own stand beside the modules, last.</summary>
    [Fact]
    public void Every_type_and_provider_of_the_reference_loads()
    {
        Directory.CreateDirectory(Path.Combine(folder, "lib"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "lib/puppet"), Own);
        Check("reference", [folder], [.. ModuleFolders, folder], least: 120);
    }

    private static IEnumerable<string> ModuleFolders =>
        Directory.EnumerateDirectories(Modules).Order(StringComparer.Ordinal);

    private void Check(string section, IEnumerable<string> loaded, ImmutableArray<string> known, int least)
    {
        var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        var facts = FactRoster.Resolve(host, HashValue.Empty);
        var types = new RubyTypes(new ModuleLibraries(known), host, new Facts("node", facts));
        var files = loaded.SelectMany(Files).ToList();
        var broken = files
            .Select(file => (file, Problem: types.World.Problem(file)))
            .Where(one => one.Problem is not null)
            .Select(one => $"{one.file}: {one.Problem!.Replace(folder, "", StringComparison.Ordinal)}")
            .ToList();
        CaseFile.Read("ruby-types-roster/roster.case").Expect(section, string.Join('\n', broken));
        Assert.True(files.Count > least, $"{files.Count} files");
    }

    private static IEnumerable<string> Files(string module) =>
        new[] { "type", "provider" }
            .Select(kind => Path.Combine(module, "lib/puppet", kind))
            .Where(Directory.Exists)
            .SelectMany(root =>
                Directory
                    .EnumerateFiles(root, "*.rb", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
            )
            .Select(path => Path.GetRelativePath(Path.Combine(module, "lib"), path)[..^3]);
}
