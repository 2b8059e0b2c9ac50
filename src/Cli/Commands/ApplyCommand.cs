using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// <c>bunraku apply</c>: compiles a manifest and converges this machine, with Puppet's options.
/// </summary>
internal sealed class ApplyCommand() : CliCommand("apply")
{
    private readonly Argument<string?> manifest = new("MANIFEST")
    {
        Description = "A manifest, a folder of them, an environment or a site; `-` is standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> execute = new("--execute", "-e")
    {
        Description = "Code to apply instead of a manifest.",
        HelpName = "CODE",
    };

    private readonly Option<bool> noop = new("--noop") { Description = "Only compare: nothing is changed." };

    private readonly Option<bool> showDiff = new("--show_diff", "--show-diff")
    {
        Description = "Show how files differ.",
    };

    private readonly Option<bool> detailed = new("--detailed-exitcodes")
    {
        Description = "End with 2 when something changed, 4 when something failed, 6 for both.",
    };

    private readonly Option<string?> tags = new("--tags")
    {
        Description = "Only resources with one of these tags.",
        HelpName = "TAG,TAG",
    };

    private readonly Option<string?> skipTags = new("--skip_tags", "--skip-tags")
    {
        Description = "No resource with one of these tags.",
        HelpName = "TAG,TAG",
    };

    private readonly Option<string?> node = new("--certname", "--node")
    {
        Description = "The node's name (default: this machine's).",
        HelpName = "NAME",
    };

    private readonly Option<string[]> facts = new("--fact")
    {
        Description = "A further fact.",
        HelpName = "NAME=VALUE",
    };

    private readonly LogOptions logging = new("apply");

    private readonly Option<bool> rubyProviders = new("--ruby-providers")
    {
        Description = "Use modules' own types and providers in Ruby even where they are built in.",
    };

    private readonly Option<bool> test = new("--test", "-t")
    {
        Description = "The same as `--verbose --detailed-exitcodes --show_diff`.",
    };

    private readonly Option<bool> summarize = new("--summarize")
    {
        Description = "Show the figures of the run at its end.",
    };

    private readonly Option<string?> logdest = new("--logdest", "-l")
    {
        Description = "Where the log goes: `console`, `syslog`, files by their full paths (.json, .jsonl).",
        HelpName = "WHERE,WHERE",
    };

    private readonly Option<string?> catalogFile = new("--catalog", "-c")
    {
        Description = "A catalog in JSON to apply instead of a manifest; `-` is standard input.",
        HelpName = "FILE",
    };

    private readonly Option<bool> loadsClasses = new("--loadclasses", "-L")
    {
        Description = "Include the classes that the class file names.",
    };

    private readonly Option<bool> savesCatalog = new("--write-catalog-summary", "--write_catalog_summary")
    {
        Description = "Write the catalog's classes and resources to classes.txt and resources.txt.",
    };

    private readonly Option<bool> graph = new("--graph")
    {
        Description = "Draw the catalog (Graphviz) into the folder `graphs` of what runs remember.",
    };

    private readonly Option<bool> ignoresSchedules = new("--ignoreschedules")
    {
        Description = "Manage resources whatever their schedules say.",
    };

    private readonly Option<string?> root = new("--root")
    {
        Description = "Converge the system below a folder instead of this machine.",
        HelpName = "DIR",
    };

    private readonly Option<bool> drift = new("--corrective")
    {
        Description = "Tell changes that correct a drift from those a new manifest makes.",
        DefaultValueFactory = _ => true,
    };

    private readonly Option<bool> parallel = new("--parallel")
    {
        Description = "Deal with several files and commands at once, where nothing orders them.",
    };

    private readonly TargetOptions targets = new();

    private readonly Option<string?> environmentPath = new("--environmentpath")
    {
        Description = "The folder of environments, for what the named one has beside the manifest.",
        HelpName = "DIR",
    };

    private readonly Option<string?> baseModulePath = new("--basemodulepath")
    {
        Description = "Folders of modules that are searched last.",
        HelpName = "PATH",
    };

    private readonly Option<bool> referenceExitCodes = new("--reference-exitcodes")
    {
        Description = "End with 0 although resources failed, as the reference does.",
        Hidden = true,
    };

    private readonly RunFileOptions files = new();

    public override Command Define(Terminal terminal)
    {
        var code = new CodeOptions();
        var command = new Command(Name, "Converge this machine to what a manifest says.")
        {
            manifest,
            execute,
            noop,
            showDiff,
            detailed,
            tags,
            skipTags,
            node,
            facts,
            rubyProviders,
            test,
            summarize,
            logdest,
            catalogFile,
            loadsClasses,
            savesCatalog,
            graph,
            ignoresSchedules,
            root,
            drift,
            parallel,
            environmentPath,
            baseModulePath,
            referenceExitCodes,
        };
        logging.AddTo(command);
        code.AddTo(command);
        files.AddTo(command);
        targets.AddTo(command);
        Act(command, (parsed, cancellation) => Task.FromResult(Run(parsed, code, terminal, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CodeOptions code, Terminal terminal, CancellationToken cancellation)
    {
        if (targets.Names(parsed) is { Length: > 0 } names)
        {
            return RunThere(parsed, code, terminal, names, cancellation);
        }
        var clock = Stopwatch.StartNew();
        using var log = new LogDestinations(parsed.GetValue(logdest), Least(parsed), terminal);
        using var target = ApplyTarget.Open(parsed.GetValue(root), cancellation);
        var machine = new MachineFacts(target.Host, GivenFacts.Read(parsed.GetValue(facts) ?? []), terminal)
        {
            Output = terminal.Programs,
        };
        var values = machine.Values;
        var name = parsed.GetValue(node) ?? machine.NodeName;
        var runFiles = files.Read(parsed, remembers: target.IsThisMachine);
        target.BucketFolder = files.BucketFolder(parsed) ?? target.BucketFolder;
        var given = parsed.GetValue(catalogFile) is null ? CodeOf(parsed) : "";
        var request = WithKnownClasses(parsed, Request(parsed, code, name, values, given), runFiles);
        machine.Modules = request.Environment.Modules;
        if (Catalog(parsed, code, request, terminal, log) is not { } catalog)
        {
            return ExitCode.Failure;
        }
        if (parsed.GetValue(catalogFile) is null)
        {
            Tell(
                log,
                FormattableString.Invariant(
                    $"Compiled catalog for {name} in environment {request.Environment.Name} in {clock.Elapsed.TotalSeconds:0.00} seconds"
                )
            );
        }
        var report = new ApplyRun
        {
            Files = runFiles,
            Modules = request.Environment.Modules,
            Facts = new Facts(name, values),
            HostWith = target.With,
            Terminal = terminal,
            Log = log,
            Output = terminal.Programs,
            Settings = Settings(parsed, name, cancellation),
            TakesRubyProviders = parsed.GetValue(rubyProviders),
            DrawsGraphs = parsed.GetValue(graph),
            SavesCatalog = parsed.GetValue(savesCatalog),
            FindsDrift = parsed.GetValue(drift) && runFiles.TransactionStore is not null,
        }.Run(DeferredValues.Resolve(request, catalog), clock.Elapsed);
        if (report is not null && parsed.GetValue(summarize))
        {
            terminal.Out.Write(ReportSummary.Text(report, DateTimeOffset.Now));
        }
        return report is null or { IsRefused: true } ? ExitCode.Failure
            : cancellation.IsCancellationRequested ? ExitCode.Interrupted
            : parsed.GetValue(detailed) || parsed.GetValue(test) ? report.DetailedExitCode
            : parsed.GetValue(referenceExitCodes) ? ExitCode.Success
            : report.Status == "failed" && !parsed.GetValue(noop) ? ExitCode.Failure
            : ExitCode.Success;
    }

    private int RunThere(
        ParseResult parsed,
        CodeOptions code,
        Terminal terminal,
        string[] names,
        CancellationToken cancellation
    )
    {
        if (Here(parsed) is { } option)
        {
            throw new DiagnosticException(CliDiagnostics.TargetWithout(option));
        }
        var given = GivenFacts.Read(parsed.GetValue(facts) ?? []);
        var text = CodeOf(parsed);
        var exitCode = new RemoteRuns
        {
            Terminal = terminal,
            HostOf = name => targets.Host(parsed, name, cancellation),
            RequestFor = values =>
            {
                values = HashValue.Of(values.Pairs.Concat(given.Pairs));
                var name = parsed.GetValue(node) ?? CompileCommand.NodeNameOf(values);
                return Request(parsed, code, name, values, text);
            },
            OnCompiled = (request, result) => code.SaveExported(parsed, request.NodeName, result),
            Program = targets.Program(parsed),
            Options = RemoteOptions(parsed),
            Concurrency = targets.Concurrency(parsed),
        }.Run(names, cancellation);
        return parsed.GetValue(detailed) || parsed.GetValue(test) || exitCode == ExitCode.Failure ? exitCode
            : (exitCode & 4) != 0 && !parsed.GetValue(noop) ? ExitCode.Failure
            : ExitCode.Success;
    }

    /// <summary>An option that was given and has no meaning on other machines.</summary>
    private string? Here(ParseResult parsed) =>
        parsed.GetValue(root) is not null ? root.Name
        : parsed.GetValue(catalogFile) is not null ? catalogFile.Name
        : parsed.GetValue(logdest) is not null ? logdest.Name
        : parsed.GetValue(loadsClasses) ? loadsClasses.Name
        : parsed.GetValue(savesCatalog) ? savesCatalog.Name
        : parsed.GetValue(summarize) ? summarize.Name
        : null;

    private ImmutableArray<string> RemoteOptions(ParseResult parsed)
    {
        var settings = Settings(parsed, "", CancellationToken.None);
        return
        [
            .. settings.IsNoop ? ["--noop"] : (string[])[],
            .. settings.IgnoresSchedules ? ["--ignoreschedules"] : (string[])[],
            .. parsed.GetValue(parallel) ? ["--parallel"] : (string[])[],
            .. parsed.GetValue(rubyProviders) ? ["--ruby-providers"] : (string[])[],
            .. parsed.GetValue(graph) ? ["--graph"] : (string[])[],
            .. settings.ShowsDiff ? ["--show_diff"] : (string[])[],
            .. settings.Tags.IsEmpty ? [] : (string[])["--tags", string.Join(',', settings.Tags)],
            .. settings.SkipTags.IsEmpty
                ? []
                : (string[])["--skip_tags", string.Join(',', settings.SkipTags)],
            "--level",
            LogLevels.NameOf(settings.LeastLevel),
        ];
    }

    private CompileRequest Request(
        ParseResult parsed,
        CodeOptions code,
        string name,
        HashValue values,
        string? given
    ) =>
        code.Request(
            parsed,
            parsed.GetValue(manifest) ?? ".",
            name,
            values,
            given,
            parsed.GetValue(environmentPath),
            parsed.GetValue(baseModulePath)
        );

    private CompileRequest WithKnownClasses(ParseResult parsed, CompileRequest request, RunFiles runFiles)
    {
        if (!parsed.GetValue(loadsClasses) || runFiles.Classes is not { } path || !File.Exists(path))
        {
            return request;
        }
        var classes = File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return request with
        {
            Classes =
            [
                .. request.Classes,
                .. classes
                    .Where(known => known != "settings")
                    .Select(known => KeyValuePair.Create(known, HashValue.Empty)),
            ],
        };
    }

    /// <summary>Compiled, or read from a file; null when it could not be, which is told.</summary>
    private Catalog? Catalog(
        ParseResult parsed,
        CodeOptions code,
        CompileRequest request,
        Terminal terminal,
        LogDestinations log
    )
    {
        if (parsed.GetValue(catalogFile) is { } path)
        {
            return GivenCatalog.Read(path, request);
        }
        var result = CatalogCompiler.Compile(request with { Output = terminal.Programs });
        CompileLog.Show(
            result,
            terminal,
            (level, source, message) => Tell(log, message, level, source),
            log.Least
        );
        code.SaveExported(parsed, request.NodeName, result);
        return result.Catalog;
    }

    private static void Tell(
        LogDestinations log,
        string message,
        LogLevel level = LogLevel.Notice,
        string source = "Puppet"
    ) => log.Write(new Log(DateTimeOffset.Now, level, source, message) { Tags = [LogLevels.NameOf(level)] });

    private TransactionSettings Settings(ParseResult parsed, string node, CancellationToken cancellation) =>
        new()
        {
            IsNoop = parsed.GetValue(noop),
            ShowsDiff = parsed.GetValue(showDiff) || parsed.GetValue(test),
            Tags = List(parsed.GetValue(tags)),
            SkipTags = List(parsed.GetValue(skipTags)),
            IgnoresSchedules = parsed.GetValue(ignoresSchedules),
            NodeName = node,
            TransactionUuid = Guid.NewGuid().ToString(),
            CatalogUuid = Guid.NewGuid().ToString(),
            Cancellation = cancellation,
            MostAtOnce = parsed.GetValue(parallel) ? ApplyRun.MostAtOnce : 1,
            LeastLevel = Least(parsed),
        };

    private LogLevel Least(ParseResult parsed) => logging.Least(parsed, isVerbose: parsed.GetValue(test));

    private string? CodeOf(ParseResult parsed) =>
        parsed.GetValue(execute) ?? (parsed.GetValue(manifest) == "-" ? Console.In.ReadToEnd() : null);

    private static ImmutableArray<string> List(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
