using Bunraku.Text;

namespace Bunraku.Language.Tests;

/// <summary>Real code: the modules that Debian packages as <c>puppet-module-*</c>.</summary>
public sealed class ModuleTests
{
    private const string Folder = "/usr/share/puppet/modules.available";
    private const int FewestFiles = 1500;

    [Fact]
    public void Every_manifest_and_template_of_the_packaged_modules_is_read_without_a_word()
    {
        var files = Files();
        Assert.True(
            files.Length >= FewestFiles,
            $"{Folder} has {files.Length} manifests and templates, expected {FewestFiles}:"
                + " install the packages puppet-module-*"
        );
        var told = files.AsParallel().AsOrdered().SelectMany(Read).ToList();
        Assert.Equal("", DiagnosticRenderer.Render(told));
    }

    private static string[] Files()
    {
        if (!Directory.Exists(Folder))
        {
            return [];
        }
        // Not all of what ends in .pp is a manifest (SELinux policy packages), but what is in these folders
        // is.
        return
        [
            .. Directory
                .EnumerateFiles(Folder, "*.*pp", SearchOption.AllDirectories)
                .Where(path =>
                    path.EndsWith(".pp", StringComparison.Ordinal)
                    || path.EndsWith(".epp", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Diagnostic> Read(string path)
    {
        var file = new SourceFile(path, File.ReadAllText(path));
        var isTemplate = path.EndsWith(".epp", StringComparison.Ordinal);
        var result = isTemplate ? PuppetParser.ParseEpp(file) : PuppetParser.Parse(file);
        return result
            .Diagnostics.Concat(PuppetChecker.Check(result.Program))
            .Where(diagnostic => diagnostic.Severity == Severity.Error);
    }
}
