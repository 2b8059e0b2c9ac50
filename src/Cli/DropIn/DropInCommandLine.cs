using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// The command lines of <c>puppet</c>, <c>facter</c> and <c>hiera</c>: answered here, or said in words of
/// ours.
/// </summary>
internal static class DropInCommandLine
{
    private const string PuppetVersion = "7.23.0";
    private const string FacterVersion = "4.3.0";
    private const string HieraVersion = "3.10.0";

    /// <summary>The words our parser takes, or null and an exit code when all is done.</summary>
    public static IReadOnlyList<string>? Translate(
        string name,
        IReadOnlyList<string> words,
        Terminal terminal,
        out int exitCode
    )
    {
        exitCode = ExitCode.Success;
        if (
            words is ["--version" or "-V" or "-v" or "version", ..]
            || (name == "puppet" && AsksForVersion(words))
        )
        {
            terminal.Out.WriteLine(
                name switch
                {
                    "puppet" => PuppetVersion,
                    "facter" => FacterVersion,
                    _ => HieraVersion,
                }
            );
            return null;
        }
        return name switch
        {
            "facter" => words is ["help", ..] ? ["facts", "--help"] : ["facts", .. words],
            "hiera" => HieraWords.Translate(words),
            _ => Puppet(words, terminal, ref exitCode),
        };
    }

    /// <summary>Every subcommand tells the version, too; a word behind an option may be its value.</summary>
    private static bool AsksForVersion(IReadOnlyList<string> words) =>
        words is [_, "--version" or "-V", ..] or [_, .., "--version"];

    private static IReadOnlyList<string>? Puppet(
        IReadOnlyList<string> all,
        Terminal terminal,
        ref int exitCode
    )
    {
        var at = all.TakeWhile(word => word.StartsWith('-')).Count();
        if (all.Count == 0)
        {
            terminal.Out.WriteLine("See 'puppet help' for help on available puppet subcommands");
            return null;
        }
        var command = at < all.Count ? all[at] : "help";
        if (AskedFor(command, [.. all.Skip(at + 1)]) is { } page)
        {
            var ours = HelpOf(page, all.Contains("dump"));
            terminal.Out.Write(ours is null ? Help + "\n" : "");
            return ours;
        }
        var words = PuppetWords.Read(
            [.. all.Take(at), .. all.Skip(at + 1)],
            command == "apply" ? PuppetApply.IsOwn : _ => false
        );
        if (words.Settings.Set("configprint") is { Length: > 0 } names)
        {
            PuppetConfig.Print(words.Settings, [.. names.Split(',')], form: null, terminal);
            return null;
        }
        if (LogLevels.Parse(words.Settings["log_level"]) is null)
        {
            throw new DiagnosticException(
                CliDiagnostics.BadCommandLine(command, $"Invalid loglevel {words.Settings["log_level"]}")
            );
        }
        return Subcommand(command, words, terminal, ref exitCode);
    }

    /// <summary>A subcommand in our words; null when it was answered here.</summary>
    private static IReadOnlyList<string>? Subcommand(
        string command,
        PuppetWords words,
        Terminal terminal,
        ref int exitCode
    )
    {
        switch (command)
        {
            case "apply":
                return [.. PuppetApply.Translate(words, terminal)];
            case "resource":
                words.TakeFlag("--trace");
                return
                [
                    "resource",
                    .. words.Own,
                    .. words.Settings.IsOn("noop") ? (string[])["--noop"] : [],
                    "--modulepath",
                    words.Settings["modulepath"],
                    "--log_level",
                    words.Settings["log_level"],
                ];
            case "facts":
                return PuppetFacts(words);
            case "lookup":
                return PuppetLookup(words);
            case "parser" when words.Own is ["validate", .. var files]:
                return ["validate", "--quiet", .. files];
            case "parser" when words.Own is ["dump", .. var files]:
                return ["parse", .. files];
            case "epp" when words.Own is ["validate", .. var files]:
                return ["validate", "--quiet", "--epp", .. files];
            case "epp" when words.Own is ["dump", .. var files]:
                return ["parse", "--epp", .. files];
            case "epp" when words.Own is ["render", ..]:
                exitCode = PuppetTemplates.Render(words, terminal);
                return null;
            case "config":
                exitCode = PuppetConfig.Run(words, terminal);
                return null;
            case "module":
                exitCode = PuppetModules.List(words, terminal);
                return null;
            case "describe":
                return PuppetDescribe(words);
            case "catalog" when words.Own is ["compile", .. var rest]:
                return PuppetCatalog(words, rest);
            case "help" or "--help" or "-h":
                terminal.Out.WriteLine(Help);
                return null;
            default:
                throw new DiagnosticException(
                    NotTaken.Contains(command)
                        ? CliDiagnostics.SubcommandNotTaken(command)
                        : CliDiagnostics.UnknownCommand(command, Commands)
                );
        }
    }

    /// <summary>The subcommand whose help is asked for, in either way; null when none is.</summary>
    private static string? AskedFor(string command, IReadOnlyList<string> rest) =>
        command == "help" && rest.Count > 0 ? rest[0]
        : rest.Contains("--help") || rest.Contains("-h") ? command
        : null;

    /// <summary>Our command's own page; null where there is none but the list of all.</summary>
    private static IReadOnlyList<string>? HelpOf(string command, bool isDump) =>
        command switch
        {
            "apply" or "resource" or "facts" or "lookup" => [command, "--help"],
            "parser" => [isDump ? "parse" : "validate", "--help"],
            "describe" => ["types", "--help"],
            "catalog" => ["compile", "--help"],
            _ => null,
        };

    private static IReadOnlyList<string> PuppetDescribe(PuppetWords words)
    {
        words.TakeFlag("--short", "-s", "--providers", "-p", "--meta", "-m", "--list", "-l");
        return ["types", .. words.Arguments("describe")];
    }

    private static IReadOnlyList<string> PuppetCatalog(PuppetWords words, IReadOnlyList<string> names)
    {
        var settings = words.Settings;
        var folder = Path.Combine(settings["environmentpath"], settings["environment"]);
        words.Own.Clear();
        words.Own.AddRange(names);
        words.Take("--render-as", "--render_as");
        var node = words.Arguments("catalog compile") is [var name, ..] ? name : settings["certname"];
        return
        [
            "compile",
            settings.Set("manifest") ?? (Directory.Exists(folder) ? folder : "/dev/null"),
            "--node",
            node,
            .. settings.Set("modulepath") is { } path ? (string[])["--modulepath", path] : [],
            .. Strictness(settings),
        ];
    }

    /// <summary>How grave doubtful code and data are: in the reference they are warned of at first.</summary>
    private static IEnumerable<string> Strictness(PuppetSettings settings) =>
        [
            "--strict",
            settings["strict"],
            .. settings.IsOn("strict_variables") ? (string[])["--strict_variables"] : [],
        ];

    /// <summary>JSON for people, unless another form is asked for.</summary>
    private static IReadOnlyList<string> PuppetFacts(PuppetWords words)
    {
        var form = words.Take("--render-as", "--render_as") ?? "console";
        // Facts are all found natively: there is nothing that these could tell.
        words.TakeFlag("--verbose", "-v", "--trace");
        var own = words.Own.ToList();
        if (own is ["show" or "find", ..])
        {
            own.RemoveAt(0);
        }
        return ["facts", .. own, "--render-as", form];
    }

    private static IReadOnlyList<string> PuppetLookup(PuppetWords words)
    {
        var settings = words.Settings;
        var options = new List<string> { "lookup", "--environment", settings["environment"] };
        options.AddRange(Strictness(settings));
        if (Directory.Exists(Path.Combine(settings["environmentpath"], settings["environment"])))
        {
            options.AddRange(["--environmentpath", settings["environmentpath"]]);
        }
        if (settings.Set("modulepath") is { } modules)
        {
            options.AddRange(["--modulepath", modules]);
        }
        if (settings.Set("hiera_config") is not null || File.Exists(settings["hiera_config"]))
        {
            options.AddRange(["--hiera_config", settings["hiera_config"]]);
        }
        return [.. options, .. words.Own];
    }

    /// <summary>What the reference has beside, for its servers and its own development.</summary>
    private static readonly string[] NotTaken =
    [
        "agent",
        "device",
        "doc",
        "filebucket",
        "generate",
        "node",
        "plugin",
        "report",
        "script",
        "ssl",
    ];

    private static readonly string[] Commands =
    [
        "apply",
        "catalog",
        "config",
        "describe",
        "epp",
        "facts",
        "help",
        "lookup",
        "module",
        "parser",
        "resource",
    ];

    private const string Help = """
        Usage: puppet <subcommand> [options] <action> [options]

        Available subcommands:

          apply             Apply Puppet manifests locally
          catalog           Work with catalogs: compile
          config            Interact with Puppet's settings: print, set, delete
          describe          Explain resource types
          epp               Work with EPP templates: render, validate, dump
          facts             Show facts
          lookup            Look up data in Hiera
          module            The modules there are: list
          parser            Work with manifests: validate, dump
          resource          Read and write resources
        """;
}
