using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Formats.Tar;
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

    private readonly Argument<string> action = new("ACTION") { Description = "facts or run" };

    private readonly Option<string> node = new("--certname") { DefaultValueFactory = _ => "localhost" };

    private readonly Option<bool> noop = new("--noop");

    private readonly Option<bool> showDiff = new("--show_diff");

    private readonly Option<string?> tags = new("--tags");

    private readonly Option<string?> skipTags = new("--skip_tags");

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
            level,
        };
        command.Hidden = true;
        Act(command, (parsed, cancellation) => Task.FromResult(Run(parsed, terminal, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        using var target = ApplyTarget.Open(null, cancellation);
        var facts = FactRoster.Resolve(target.Host, FactRoster.FromEnvironment());
        if (parsed.GetValue(action) == "facts")
        {
            terminal.Out.WriteLine(JsonText.Write(facts));
            return ExitCode.Success;
        }
        var folder = Directory.CreateTempSubdirectory("bunraku-target-").FullName;
        try
        {
            using (var input = Console.OpenStandardInput())
            {
                TarFile.ExtractToDirectory(input, folder, overwriteFiles: false);
            }
            return Apply(parsed, terminal, target, facts, folder, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private int Apply(
        ParseResult parsed,
        Terminal terminal,
        ApplyTarget target,
        HashValue facts,
        string folder,
        CancellationToken cancellation
    )
    {
        var name = parsed.GetValue(node)!;
        var environment = new PuppetEnvironment(
            new EnvironmentSource(folder)
            {
                Code = "",
                ModulePath = [Path.Combine(folder, RemoteBundle.ModulesName)],
            }
        );
        var request = new CompileRequest(environment, name) { Facts = facts };
        using var log = new LogDestinations(null, terminal);
        var clock = Stopwatch.StartNew();
        var run = new ApplyRun
        {
            Files = RunFiles.Below(Folders.State, Folders.State),
            Modules = environment.Modules,
            Facts = new Facts(name, facts),
            HostWith = target.With,
            Terminal = terminal,
            Log = log,
            FindsDrift = true,
            Settings = new TransactionSettings
            {
                IsNoop = parsed.GetValue(noop),
                ShowsDiff = parsed.GetValue(showDiff),
                Tags = Words(parsed.GetValue(tags)),
                SkipTags = Words(parsed.GetValue(skipTags)),
                NodeName = name,
                TransactionUuid = Guid.NewGuid().ToString(),
                Cancellation = cancellation,
                LeastLevel = LogLevels.Parse(parsed.GetValue(level)) ?? LogLevel.Notice,
            },
        };
        var catalog = GivenCatalog.Read(Path.Combine(folder, RemoteBundle.CatalogName), request);
        return run.Run(DeferredValues.Resolve(request, catalog), clock.Elapsed) is { } report
            ? report.DetailedExitCode
            : ExitCode.Failure;
    }

    private static ImmutableArray<string> Words(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
