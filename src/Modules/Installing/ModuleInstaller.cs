using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>Where modules are fetched from and kept.</summary>
/// <param name="CacheDirectory">Holds the store of module trees and the copies of git repositories.</param>
/// <param name="Forge">The Forge that is asked when the Puppetfile names none; null for none.</param>
public sealed record ModulesSettings(string CacheDirectory, Uri? Forge)
{
    /// <summary>Whether locked versions are left aside and everything is resolved anew.</summary>
    public bool Updates { get; init; }
}

/// <summary>What an installation did: modules by name, and what it has to say.</summary>
public sealed record InstallResult(
    ImmutableArray<string> Installed,
    ImmutableArray<string> Removed,
    ImmutableArray<string> Unchanged,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    public bool Succeeded => Diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error);
}

/// <summary>
/// Brings a modules' directory to what a Puppetfile asks for. Everything is fetched into the store before the
/// first
/// module is touched; then each module is replaced in one step.
/// </summary>
public sealed class ModuleInstaller(ModulesSettings settings, HttpClient client)
{
    private readonly ModuleStore store = new(settings.CacheDirectory);

    public InstallResult Install(Puppetfile puppetfile)
    {
        var lockPath = Path.Combine(puppetfile.Directory, ModuleLock.FileName);
        var known = File.Exists(lockPath)
            ? ModuleLock.Read(new SourceFile(lockPath, File.ReadAllText(lockPath)))
            : ModuleLock.Empty;
        var directory = new ModuleDirectory(Path.Combine(puppetfile.Directory, puppetfile.ModuleDirectory));
        var diagnostics = new List<Diagnostic>();
        var plan = new List<(PuppetfileModule Module, LockedModule Locked)>();
        foreach (var module in Wanted(puppetfile))
        {
            if (
                Resolved(module, known.Find(module.Name.Name), puppetfile, directory, diagnostics) is
                { } locked
            )
            {
                plan.Add((module, locked));
            }
        }
        if (diagnostics.Count > 0)
        {
            return new([], [], [], [.. diagnostics]);
        }
        var result = Apply(plan, puppetfile, directory);
        var text = new ModuleLock([.. plan.Select(step => step.Locked)]).Print();
        if (!File.Exists(lockPath) || File.ReadAllText(lockPath) != text)
        {
            AtomicFile.Write(lockPath, text);
        }
        // Reading the metadata of all modules costs more than everything else: only when something changed.
        return result.Installed.IsEmpty && result.Removed.IsEmpty
            ? result
            : result with
            {
                Diagnostics = DependencyCheck.Of(plan.Select(step => step.Module), directory),
            };
    }

    private InstallResult Apply(
        List<(PuppetfileModule Module, LockedModule Locked)> plan,
        Puppetfile puppetfile,
        ModuleDirectory directory
    )
    {
        var installed = ImmutableArray.CreateBuilder<string>();
        var unchanged = ImmutableArray.CreateBuilder<string>();
        foreach (var (module, locked) in plan)
        {
            var name = module.Name.Name;
            var content = locked.Digest ?? Path.Combine(puppetfile.Directory, locked.Url);
            if (
                locked.Digest is null && IsInPlace(content, directory.PathOf(name))
                || directory.Has(name, content)
            )
            {
                unchanged.Add(name);
                continue;
            }
            if (locked.Digest is null)
            {
                directory.Link(name, content);
            }
            else
            {
                directory.Copy(name, locked.Digest, store);
            }
            installed.Add(name);
        }
        var removed = directory
            .Installed.Except(plan.Select(step => step.Module.Name.Name))
            .ToImmutableArray();
        foreach (var name in removed)
        {
            directory.Remove(name);
        }
        directory.Save();
        return new(installed.ToImmutable(), removed, unchanged.ToImmutable(), []);
    }

    private static IEnumerable<PuppetfileModule> Wanted(Puppetfile puppetfile)
    {
        var own = puppetfile.Metadata is null ? null : ModuleMetadata.Of(puppetfile.Directory);
        var dependencies = (own?.Dependencies ?? [])
            .Where(needed => puppetfile.Modules.All(module => module.Name.Name != needed.Name.Name))
            .Select(needed => new PuppetfileModule(
                needed.Name,
                new ForgeSource(needed.Name, needed.Versions),
                puppetfile.Metadata!.Value
            ));
        return puppetfile.Modules.Concat(dependencies);
    }

    /// <summary>What the module is locked to, fetched into the store; null after telling why not.</summary>
    private LockedModule? Resolved(
        PuppetfileModule module,
        LockedModule? known,
        Puppetfile puppetfile,
        ModuleDirectory directory,
        List<Diagnostic> diagnostics
    )
    {
        try
        {
            if (module.Source is PathSource path)
            {
                return OfPath(module, path, puppetfile, directory, diagnostics);
            }
            if (directory.IsTaken(module.Name.Name))
            {
                var taken = directory.PathOf(module.Name.Name);
                diagnostics.Add(ModulesDiagnostics.DirectoryTaken(module.Place, module.Name.Name, taken));
                return null;
            }
            return module.Source is GitSource git
                ? OfGit(module, git, known)
                : OfForge(module, known, puppetfile);
        }
        catch (DigestMismatchException failure)
        {
            diagnostics.Add(ModulesDiagnostics.DigestMismatch(module.Name.Name, failure.Wanted, failure.Got));
        }
        catch (Exception failure)
            when (failure is ModulesException or IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(ModulesDiagnostics.FetchFailed(module.Place, module.Name.Slug, failure.Message));
        }
        return null;
    }

    private static LockedModule? OfPath(
        PuppetfileModule module,
        PathSource source,
        Puppetfile puppetfile,
        ModuleDirectory directory,
        List<Diagnostic> diagnostics
    )
    {
        var name = module.Name.Name;
        var shown = source.Path ?? Path.Combine(puppetfile.ModuleDirectory, name);
        var path = Path.GetFullPath(Path.Combine(puppetfile.Directory, shown));
        if (!Directory.Exists(path))
        {
            diagnostics.Add(ModulesDiagnostics.MissingDirectory(module.Place, shown));
            return null;
        }
        if (!IsInPlace(path, directory.PathOf(name)) && directory.IsTaken(name))
        {
            diagnostics.Add(ModulesDiagnostics.DirectoryTaken(module.Place, name, directory.PathOf(name)));
            return null;
        }
        return new LockedModule(name, "path", null, null, shown, null, null);
    }

    private static bool IsInPlace(string path, string target) =>
        Path.GetFullPath(path) == Path.GetFullPath(target);

    private LockedModule OfGit(PuppetfileModule module, GitSource source, LockedModule? known)
    {
        var asked =
            (source.Reference ?? "HEAD") + (source.Subdirectory.Length > 0 ? ":" + source.Subdirectory : "");
        if (
            !settings.Updates
            && known is { Source: "git" }
            && known.Url == source.Url
            && known.Asked == asked
        )
        {
            if (known.Digest is { } digest && !store.Has(digest))
            {
                Expect(digest, ExportTo(source, known.Version!));
            }
            return known;
        }
        var repository = new GitRepository(source.Url, settings.CacheDirectory);
        var commit = repository.Resolve(source.Reference);
        return new LockedModule(
            module.Name.Name,
            "git",
            asked,
            commit,
            source.Url,
            null,
            ExportTo(source, commit)
        );
    }

    private string ExportTo(GitSource source, string commit) =>
        store.Add(target =>
            new GitRepository(source.Url, settings.CacheDirectory).Export(commit, source.Subdirectory, target)
        );

    private LockedModule OfForge(PuppetfileModule module, LockedModule? known, Puppetfile puppetfile)
    {
        var source = (ForgeSource)module.Source;
        var asked = $"{source.Name.Slug} {source.Versions}".TrimEnd();
        var address = puppetfile.Forge is { } named ? new Uri(named) : settings.Forge;
        var forge = address is null
            ? throw new ModulesException("no Forge is configured; name one with `forge` in the Puppetfile")
            : new ForgeClient(address, client);
        if (!settings.Updates && known is { Source: "forge" } && known.Asked == asked)
        {
            if (known.Digest is { } digest && !store.Has(digest))
            {
                Expect(digest, store.Add(target => forge.Download(known.Url, known.Sha256, target)));
            }
            return known;
        }
        var releases = forge.Releases(source.Name);
        var version =
            source.Versions.Highest(releases.Select(release => release.Version))
            ?? throw new ModulesException(
                $"no release of {source.Name.Slug} is in the range `{source.Versions}`"
            );
        var chosen = releases.First(release => release.Version == version);
        var sha256 = "";
        var tree = store.Add(target => sha256 = forge.Download(chosen.Url, chosen.Sha256, target));
        return new LockedModule(module.Name.Name, "forge", asked, $"{version}", chosen.Url, sha256, tree);
    }

    private static void Expect(string wanted, string got)
    {
        if (wanted != got)
        {
            throw new DigestMismatchException(wanted, got);
        }
    }
}
