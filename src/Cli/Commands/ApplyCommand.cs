using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Images;
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

    private readonly Option<bool> verbose = new("--verbose", "-v")
    {
        Description = "Show informative messages too.",
    };

    private readonly Option<bool> debug = new("--debug", "-d") { Description = "Show all messages." };

    private readonly Option<bool> rubyProviders = new("--ruby-providers")
    {
        Description = "Use modules' own types and providers in Ruby even where they are built in.",
    };

    /// <summary>The most time that a file from the web may take.</summary>
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromMinutes(10);

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
            verbose,
            debug,
            rubyProviders,
        };
        code.AddTo(command);
        Act(command, (parsed, cancellation) => Task.FromResult(Run(parsed, code, terminal, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CodeOptions code, Terminal terminal, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var bare = new LiveHost(FileSources.None, request => ProcessRunner.Run(request, cancellation));
        var machine = new MachineFacts(bare, GivenFacts.Read(parsed.GetValue(facts) ?? []), terminal);
        var values = machine.Values;
        var name = parsed.GetValue(node) ?? machine.NodeName;
        var request = code.Request(parsed, parsed.GetValue(manifest) ?? ".", name, values, CodeOf(parsed));
        machine.Environment = request.Environment;
        var result = CatalogCompiler.Compile(request);
        CompileLog.Show(result, terminal, terminal.Log);
        if (result.Catalog is null)
        {
            return ExitCode.Failure;
        }
        terminal.Log(
            FormattableString.Invariant(
                $"Notice: Compiled catalog for {name} in environment {request.Environment.Name} in {clock.Elapsed.TotalSeconds:0.00} seconds"
            ),
            isProblem: false
        );
        var ruby = new RubyTypes(
            new ModuleLibraries([.. request.Environment.Modules.Select(module => module.Directory)]),
            bare,
            new Facts(name, values)
        )
        {
            IsForced = parsed.GetValue(rubyProviders),
        };
        var catalog = DeferredValues.Resolve(request, result.Catalog);
        var graph = ResourceGraph.Build(catalog, out var diagnostics, ruby);
        terminal.Show(diagnostics);
        if (diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            return ExitCode.Failure;
        }
        Directory.CreateDirectory(Folders.State);
        using var held = RunLock.TryTake(Path.Combine(Folders.State, "apply.lock"), out var holder);
        if (held is null)
        {
            throw new DiagnosticException(CliDiagnostics.RunInProgress(holder));
        }
        using var sources = new ModuleFileSources(module =>
            request.Environment.FindModule(module)?.Directory
        );
        using var client = new HttpClient { Timeout = LongestTransfer };
        using var host = new LiveHost(
            new WebFileSources(sources, client),
            process => ProcessRunner.Run(process, cancellation)
        )
        {
            BucketFolder = Path.Combine(Folders.State, "clientbucket"),
        };
        var isNoop = parsed.GetValue(noop);
        var report = Transaction.Run(
            graph,
            isNoop ? new ReadOnlyHost(host) : host,
            new Facts(name, values),
            Settings(parsed, terminal, name, cancellation)
        );
        return parsed.GetValue(detailed) ? report.DetailedExitCode
            : report.Status == "failed" && !isNoop ? ExitCode.Failure
            : ExitCode.Success;
    }

    private TransactionSettings Settings(
        ParseResult parsed,
        Terminal terminal,
        string node,
        CancellationToken cancellation
    )
    {
        var least =
            parsed.GetValue(debug) ? LogLevel.Debug
            : parsed.GetValue(verbose) ? LogLevel.Info
            : LogLevel.Notice;
        return new TransactionSettings
        {
            IsNoop = parsed.GetValue(noop),
            ShowsDiff = parsed.GetValue(showDiff),
            Tags = List(parsed.GetValue(tags)),
            SkipTags = List(parsed.GetValue(skipTags)),
            NodeName = node,
            TransactionUuid = Guid.NewGuid().ToString(),
            Cancellation = cancellation,
            OnLog = log =>
            {
                if (log.Level >= least)
                {
                    var text = terminal.Styled(log.ToString(), StyleOf(log.Level));
                    terminal.Log(text, log.Level >= LogLevel.Warning);
                }
            },
        };
    }

    private string? CodeOf(ParseResult parsed) =>
        parsed.GetValue(execute) ?? (parsed.GetValue(manifest) == "-" ? Console.In.ReadToEnd() : null);

    private static ImmutableArray<string> List(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>The reference's colours.</summary>
    private static string StyleOf(LogLevel level) =>
        level switch
        {
            LogLevel.Debug => "0;36",
            LogLevel.Info => "0;32",
            LogLevel.Notice => "0",
            LogLevel.Warning => "1;33",
            _ => "1;31",
        };
}
