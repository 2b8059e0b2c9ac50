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
        if (words is ["--version"] or ["-V"] or ["-v"] or ["version"])
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
            "facter" => ["facts", .. words],
            "hiera" => HieraWords.Translate(words),
            _ => Puppet(words, terminal, ref exitCode),
        };
    }

    private static IReadOnlyList<string>? Puppet(
        IReadOnlyList<string> all,
        Terminal terminal,
        ref int exitCode
    )
    {
        var at = all.TakeWhile(word => word.StartsWith('-')).Count();
        var command = at < all.Count ? all[at] : "help";
        var words = PuppetWords.Read(
            [.. all.Take(at), .. all.Skip(at + 1)],
            command == "apply" ? PuppetApply.IsOwn : _ => false
        );
        switch (command)
        {
            case "apply":
                return [.. PuppetApply.Translate(words)];
            case "resource":
                return ["resource", .. words.Own, .. words.Settings.IsOn("noop") ? (string[])["--noop"] : []];
            case "facts":
                return PuppetFacts(words);
            case "lookup":
                return PuppetLookup(words);
            case "parser" when words.Own is [var action and ("validate" or "dump"), .. var files]:
                return [action == "dump" ? "parse" : "validate", .. files];
            case "epp" when words.Own is ["validate", .. var files]:
                return ["validate", .. files];
            case "epp" when words.Own is ["render", ..]:
                exitCode = PuppetTemplates.Render(words, terminal);
                return null;
            case "config":
                exitCode = PuppetConfig.Run(words, terminal);
                return null;
            case "module":
                exitCode = PuppetModules.List(words, terminal);
                return null;
            case "help" or "--help" or "-h":
                terminal.Out.WriteLine(Help);
                return null;
            default:
                throw new DiagnosticException(CliDiagnostics.UnknownCommand(command, Commands));
        }
    }

    /// <summary>JSON, unless another form is asked for.</summary>
    private static IReadOnlyList<string> PuppetFacts(PuppetWords words)
    {
        var form = words.Take("--render-as", "--render_as") ?? "json";
        var own = words.Own.ToList();
        if (own is ["show" or "find", ..])
        {
            own.RemoveAt(0);
        }
        return ["facts", .. own, .. form is "json" or "yaml" ? (string[])["--" + form] : []];
    }

    private static IReadOnlyList<string> PuppetLookup(PuppetWords words)
    {
        var settings = words.Settings;
        var options = new List<string> { "lookup", "--environment", settings["environment"] };
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

    private static readonly string[] Commands =
    [
        "apply",
        "config",
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
          config            Interact with Puppet's settings: print, set
          epp               Work with EPP templates: render, validate
          facts             Show facts
          lookup            Look up data in Hiera
          module            The modules there are: list
          parser            Work with manifests: validate, dump
          resource          Read and write resources
        """;
}
