using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Bunraku.Apply;
using Bunraku.Model;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary><c>bunraku facts</c>: what is known of this machine, with facter's options and outputs.</summary>
internal sealed class FactsCommand() : CliCommand("facts")
{
    private readonly Argument<string[]> queries = new("QUERY")
    {
        Description = "Facts, or parts of them (`os.family`); all when nothing is asked for.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> json = new("--json", "-j") { Description = "As JSON." };

    private readonly Option<bool> yaml = new("--yaml", "-y") { Description = "As YAML." };

    /// <summary>As <c>puppet facts</c> writes it, not facter.</summary>
    private readonly Option<string?> puppetForm = new("--render-as") { Hidden = true };

    private readonly Option<bool> hocon = new("--hocon") { Description = "As HOCON." };

    private readonly Option<bool> legacy = new("--show-legacy", "--show_legacy")
    {
        Description = "Show the older, flat names too.",
    };

    private readonly Option<bool> strict = new("--strict")
    {
        Description = "A fact that does not exist is an error.",
    };

    private readonly Option<bool> timing = new("--timing", "-t")
    {
        Description = "Show how long each fact took to be found.",
    };

    private readonly Option<bool> valueOnly = new("--value-only")
    {
        Description = "With one question and a form: the answer without its name.",
    };

    private readonly Option<string?> root = new("--root")
    {
        Description = "The machine whose files lie in a folder, instead of this one.",
        HelpName = "DIR",
    };

    private readonly Option<bool> blockGroups = new("--list-block-groups")
    {
        Description = "Show which facts can be blocked together.",
    };

    private readonly Option<bool> cacheGroups = new("--list-cache-groups")
    {
        Description = "The same: nothing is cached, for nothing is slow.",
    };

    private readonly Option<bool> debug = new("--debug", "-d") { Description = "Show all messages." };

    private readonly Option<bool> verbose = new("--verbose") { Description = "Show informative messages." };

    private readonly Option<string?> level = new("--log-level", "--log_level", "-l")
    {
        Description = "Show messages of this level, and more urgent ones: " + string.Join(", ", Levels) + ".",
        HelpName = "LEVEL",
    };

    /// <summary>From the most talkative; at the last nothing is told.</summary>
    private static readonly string[] Levels = ["trace", "debug", "info", "warn", "error", "fatal", "none"];

    /// <summary>Options of facter that change nothing here.</summary>
    private readonly Option[] without =
    [
        new Option<bool>("--trace") { Hidden = true },
        new Option<bool>("--no-cache", "--no_cache") { Hidden = true },
        new Option<bool>("--sequential") { Hidden = true },
        new Option<bool>("--http-debug", "--http_debug") { Hidden = true },
        new Option<bool>("--color") { Hidden = true },
        new Option<bool>("--no-color", "--no_color") { Hidden = true },
    ];

    public override Command Define(Terminal terminal)
    {
        var options = new FactOptions();
        var command = new Command(Name, "Show the facts of this machine, as facter does.")
        {
            queries,
            json,
            yaml,
            puppetForm,
            hocon,
            legacy,
            strict,
            timing,
            valueOnly,
            root,
            blockGroups,
            cacheGroups,
            debug,
            verbose,
            level,
        };
        options.AddTo(command);
        foreach (var option in without)
        {
            command.Options.Add(option);
        }
        Act(command, (parsed, cancellation) => Task.FromResult(Run(parsed, options, terminal, cancellation)));
        return command;
    }

    private int Run(
        ParseResult parsed,
        FactOptions options,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (parsed.GetValue(blockGroups) || parsed.GetValue(cacheGroups))
        {
            ShowGroups(options.Groups(parsed), terminal);
            return ExitCode.Success;
        }
        if (parsed.GetValue(level) is { } name && !Levels.Contains(name))
        {
            throw new DiagnosticException(CliDiagnostics.BadCommandLine(Name, $"Invalid loglevel {name}"));
        }
        var puppet = parsed.GetValue(puppetForm);
        if (puppet is not (null or "console" or "json" or "yaml" or "s"))
        {
            throw new DiagnosticException(CliDiagnostics.UnknownFormat(puppet));
        }
        var form = Form(parsed);
        var problems = 0;
        using var files = RootDirectory.Open(parsed.GetValue(root) ?? "/");
        using var live = new LiveHost(FileSources.None, request => ProcessRunner.Run(request, cancellation));
        var isOther = parsed.GetValue(root) is not null;
        Host host = isOther ? new RootfsHost(files, Stage.Host, FileSources.None, NoProcess) : live;
        var facts = new FactCollection(
            host,
            options.Sources(parsed, terminal, isOther) with
            {
                OnProblem = problem =>
                {
                    problems++;
                    terminal.Show([problem]);
                },
                OnLog = (level, message) => Log(parsed, terminal, level, message),
                OnTiming = (name, time) => Tell(parsed, terminal, name, time),
            }
        );
        var asked = parsed.GetValue(queries) ?? [];
        if (puppet is not null && asked.Length > 1 && parsed.GetValue(valueOnly))
        {
            terminal.Line(
                "Warning: Incorrect use of --value-only argument; it can only be used when querying for a single fact!"
            );
        }
        var all = asked.Length > 0 ? null : Sorted(facts.All(parsed.GetValue(legacy)));
        var text =
            all is null ? Answers(parsed, terminal, facts, asked, form, ref problems)
            : puppet is not null ? PuppetFactFormat.Write(all, puppet)
            : FactFormat.All((HashValue)all, form);
        terminal.Out.WriteLine(text.TrimEnd('\n'));
        return problems == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private string Answers(
        ParseResult parsed,
        Terminal terminal,
        FactCollection facts,
        string[] asked,
        string form,
        ref int problems
    )
    {
        var found = new Facts("", facts.Values);
        var answers = new HashValue.Builder();
        foreach (var query in asked.Distinct().Order(StringComparer.Ordinal))
        {
            var value = facts.Find(query) ?? found.Find(query);
            if (value is null && parsed.GetValue(strict))
            {
                problems++;
                terminal.Show([CliDiagnostics.NoSuchFact(query)]);
            }
            answers[query] = Sorted(value ?? UndefValue.Instance);
        }
        var all = answers.Build();
        if (parsed.GetValue(puppetForm) is { } puppet)
        {
            return parsed.GetValue(valueOnly) && asked.Length == 1
                ? PuppetFactFormat.WriteOnly(all.Pairs[0].Value, puppet)
                : PuppetFactFormat.Write(all, puppet);
        }
        if (!parsed.GetValue(valueOnly) || asked.Length != 1)
        {
            return FactFormat.Answers(all, form);
        }
        var only = all.Pairs[0].Value;
        return form == "json" ? JsonText.Write(only, isIndented: true)
            : form == "yaml" ? YamlText.Write(only)
            : FactFormat.Answers(all, form);
    }

    private string Form(ParseResult parsed)
    {
        string[] forms =
        [
            .. parsed.GetValue(json) ? ["json"] : Array.Empty<string>(),
            .. parsed.GetValue(yaml) ? ["yaml"] : Array.Empty<string>(),
            .. parsed.GetValue(hocon) ? ["hocon"] : Array.Empty<string>(),
        ];
        return forms switch
        {
            [] => "",
            [var only] => only,
            [var one, var other, ..] => throw new DiagnosticException(
                CliDiagnostics.OptionsConflict("--" + one, "--" + other)
            ),
        };
    }

    /// <summary>
    /// Hashes sorted by their keys, all the way down; lists keep their order, and what they hold.
    /// </summary>
    private static Value Sorted(Value value) => value is HashValue hash ? Sorted(hash) : value;

    private static HashValue Sorted(HashValue hash) =>
        HashValue.Of(
            hash.Pairs.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))
        );

    private static void ShowGroups(
        IEnumerable<(string Name, ImmutableArray<string> Facts)> groups,
        Terminal terminal
    )
    {
        foreach (var (name, facts) in groups)
        {
            terminal.Out.WriteLine(name);
            foreach (var fact in facts)
            {
                terminal.Out.WriteLine($"- {fact}");
            }
        }
    }

    private void Log(ParseResult parsed, Terminal terminal, LogLevel level, string message)
    {
        var least =
            parsed.GetValue(debug) ? "debug"
            : parsed.GetValue(verbose) ? "info"
            : parsed.GetValue(this.level) ?? "warn";
        var own = level switch
        {
            LogLevel.Debug => "debug",
            LogLevel.Info or LogLevel.Notice => "info",
            LogLevel.Warning => "warn",
            _ => "error",
        };
        if (Levels.IndexOf(own) >= Levels.IndexOf(least))
        {
            terminal.Line($"{level}: {message}");
        }
    }

    private void Tell(ParseResult parsed, Terminal terminal, string name, TimeSpan time)
    {
        if (parsed.GetValue(timing))
        {
            var seconds = time.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture);
            terminal.Out.WriteLine($"fact '{name}', took: ({seconds}) seconds");
        }
    }

    private static ProcessResult NoProcess(ProcessRequest request) =>
        throw new HostException($"Nothing is run in a mounted machine - {request.Command[0]}");
}
