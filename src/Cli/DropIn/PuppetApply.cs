using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>puppet apply</c> in words of ours.</summary>
internal static class PuppetApply
{
    /// <summary>Settings that our command has as options of the same name.</summary>
    private static readonly string[] Shared =
    [
        "tags",
        "skip_tags",
        "certname",
        "environment",
        "node_terminus",
        "external_nodes",
        "manifestdir",
        "statedir",
        "publicdir",
        "statefile",
        "transactionstorefile",
        "lastrunreport",
        "lastrunfile",
        "classfile",
        "resourcefile",
        "graphdir",
        "statettl",
        "clientbucketdir",
        "modulepath",
        "hiera_config",
    ];

    private static readonly string[] SharedSwitches =
    [
        "noop",
        "show_diff",
        "ignoreschedules",
        "graph",
        "summarize",
    ];

    public static bool IsOwn(string option) =>
        option is "catalog" or "test" or "verbose" or "debug" or "logdest" or "write_catalog_summary";

    public static IEnumerable<string> Translate(PuppetWords words, Terminal terminal)
    {
        var settings = words.Settings;
        CheckEnvironment(settings);
        var options = new List<string> { "apply", "--reference-exitcodes", "--corrective", "false" };
        Flags(words, options);
        options.AddRange(["--strict", settings["strict"]]);
        foreach (var name in SharedSwitches.Where(settings.IsOn))
        {
            options.Add("--" + name);
        }
        foreach (var name in Shared)
        {
            if (settings.Set(name) is { Length: > 0 } value)
            {
                options.AddRange(["--" + name, value]);
            }
        }
        Places(settings, options);
        Values(words, options);
        var arguments = words.Arguments("apply");
        options.AddRange(arguments.Take(1));
        if (arguments.Count > 1)
        {
            terminal.Log(
                "Warning: Only one file can be applied per run.  Skipping "
                    + string.Join(", ", arguments.Skip(1)),
                isProblem: true
            );
        }
        return arguments.Count == 0 && !options.Contains("-e") && !options.Contains("--catalog")
            ? options.Concat(Input(settings))
            : options;
    }

    /// <summary>Standard input; when it is empty, the manifests of the environment.</summary>
    private static IEnumerable<string> Input(PuppetSettings settings)
    {
        var text = Console.In.ReadToEnd();
        var manifests =
            settings.Set("manifest")
            ?? Path.Combine(settings["environmentpath"], settings["environment"], "manifests");
        return text.Length == 0 && Path.Exists(manifests) ? [manifests] : ["-e", text];
    }

    /// <summary>Only the environment that is there without being made may be missing.</summary>
    private static void CheckEnvironment(PuppetSettings settings)
    {
        var name = settings["environment"];
        var path = settings["environmentpath"];
        if (
            name != "production"
            && !path.Split(':').Any(folder => Directory.Exists(Path.Combine(folder, name)))
        )
        {
            throw new DiagnosticException(CliDiagnostics.UnknownEnvironment(name, path));
        }
    }

    private static void Flags(PuppetWords words, List<string> options)
    {
        (string Ours, string[] Theirs)[] flags =
        [
            ("--test", ["--test", "-t"]),
            ("--debug", ["--debug", "-d"]),
            ("--verbose", ["--verbose", "-v"]),
            ("--detailed-exitcodes", ["--detailed-exitcodes", "--detailed_exitcodes"]),
            ("--loadclasses", ["--loadclasses", "-L"]),
            ("--write-catalog-summary", ["--write-catalog-summary", "--write_catalog_summary"]),
        ];
        foreach (var (ours, theirs) in flags)
        {
            if (words.TakeFlag(theirs))
            {
                options.Add(ours);
            }
        }
        words.TakeFlag("--use-nodes", "--use_nodes");
        options.AddRange(["--log_level", words.Settings["log_level"]]);
    }

    private static void Values(PuppetWords words, List<string> options)
    {
        if (words.Take("--execute", "-e") is { } code)
        {
            options.AddRange(["-e", code]);
        }
        if (words.Take("--catalog", "-c") is { } catalog)
        {
            options.AddRange(["--catalog", catalog]);
        }
        if ((words.Take("--logdest", "-l") ?? words.Settings.Set("logdest")) is { Length: > 0 } log)
        {
            options.AddRange(["--logdest", log]);
        }
    }

    /// <summary>Where environments, data and what runs leave are, if nobody says so.</summary>
    private static void Places(PuppetSettings settings, List<string> options)
    {
        options.AddRange(["--vardir", settings["vardir"]]);
        if (settings.Set("statedir") is null)
        {
            options.AddRange(["--statedir", settings["statedir"]]);
        }
        if (settings.Set("publicdir") is null)
        {
            options.AddRange(["--publicdir", settings["publicdir"]]);
        }
        if (settings["reports"].Split(',').Any(report => report.Trim() == "store"))
        {
            options.AddRange(["--reportdir", settings["reportdir"]]);
        }
        options.AddRange(["--environmentpath", settings["environmentpath"]]);
        options.AddRange(["--basemodulepath", settings["basemodulepath"]]);
        if (settings.Set("hiera_config") is null && File.Exists(settings["hiera_config"]))
        {
            options.AddRange(["--hiera_config", settings["hiera_config"]]);
        }
    }
}
