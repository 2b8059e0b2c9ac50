using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Apply;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Which facts <c>facts</c> finds, with facter's options.</summary>
internal sealed class FactOptions
{
    private readonly Option<string[]> externalFolders = Named("external-dir", "A folder of external facts.");

    private readonly Option<string[]> customFolders = Named(
        "custom-dir",
        "A folder of Ruby files that add facts."
    );

    private readonly Option<bool> noExternal = Flag("no-external-facts", "No external facts.");

    private readonly Option<bool> noCustom = Flag("no-custom-facts", "No facts that Ruby code adds.");

    private readonly Option<bool> noRuby = Flag("no-ruby", "The same as `--no-custom-facts`.");

    private readonly Option<bool> noBlock = Flag("no-block", "Find blocked facts too.");

    private readonly Option<string?> config = new("--config", "--config-file", "-c")
    {
        Description = "The file of settings (default: " + FacterSettings.DefaultPath + ").",
        HelpName = "FILE",
    };

    private readonly Option<bool> puppet = new("--puppet", "-p")
    {
        Description = "Find Puppet's own facts, and those of modules, too.",
    };

    private readonly Option<string?> modulePath = new("--modulepath")
    {
        Description = "Folders of modules whose facts are found, parted by colons.",
        HelpName = "PATH",
    };

    private readonly Option<string[]> given = new("--fact")
    {
        Description = "A further fact.",
        HelpName = "NAME=VALUE",
    };

    public void AddTo(Command command)
    {
        foreach (
            Option option in new Option[]
            {
                externalFolders,
                customFolders,
                noExternal,
                noCustom,
                noRuby,
                noBlock,
                config,
                puppet,
                modulePath,
                given,
            }
        )
        {
            command.Options.Add(option);
        }
    }

    /// <summary>
    /// What can be blocked together: groups, then the files of external facts, which hold no known facts.
    /// </summary>
    public IEnumerable<(string Name, ImmutableArray<string> Facts)> Groups(ParseResult parsed)
    {
        var (settings, _) = FacterSettings.Read(parsed.GetValue(config) ?? FacterSettings.DefaultPath);
        var files = External(parsed, settings)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder))
            .Select(file => Path.GetFileName(file)!)
            .Order(StringComparer.Ordinal)
            .Distinct();
        return settings.Groups.Concat(files.Select(file => (file, ImmutableArray<string>.Empty)));
    }

    /// <summary>
    /// The sources, where <paramref name="isOther"/> tells that the host is not this machine.
    /// </summary>
    public FactSources Sources(ParseResult parsed, Terminal terminal, bool isOther)
    {
        var (settings, problems) = FacterSettings.Read(parsed.GetValue(config) ?? FacterSettings.DefaultPath);
        terminal.Show(problems);
        var wantsExternal = parsed.GetValue(externalFolders) ?? [];
        var wantsCustom = parsed.GetValue(customFolders) ?? [];
        var withoutExternal = parsed.GetValue(noExternal);
        var withoutCustom = parsed.GetValue(noCustom) || parsed.GetValue(noRuby);
        Refuse(withoutExternal && wantsExternal.Length > 0, "--no-external-facts", "--external-dir");
        Refuse(withoutCustom && wantsCustom.Length > 0, "--no-custom-facts", "--custom-dir");
        ImmutableArray<string> modules = [.. FactFolders.ModulesIn(ModulePath(parsed))];
        return new FactSources
        {
            Given = GivenFacts.Read(parsed.GetValue(given) ?? []),
            ExternalFolders =
                withoutExternal || settings.NoExternalFacts
                    ? []
                    :
                    [
                        .. External(parsed, settings),
                        .. isOther ? [] : modules.Select(module => Path.Combine(module, "facts.d")),
                    ],
            CustomFolders =
                withoutCustom || settings.NoCustomFacts
                    ? []
                    :
                    [
                        .. modules.Select(module => Path.Combine(module, "lib/facter")),
                        .. FactFolders.OfEnvironment,
                        .. settings.CustomFolders,
                        .. wantsCustom.Select(Path.GetFullPath),
                    ],
            Libraries = new ModuleLibraries(modules),
            Output = terminal.Programs,
            WithPuppet = parsed.GetValue(puppet),
            Blocked = parsed.GetValue(noBlock) ? [] : settings.Blocked,
        };
    }

    private ImmutableArray<string> External(ParseResult parsed, FacterSettings settings) =>
        parsed.GetValue(externalFolders) is { Length: > 0 } wanted ? [.. wanted.Select(Path.GetFullPath)]
        : settings.ExternalFolders.IsEmpty ? FactFolders.External
        : settings.ExternalFolders;

    private IEnumerable<string> ModulePath(ParseResult parsed) =>
        parsed.GetValue(modulePath) is { } path
            ? path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath)
        : parsed.GetValue(puppet) ? FactFolders.Modules
        : [];

    private static void Refuse(bool isConflict, string one, string other)
    {
        if (isConflict)
        {
            throw new DiagnosticException(CliDiagnostics.OptionsConflict(one, other));
        }
    }

    private static Option<string[]> Named(string name, string description) =>
        new("--" + name, "--" + name.Replace('-', '_')) { Description = description, HelpName = "DIR" };

    private static Option<bool> Flag(string name, string description) =>
        new("--" + name, "--" + name.Replace('-', '_')) { Description = description };
}
