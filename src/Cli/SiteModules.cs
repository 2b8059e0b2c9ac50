using Bunraku.Apply;
using Bunraku.Images;
using Bunraku.Modules;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Brings the modules that a site's Puppetfile asks for, before its code is read.</summary>
internal static class SiteModules
{
    private static readonly Uri Forge = new("https://forgeapi.puppet.com");

    /// <exception cref="DiagnosticException">The Puppetfile is wrong, or a module is not to be
    /// had.</exception>
    public static void Install(SiteFile site, Terminal terminal)
    {
        // The second start of the same build finds done what the first one did.
        if (site.Puppetfile is not { } path || PrivateMounts.IsInside)
        {
            return;
        }
        var read = PuppetfileReader.Read(new SourceFile(path, File.ReadAllText(path)));
        if (read.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            throw new DiagnosticException(read.Diagnostics);
        }
        terminal.Show(read.Diagnostics);
        using var client = new HttpClient();
        var settings = new ModulesSettings(Path.Combine(Folders.Cache, "modules"), Forge);
        var result = new ModuleInstaller(settings, client).Install(read.Puppetfile);
        if (!result.Succeeded)
        {
            throw new DiagnosticException(result.Diagnostics);
        }
        terminal.Show(result.Diagnostics);
        foreach (var module in result.Installed)
        {
            terminal.Line($"installed module {module}");
        }
    }
}
