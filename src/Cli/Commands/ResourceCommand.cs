using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// <c>bunraku resource</c>: what this machine has of a resource type, as Puppet code; with attributes, one
/// resource is managed first.
/// </summary>
internal sealed class ResourceCommand() : CliCommand("resource")
{
    private readonly Argument<string?> type = new("TYPE")
    {
        Description = "A resource type: `user`, `package`.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> name = new("NAME")
    {
        Description = "One resource (default: all).",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string[]> attributes = new("ATTRIBUTE=VALUE")
    {
        Description = "How the resource shall be.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> json = new("--json", "--to_json") { Description = "As JSON." };

    private readonly Option<bool> yaml = new("--to_yaml", "--to-yaml", "-y")
    {
        Description = "As YAML that Hiera and `create_resources` take.",
    };

    private readonly Option<string[]> parameters = new("--param", "-p")
    {
        Description = "A further attribute to show.",
        HelpName = "NAME",
    };

    private readonly Option<bool> types = new("--types", "-t") { Description = "List the types." };

    private readonly Option<bool> noop = new("--noop") { Description = "Only compare: nothing is changed." };

    private readonly LogOptions logging = new("resource");

    private readonly Option<bool> fail = new("--fail", "-f")
    {
        Description = "End with 1 when the resource could not be changed.",
    };

    private readonly Option<string?> modulePath = new("--modulepath")
    {
        Description = "Folders of modules, parted by colons, for the types that modules define.",
        HelpName = "PATH",
    };

    private readonly Option<string[]> ignored = new("--environment")
    {
        Description = "Taken for Puppet's sake.",
        HelpName = "NAME",
    };

    /// <summary>Types of which a machine has nothing: they are of a catalog.</summary>
    private static readonly string[] Unlisted = ["filebucket", "notify", "resources", "stage", "whit"];

    public override Command Define(Terminal terminal)
    {
        var command = new Command(Name, "Show or change what this machine has of a resource type.")
        {
            type,
            name,
            attributes,
            json,
            yaml,
            parameters,
            types,
            noop,
            fail,
            modulePath,
            ignored,
        };
        logging.AddTo(command);
        Act(command, (parsed, cancellation) => Task.FromResult(Run(parsed, terminal, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var least = logging.Least(parsed);
        if (parsed.GetValue(types))
        {
            foreach (var one in ResourceTypeRoster.All.Select(t => t.Name).Order(StringComparer.Ordinal))
            {
                terminal.Out.WriteLine(one);
            }
            return ExitCode.Success;
        }
        using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request, cancellation));
        var module = OfModule(parsed, host, terminal);
        var wanted = module?.TypeOf(parsed.GetValue(type)!) ?? Wanted(parsed);
        var isQuestion = parsed.GetValue(attributes) is not { Length: > 0 };
        if (isQuestion && parsed.GetValue(name) is { } only)
        {
            CheckName(wanted, only, module);
        }
        var facts = new Facts("", HashValue.Empty);
        if (isQuestion && module is null && !ResourceQuery.CanList(wanted, host, facts))
        {
            throw Refused(
                $"To support listing resources of this type the '{wanted.Name}' provider needs to "
                    + "implement an 'instances' class method returning the current set of resources."
            );
        }
        var exit = ExitCode.Success;
        if (parsed.GetValue(attributes) is { Length: > 0 } pairs)
        {
            if (Manage(parsed, wanted, pairs, host, module, terminal, least, cancellation) is not { } report)
            {
                return ExitCode.Failure;
            }
            if (module is null && pairs.Any(pair => IsOfNobody(pair, wanted, host, facts)))
            {
                // That has been told; and nobody can say what came of it.
                return ExitCode.Failure;
            }
            exit = parsed.GetValue(fail) && report.HasFailures ? ExitCode.Failure : ExitCode.Success;
        }
        Show(parsed, wanted.Name, Found(parsed, wanted, host, facts, module), terminal);
        return exit;
    }

    private ImmutableArray<Resource> Found(
        ParseResult parsed,
        ResourceType wanted,
        LiveHost host,
        Facts facts,
        ModuleQuery? module
    )
    {
        try
        {
            if (parsed.GetValue(name) is not { } title)
            {
                return module?.All(wanted) ?? ResourceQuery.All(wanted, host, facts);
            }
            if (parsed.GetValue(attributes) is { Length: > 0 } set)
            {
                return [WithOnly(wanted, module?.Left(wanted) ?? After(wanted, title, host, facts), set)];
            }
            return [module?.One(wanted, title) ?? ResourceQuery.One(wanted, title, host, facts)];
        }
        catch (HostException failure) when (module is not null)
        {
            throw Refused($"Could not run: {failure.Message}");
        }
    }

    /// <summary>The modules, when they define the type that is asked for and it is none of ours.</summary>
    private ModuleQuery? OfModule(ParseResult parsed, LiveHost host, Terminal terminal)
    {
        if (
            parsed.GetValue(type) is not { } typeName
            || ResourceTypeRoster.Find(typeName) is not null
            || parsed.GetValue(modulePath) is not { } path
        )
        {
            return null;
        }
        var folders = path.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetDirectories(folder).Order(StringComparer.Ordinal));
        var machine = new MachineFacts(host, HashValue.Empty, terminal);
        var types = new RubyTypes(new ModuleLibraries([.. folders]), host, new Facts("", machine.Values))
        {
            Output = terminal.Asides,
            Mismatch = new AttributeTypes().Mismatch,
        };
        var query = new ModuleQuery(types);
        return query.TypeOf(typeName) is null ? null : query;
    }

    /// <summary>The type that is asked for; those that cannot be asked are refused.</summary>
    private ResourceType Wanted(ParseResult parsed)
    {
        if (parsed.GetValue(type) is not { } typeName)
        {
            throw Refused("You must specify the type to display");
        }
        var wanted =
            ResourceTypeRoster.Find(typeName)
            ?? throw new DiagnosticException(
                CliDiagnostics.UnknownPage("type", typeName, ResourceTypeRoster.All.Select(one => one.Name))
            );
        if (parsed.GetValue(name) is null && wanted.Name == "file")
        {
            throw Refused(
                "Listing all file instances is not supported. Please specify a file or directory, "
                    + "e.g. bunraku resource file /etc"
            );
        }
        return Unlisted.Contains(wanted.Name) && parsed.GetValue(attributes) is not { Length: > 0 }
            ? throw Refused($"{wanted.Name} has no providers and has not overridden 'instances'")
            : wanted;
    }

    private DiagnosticException Refused(string message) => new(CliDiagnostics.BadCommandLine(Name, message));

    /// <summary>A name that no resource of the type can have is refused before anything is asked.</summary>
    private static void CheckName(ResourceType wanted, string name, ModuleQuery? module)
    {
        var resource = new Resource(new(ResourceReference.Capitalize(wanted.Name), name));
        ResourceGraph.Build(
            new Catalog("", "production") { Resources = [resource] },
            out var diagnostics,
            module?.Types
        );
        if (diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            throw new DiagnosticException(diagnostics);
        }
    }

    /// <summary>What came of it; nothing where who asks may not look.</summary>
    private static Resource After(ResourceType wanted, string title, Host host, Facts facts)
    {
        try
        {
            return ResourceQuery.One(wanted, title, host, facts);
        }
        catch (HostException)
        {
            return ResourceQuery.Absent(wanted, title, host, facts);
        }
    }

    /// <summary>Null when the attributes make no resource, which is told.</summary>
    private Report? Manage(
        ParseResult parsed,
        ResourceType wanted,
        string[] pairs,
        LiveHost host,
        ModuleQuery? module,
        Terminal terminal,
        LogLevel least,
        CancellationToken cancellation
    )
    {
        var resource = new Resource(new(ResourceReference.Capitalize(wanted.Name), parsed.GetValue(name)!))
        {
            Parameters = [.. pairs.Select(pair => Attribute(wanted, pair))],
        };
        var catalog = new Catalog("", "production") { Resources = [resource] };
        var graph = ResourceGraph.Build(catalog, out var diagnostics, module?.Types);
        var facts = new Facts("", HashValue.Empty);
        diagnostics = diagnostics.AddRange(CheckFeatures.Run(graph, host, facts));
        terminal.Show(diagnostics);
        if (diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            return null;
        }
        var isNoop = parsed.GetValue(noop);
        return Transaction.Run(
            graph,
            host,
            facts,
            new TransactionSettings
            {
                IsNoop = isNoop,
                Cancellation = cancellation,
                LeastLevel = least,
                OnLog = log =>
                {
                    // Of the run itself nothing is told: it is of one resource.
                    if (log.Source != "Puppet" || log.Level >= LogLevel.Notice && !IsOfRun(log))
                    {
                        terminal.Log(log.ToString(), log.Level >= LogLevel.Warning);
                    }
                },
            }
        );
    }

    /// <summary>Whether an attribute names a provider that does not work here.</summary>
    private static bool IsOfNobody(string pair, ResourceType wanted, Host host, Facts facts) =>
        pair.Split('=', 2) is ["provider", var name]
        && !ProviderRoster.Suitable(wanted.Name, host, facts, name).Any();

    private static bool IsOfRun(Log log) =>
        log.Message.StartsWith("Applied catalog in ", StringComparison.Ordinal);

    /// <summary>
    /// After a change only what was set is shown, what the type sets itself, and what makes a resource of it.
    /// </summary>
    private static Resource WithOnly(ResourceType wanted, Resource found, string[] pairs)
    {
        var own = wanted.Attributes.Where(attribute => attribute.Default is not null).Select(one => one.Name);
        var names = pairs
            .Select(pair => pair.Split('=', 2)[0])
            .Concat(["ensure", "provider"])
            .Concat(own)
            .ToHashSet();
        return found with { Parameters = found.Parameters.RemoveAll(p => !names.Contains(p.Key)) };
    }

    private static KeyValuePair<string, Value> Attribute(ResourceType wanted, string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new DiagnosticException(
                CliDiagnostics.BadCommandLine("resource", $"Invalid parameter setting {pair}")
            );
        }
        if (wanted.Find(pair[..equals]) is null && pair[..equals] is not ("noop" or "loglevel"))
        {
            throw new DiagnosticException(
                CliDiagnostics.BadCommandLine("resource", $"No parameter named '{pair[..equals]}'")
            );
        }
        return new(pair[..equals], pair[(equals + 1)..]);
    }

    private void Show(ParseResult parsed, string typeName, ImmutableArray<Resource> found, Terminal terminal)
    {
        if (parsed.GetValue(json))
        {
            terminal.Out.WriteLine(JsonText.Write(ResourceText.Tree(typeName, found), isIndented: true));
        }
        else if (parsed.GetValue(yaml))
        {
            terminal.Out.WriteLine(YamlText.Write(ResourceText.Tree(typeName, found)).TrimEnd('\n'));
        }
        else
        {
            terminal.Out.WriteLine(string.Join('\n', found.Select(ResourceText.Code)));
        }
    }
}
