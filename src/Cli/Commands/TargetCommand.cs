using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// The far side of <c>apply --target</c>: tells the machine's facts, or applies the catalog that comes in by
/// standard input.
/// </summary>
internal sealed class TargetCommand() : CliCommand(CommandName)
{
    public const string CommandName = "target";

    /// <summary>What the near side says when the run is to end before its time.</summary>
    public static ReadOnlyMemory<byte> EndOfRun { get; } = "end\n"u8.ToArray();

    private readonly Argument<string> action = new("ACTION") { Description = "facts or run" };

    private readonly Option<string> node = new("--certname") { DefaultValueFactory = _ => "localhost" };

    private readonly Option<bool> noop = new("--noop");

    private readonly Option<bool> showDiff = new("--show_diff");

    private readonly Option<string?> tags = new("--tags");

    private readonly Option<string?> skipTags = new("--skip_tags");

    private readonly Option<bool> ignoresSchedules = new("--ignoreschedules");

    private readonly Option<bool> parallel = new("--parallel");

    private readonly Option<bool> rubyProviders = new("--ruby-providers");

    private readonly Option<bool> graph = new("--graph");

    private readonly Option<string> level = new("--level") { DefaultValueFactory = _ => "notice" };

    public override Command Define(Terminal terminal)
    {
        var command = new Command(Name, "The far side of `apply --target`.")
        {
            action,
            node,
            noop,
            showDiff,
            tags,
            skipTags,
            ignoresSchedules,
            parallel,
            rubyProviders,
            graph,
            level,
        };
        command.Hidden = true;
        Act(command, (parsed, cancellation) => Task.FromResult(Run(parsed, terminal, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var target = ApplyTarget.Open(null, ended.Token);
        var folder = Directory.CreateTempSubdirectory("bunraku-target-").FullName;
        try
        {
            var input = Console.OpenStandardInput();
            RemoteBundle.Unpack(input, folder);
            var environment = new PuppetEnvironment(
                new EnvironmentSource(folder)
                {
                    Code = "",
                    ModulePath = [Path.Combine(folder, RemoteBundle.ModulesName)],
                }
            );
            var machine = new MachineFacts(target.Host, HashValue.Empty, terminal)
            {
                Modules = environment.Modules,
            };
            if (parsed.GetValue(action) == "facts")
            {
                terminal.Out.WriteLine(JsonText.Write(machine.Values));
                return ExitCode.Success;
            }
            HeedEnd(input, ended);
            return Apply(parsed, terminal, target, machine.Values, environment, ended.Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Ends the run when the near side says so. A connection that is lost says nothing: the run may have to
    /// do with it, and goes on.
    /// </summary>
    private static void HeedEnd(Stream input, CancellationTokenSource ended) =>
        new Thread(() =>
        {
            try
            {
                if (input.ReadByte() >= 0)
                {
                    ended.Cancel();
                }
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                // The run has ended before.
                return;
            }
        })
        {
            IsBackground = true,
        }.Start();

    private int Apply(
        ParseResult parsed,
        Terminal terminal,
        ApplyTarget target,
        HashValue facts,
        PuppetEnvironment environment,
        CancellationToken cancellation
    )
    {
        var name = parsed.GetValue(node)!;
        var request = new CompileRequest(environment, name) { Facts = facts };
        var least = LogLevels.Parse(parsed.GetValue(level)) ?? LogLevel.Notice;
        using var log = new LogDestinations(null, least, terminal);
        var clock = Stopwatch.StartNew();
        var run = new ApplyRun
        {
            Files = RunFiles.Below(Folders.State, Folders.State),
            Modules = environment.Modules,
            Facts = new Facts(name, facts),
            HostWith = target.With,
            Terminal = terminal,
            Log = log,
            Output = terminal.Programs,
            FindsDrift = true,
            TakesRubyProviders = parsed.GetValue(rubyProviders),
            DrawsGraphs = parsed.GetValue(graph),
            Settings = new TransactionSettings
            {
                IsNoop = parsed.GetValue(noop),
                ShowsDiff = parsed.GetValue(showDiff),
                Tags = Words(parsed.GetValue(tags)),
                SkipTags = Words(parsed.GetValue(skipTags)),
                IgnoresSchedules = parsed.GetValue(ignoresSchedules),
                MostAtOnce = parsed.GetValue(parallel) ? ApplyRun.MostAtOnce : 1,
                NodeName = name,
                TransactionUuid = Guid.NewGuid().ToString(),
                CatalogUuid = Guid.NewGuid().ToString(),
                Cancellation = cancellation,
                LeastLevel = least,
            },
        };
        var catalog = GivenCatalog.Read(Path.Combine(environment.Root, RemoteBundle.CatalogName), request);
        return run.Run(DeferredValues.Resolve(request, catalog), clock.Elapsed) is { } report
            ? report.DetailedExitCode
            : ExitCode.Failure;
    }

    private static ImmutableArray<string> Words(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
