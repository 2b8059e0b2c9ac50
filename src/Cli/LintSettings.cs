using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Language;
using Bunraku.Text;
using ParseResult = System.CommandLine.ParseResult;

namespace Bunraku.Cli;

/// <summary>
/// The options of <c>lint</c>, puppet-lint's: from the command line, and before it from the files
/// <c>puppet-lint.rc</c>, which hold an option a line.
/// </summary>
internal sealed class LintSettings
{
    private readonly Option<bool> fix = new("--fix", "-f")
    {
        Description = "Mend what can be mended without changing what the code means.",
    };

    private readonly Option<bool> json = new("--json") { Description = "As a JSON array." };

    private readonly Option<bool> sarif = new("--sarif") { Description = "As SARIF 2.1.0, for code hosts." };

    private readonly Option<string?> only = new("--only-checks", "--only")
    {
        Description = "Run these checks only, parted by commas.",
        HelpName = "CHECKS",
    };

    private readonly Option<bool> failOnWarnings = new("--fail-on-warnings")
    {
        Description = "Fail when there are warnings.",
    };

    private readonly Option<string> level = new("--error-level")
    {
        Description = "What to tell: all, warning or error.",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => "all",
    };

    private readonly Option<bool> relative = new("--relative")
    {
        Description = "Look at a manifest's place from its module's root on.",
    };

    private readonly Option<string?> format = new("--log-format")
    {
        Description =
            "How a problem is told, with %{path}, %{fullpath}, %{filename}, %{line}, %{column}, %{kind}, %{KIND},"
            + " %{check} and %{message}.",
        HelpName = "FORMAT",
    };

    private readonly Option<bool> withFilename = new("--with-filename")
    {
        Description = "Begin with the file's name, as is done for several files.",
    };

    private readonly Option<bool> withContext = new("--with-context")
    {
        Description = "Show the line of each problem.",
    };

    private readonly Option<bool> showIgnored = new("--show-ignored")
    {
        Description = "Tell what control comments want ignored, too.",
    };

    private readonly Option<string?> ignorePaths = new("--ignore-paths")
    {
        Description = "Patterns of paths to pass over, parted by commas (default: vendor/**/*.pp).",
        HelpName = "PATTERNS",
    };

    private readonly Option<string?> configuration = new("--config", "-c")
    {
        Description = "A further file of options.",
        HelpName = "FILE",
    };

    private readonly Option<bool> noConfiguration = new("--no-config")
    {
        Description = "Do not read the files puppet-lint.rc.",
    };

    private readonly Option<bool> list = new("--list-checks")
    {
        Description = "Print the names of the checks.",
    };

    private readonly ImmutableArray<(string Check, Option<bool> On, Option<bool> Off)> checks =
    [
        .. PuppetLinter.AllChecks.Select(check =>
            (
                check,
                new Option<bool>($"--{check}-check") { Hidden = true },
                new Option<bool>($"--no-{check}-check") { Hidden = true }
            )
        ),
    ];

    /// <summary>The options by which checks are chosen and told.</summary>
    public sealed record Chosen
    {
        public ImmutableHashSet<string> Checks { get; init; } = PuppetLinter.DefaultChecks;

        public bool Fixes { get; init; }

        public bool IsJson { get; init; }

        public bool IsSarif { get; init; }

        public bool FailsOnWarnings { get; init; }

        public string Level { get; init; } = "all";

        public bool IsRelative { get; init; }

        public string? Format { get; init; }

        public bool WithFilename { get; init; }

        public bool WithContext { get; init; }

        public bool ShowsIgnored { get; init; }

        public bool ListsChecks { get; init; }

        public ImmutableArray<string> IgnoredPaths { get; init; } = ["vendor/**/*.pp"];
    }

    public void AddTo(Command command)
    {
        level.AcceptOnlyFromAmong("all", "warning", "error");
        foreach (
            var option in new Option[]
            {
                fix,
                json,
                sarif,
                only,
                failOnWarnings,
                level,
                relative,
                format,
                withFilename,
                withContext,
                showIgnored,
                ignorePaths,
                configuration,
                noConfiguration,
                list,
            }
        )
        {
            command.Options.Add(option);
        }
        foreach (var (_, on, off) in checks)
        {
            command.Options.Add(on);
            command.Options.Add(off);
        }
    }

    public Chosen Read(Command command, ParseResult parsed)
    {
        var chosen = new Chosen();
        var home = Environment.GetEnvironmentVariable("HOME") ?? "";
        IEnumerable<string> files = parsed.GetValue(noConfiguration)
            ? []
            : ["/etc/puppet-lint.rc", Path.Combine(home, ".puppet-lint.rc"), ".puppet-lint.rc"];
        if (parsed.GetValue(configuration) is { } further)
        {
            files = files.Append(further);
        }
        foreach (var file in files.Where(File.Exists))
        {
            var lines = File.ReadLines(file).Where(line => line.StartsWith('-'));
            chosen = Apply(chosen, command.Parse([.. lines]));
        }
        return Apply(chosen, parsed);
    }

    private static ImmutableHashSet<string> Named(string names)
    {
        var wanted = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(wanted, name => !PuppetLinter.AllChecks.Contains(name)) is { } unknown
            ? throw new DiagnosticException(CliDiagnostics.UnknownCheck(unknown, PuppetLinter.AllChecks))
            : [.. wanted];
    }

    private Chosen Apply(Chosen before, ParseResult parsed)
    {
        var run = parsed.GetValue(only) is { } names ? Named(names) : before.Checks;
        foreach (var (check, on, off) in checks)
        {
            run = parsed.GetValue(on) ? run.Add(check) : run;
            run = parsed.GetValue(off) ? run.Remove(check) : run;
        }
        return new Chosen
        {
            Checks = run,
            Fixes = before.Fixes || parsed.GetValue(fix),
            IsJson = before.IsJson || parsed.GetValue(json),
            IsSarif = before.IsSarif || parsed.GetValue(sarif),
            FailsOnWarnings = before.FailsOnWarnings || parsed.GetValue(failOnWarnings),
            Level = parsed.GetResult(level) is { Implicit: false } ? parsed.GetValue(level)! : before.Level,
            IsRelative = before.IsRelative || parsed.GetValue(relative),
            Format = parsed.GetValue(format) ?? before.Format,
            WithFilename = before.WithFilename || parsed.GetValue(withFilename),
            WithContext = before.WithContext || parsed.GetValue(withContext),
            ShowsIgnored = before.ShowsIgnored || parsed.GetValue(showIgnored),
            ListsChecks = before.ListsChecks || parsed.GetValue(list),
            IgnoredPaths = parsed.GetValue(ignorePaths) is { } patterns
                ? [.. patterns.Split(',')]
                : before.IgnoredPaths,
        };
    }
}
