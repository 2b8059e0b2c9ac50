using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>bunraku lookup</c>: the value of a key in Hiera's data, and where it comes from.</summary>
internal sealed class LookupCommand() : CliCommand("lookup")
{
    private readonly Argument<string[]> keys = new("KEY")
    {
        Description = "The key; of several, the first that has a value.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> node = Named(
        "--node",
        "The node's name (default: this machine's).",
        "NAME"
    );

    private readonly Option<string?> factsFile = Named(
        "--facts",
        "Facts from a YAML or JSON file instead of this machine's.",
        "FILE"
    );

    private readonly Option<string[]> facts = new("--fact")
    {
        Description = "A further fact.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string?> environmentPath = Named(
        "--environmentpath",
        "The folder of environments (default: this folder is the environment).",
        "DIR"
    );

    private readonly Option<string?> merge = Named(
        "--merge",
        "How the values of several levels become one, whatever `lookup_options` say.",
        "first|unique|hash|deep"
    );

    private readonly Option<string?> prefix = Named(
        "--knock-out-prefix",
        "With `--merge deep`: elements that begin with it take others away.",
        "TEXT"
    );

    private readonly Option<bool> sorts = new("--sort-merged-arrays")
    {
        Description = "With `--merge deep`: sort merged arrays.",
    };

    private readonly Option<bool> mergesHashes = new("--merge-hash-arrays")
    {
        Description = "With `--merge deep`: merge hashes in arrays by their position.",
    };

    private readonly Option<string?> type = Named("--type", "The data type the value must have.", "TYPE");

    private readonly Option<string?> standIn = Named(
        "--default",
        "What stands in for a missing value.",
        "VALUE"
    );

    private readonly Option<string?> format = Named(
        "--render-as",
        "The form of the output: yaml for values and s for explanations, when not given.",
        "s|json|yaml"
    );

    private readonly Option<bool> json = new("--json") { Description = "The same as `--render-as json`." };

    private readonly Option<bool> compiles = new("--compile", "-c")
    {
        Description = "Compile the node's catalog first, so that variables of manifests are there.",
    };

    private readonly Option<bool> debugs = new("--debug", "-d") { Hidden = true };

    private readonly Option<bool> isVerbose = new("--verbose", "-v") { Hidden = true };

    private readonly Option<bool> isTrusted = new("--trusted") { Hidden = true };

    private readonly Option<bool> explains = new("--explain")
    {
        Description = "Show how the value was found: each place that was asked, with file and line.",
    };

    private readonly Option<bool> explainsOptions = new("--explain-options")
    {
        Description = "Show where `lookup_options` come from.",
    };

    /// <summary>
    /// The command line with the prefix as part of its option: it usually begins with dashes, as an option
    /// does.
    /// </summary>
    public static IReadOnlyList<string> WithPrefix(IReadOnlyList<string> words)
    {
        const string Option = "--knock-out-prefix";
        var at = words is ["lookup", ..] ? words.ToList().IndexOf(Option) : -1;
        return at < 0 || at + 1 >= words.Count
            ? words
            : [.. words.Take(at), $"{Option}={words[at + 1]}", .. words.Skip(at + 2)];
    }

    public override Command Define(Terminal terminal)
    {
        var code = new CodeOptions();
        var command = new Command(
            Name,
            "Look a key up in Hiera's data, and explain where its value comes from."
        )
        {
            keys,
            node,
            factsFile,
            facts,
            environmentPath,
            merge,
            prefix,
            sorts,
            mergesHashes,
            type,
            standIn,
            format,
            json,
            compiles,
            debugs,
            isVerbose,
            isTrusted,
            explains,
            explainsOptions,
        };
        code.AddTo(command);
        command.SetAction(parsed => Run(parsed, code, terminal));
        return command;
    }

    private int Run(ParseResult parsed, CodeOptions code, Terminal terminal)
    {
        var explainer =
            parsed.GetValue(explains) ? new Explainer(parsed.GetValue(explainsOptions))
            : parsed.GetValue(explainsOptions) ? new Explainer(withOptions: true, onlyOptions: true)
            : null;
        var form = parsed.GetValue(json)
            ? "json"
            : parsed.GetValue(format) ?? (explainer is null ? "yaml" : "s");
        if (form is not ("s" or "json" or "yaml"))
        {
            throw new DiagnosticException(CliDiagnostics.UnknownFormat(form));
        }
        var query = new DataQuery(Keys(parsed, explainer))
        {
            Merge = Merge(parsed),
            Type = parsed.GetValue(type),
            Default = parsed.GetValue(standIn) is { } text ? new StringValue(text) : null,
            Explainer = explainer,
        };
        var answer = DataLookup.Find(Request(parsed, code, terminal), query);
        CompileLog.Show(answer.Compilation, terminal);
        if (answer.Compilation.Catalog is null)
        {
            // How far it came tells most of where it went wrong.
            terminal.Out.Write(explainer is not null && form == "s" ? explainer.Text : "");
            return ExitCode.Failure;
        }
        if (explainer is not null)
        {
            terminal.Out.Write(form == "s" ? explainer.Text : Rendered(explainer.Data, form));
            return ExitCode.Success;
        }
        if (answer.Value is not { } value)
        {
            terminal.Show([answer.NotFound!]);
            return ExitCode.Failure;
        }
        terminal.Out.Write(Rendered(value, form));
        return ExitCode.Success;
    }

    private ImmutableArray<string> Keys(ParseResult parsed, Explainer? explainer)
    {
        var given = parsed.GetValue(keys) ?? [];
        return given.Length > 0 ? [.. given]
            : explainer is { OnlyOptions: true } ? ["__global__"]
            : throw new DiagnosticException(CliDiagnostics.NoKeys());
    }

    private Value? Merge(ParseResult parsed)
    {
        var strategy = parsed.GetValue(merge);
        var knockOut = parsed.GetValue(prefix);
        var (sort, hashes) = (parsed.GetValue(sorts), parsed.GetValue(mergesHashes));
        if ((sort || hashes || knockOut is not null) && strategy != "deep")
        {
            throw new DiagnosticException(CliDiagnostics.DeepMergeOnly());
        }
        if (strategy is null or "first" or "unique" or "hash")
        {
            return strategy is null ? null : new StringValue(strategy);
        }
        if (strategy != "deep")
        {
            throw new DiagnosticException(CliDiagnostics.UnknownMerge(strategy));
        }
        var options = HashValue.Of(
            ("strategy", "deep"),
            ("sort_merged_arrays", sort),
            ("merge_hash_arrays", hashes)
        );
        return knockOut is null ? options : options.With("knockout_prefix", knockOut);
    }

    private CompileRequest Request(ParseResult parsed, CodeOptions code, Terminal terminal)
    {
        var given = GivenFacts.Read(parsed.GetValue(facts) ?? []);
        var folder = parsed.GetValue(environmentPath);
        var hasManifests = parsed.GetValue(compiles);
        if (parsed.GetValue(factsFile) is { } file)
        {
            var values = HashValue.Of(FactsFile.Read(file).Pairs.Concat(given.Pairs));
            var known = parsed.GetValue(node) ?? CompileCommand.NodeNameOf(values);
            return code.EnvironmentRequest(parsed, folder, known, values, hasManifests);
        }
        var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        var machine = new MachineFacts(new QuietHost(host), given, terminal);
        var name = parsed.GetValue(node) ?? machine.NodeName;
        var request = code.EnvironmentRequest(parsed, folder, name, machine.Values, hasManifests);
        machine.Modules = request.Environment.Modules;
        return request;
    }

    private static string Rendered(Value value, string form) =>
        form switch
        {
            "json" => JsonText.Write(value) + "\n",
            "yaml" => YamlText.Write(value),
            _ => RubyText.Of(value) + "\n",
        };

    private static Option<string?> Named(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };
}
