using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Apply;
using Bunraku.Images;
using Bunraku.Model;
using Bunraku.Oci;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>bunraku build</c>: container images from a site.</summary>
internal sealed class BuildCommand() : CliCommand("build")
{
    private readonly Argument<string[]> targets = new("SITE [IMAGE...]")
    {
        Description =
            "The folder with bunraku.yaml (default: this one), and names of images to build (default: all).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> roles = new("--role")
    {
        Description = "Only images whose fact `role` has this value.",
        HelpName = "ROLE",
    };

    private readonly Option<bool> all = new("--all") { Description = "All images of the site; the default." };

    private readonly Option<string[]> facts = new("--fact")
    {
        Description =
            "A fact for every image, stronger than those of the site file and of FACTER_NAME variables.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string?> hiera = new("--hiera-config")
    {
        Description = "Another Hiera configuration than the site file names.",
        HelpName = "FILE",
    };

    private readonly Option<bool> noCache = new("--no-cache") { Description = "Make every layer anew." };

    private readonly Option<bool> pull = new("--pull") { Description = "Look for newer bases." };

    private readonly Option<bool> push = new("--push")
    {
        Description = "Push each image to the registry its name names.",
    };

    private readonly Option<string[]> outputs = new("--output", "-o")
    {
        Description = "Also write the image to oci:DIR, docker-archive:FILE or rootfs:DIR.",
        HelpName = "PLACE",
    };

    private readonly Option<bool> insecure = new("--insecure")
    {
        Description = "Speak plain HTTP to registries that are not on this machine.",
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Events as JSON, one on a line, on standard output.",
    };

    public override Command Define(Terminal terminal)
    {
        var command = new Command(Name, "Build container images from a site's Puppet code.")
        {
            targets,
            roles,
            all,
            facts,
            hiera,
            noCache,
            pull,
            push,
            outputs,
            insecure,
            json,
        };
        Act(command, (parsed, cancellation) => RunAsync(parsed, terminal, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var (folder, names) = Targets(parsed.GetValue(targets) ?? []);
        var site = ReadSite(folder, parsed.GetValue(hiera), terminal);
        var chosen = Choose(site, names, parsed.GetValue(roles) ?? []);
        var progress = parsed.GetValue(json)
            ? (IBuildProgress)new JsonProgress(terminal.Out)
            : new LineProgress(terminal);
        using var registries = new RegistryClient(
            new RegistrySettings { Insecure = parsed.GetValue(insecure) }
        );
        var store = ImageLayout.OpenOrCreate(Folders.Data);
        var cache = BuildCache.Open(Folders.Cache);
        SiteModules.Install(site, terminal);
        var code = new SiteCode(site);
        var settings = new BuildSettings(SourceDate.Latest, GivenFacts.Read(parsed.GetValue(facts) ?? []))
        {
            IgnoresCache = parsed.GetValue(noCache) && PrivateMounts.IsInside,
            Revision = GitRevision.Of(site.Directory),
        };
        var bases = new BaseImages(
            store,
            cache,
            new BaseSettings(settings.Latest, parsed.GetValue(pull) && !PrivateMounts.IsInside, registries)
        )
        {
            OnStart = what => progress.Show(new BaseStarted("", what)),
        };
        // First with what is in the cache alone: a build with nothing to do needs no namespaces. Only when a
        // layer is missing does the command start itself again where it may mount.
        var maker = PrivateMounts.IsInside ? new LayerMaker(store, cache, settings.Latest) : null;
        var quiet = maker is null;
        var builder = new ImageBuilder(store, cache, code, bases, settings, maker)
        {
            OnEvent = quiet ? _ => { } : progress.Show,
        };
        var built = new List<BuiltImage>();
        foreach (var image in chosen)
        {
            var needsMaking = quiet && parsed.GetValue(noCache);
            if (
                needsMaking
                || await builder.BuildAsync(image, cancellation).ConfigureAwait(false) is not { } done
            )
            {
                return PrivateMounts.Run([.. Environment.GetCommandLineArgs().Skip(1)], cancellation);
            }
            built.Add(done);
        }
        progress.Finish(built);
        await DeliverAsync(built, store, registries, parsed, terminal, cancellation).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static (string Folder, string[] Names) Targets(string[] words) =>
        words.Length > 0
        && (Directory.Exists(words[0]) || words[0].StartsWith('.') || words[0].StartsWith('/'))
            ? (words[0], words[1..])
            : (".", words);

    private static SiteFile ReadSite(string folder, string? hiera, Terminal terminal)
    {
        var (site, diagnostics) = SiteFileReader.Read(folder);
        if (site is null)
        {
            throw new DiagnosticException(diagnostics);
        }
        terminal.Show(diagnostics);
        if (hiera is null)
        {
            return site;
        }
        var path = Path.GetFullPath(Path.Combine(site.Directory, hiera));
        path = File.Exists(path) ? path : Path.GetFullPath(hiera);
        return File.Exists(path)
            ? site with
            {
                Hiera = path,
            }
            : throw new DiagnosticException(CliDiagnostics.NoSuchFile(hiera));
    }

    private static ImmutableArray<ImageDefinition> Choose(SiteFile site, string[] names, string[] roles)
    {
        foreach (var name in names.Where(name => !site.Images.Any(image => image.Name == name)))
        {
            throw new DiagnosticException(
                CliDiagnostics.UnknownImage(name, site.Images.Select(image => image.Name))
            );
        }
        var known = site.Images.Select(RoleOf).OfType<string>().Distinct().ToList();
        foreach (var role in roles.Except(known))
        {
            throw new DiagnosticException(CliDiagnostics.UnknownRole(role, known));
        }
        return
        [
            .. site.Images.Where(image =>
                (names.Length == 0 || names.Contains(image.Name))
                && (roles.Length == 0 || roles.Contains(RoleOf(image)))
            ),
        ];
    }

    private static string? RoleOf(ImageDefinition image) => image.Facts.Find("role")?.ToString();

    private async Task DeliverAsync(
        List<BuiltImage> built,
        ImageLayout store,
        RegistryClient registries,
        ParseResult parsed,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        foreach (var image in built)
        {
            var name = Reference.Parse(image.Name);
            var descriptor = store.Resolve(name);
            foreach (var place in parsed.GetValue(outputs) ?? [])
            {
                await Delivery
                    .WriteAsync(store, descriptor, name, place, registries, terminal, cancellation)
                    .ConfigureAwait(false);
            }
            if (parsed.GetValue(push))
            {
                await Delivery
                    .WriteAsync(store, descriptor, name, image.Name, registries, terminal, cancellation)
                    .ConfigureAwait(false);
            }
        }
    }
}
