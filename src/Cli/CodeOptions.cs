using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Compiler;
using Bunraku.Images;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// Where code and data are: the options that <c>apply</c> and <c>compile</c> share, named as Puppet's.
/// </summary>
internal sealed class CodeOptions
{
    private readonly Option<string?> modulePath = new("--modulepath")
    {
        Description = "Folders of modules, parted by colons.",
        HelpName = "PATH",
    };

    private readonly Option<string?> hiera = new("--hiera_config", "--hiera-config")
    {
        Description = "The global Hiera configuration, version 3 or 5.",
        HelpName = "FILE",
    };

    private readonly Option<string?> manifestFolder = new("--manifestdir")
    {
        Description = "The folder of the site's manifests.",
        HelpName = "DIR",
    };

    private readonly Option<string> environment = new("--environment")
    {
        Description = "The environment's name.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "production",
    };

    private readonly Option<string> nodeTerminus = new("--node_terminus", "--node-terminus")
    {
        Description = "Who classifies the node: `plain` (nobody) or `exec` (a program).",
        HelpName = "NAME",
        DefaultValueFactory = _ => "plain",
    };

    private readonly Option<string?> externalNodes = new("--external_nodes", "--external-nodes")
    {
        Description = "The program that is given the node's name and prints its classes in YAML.",
        HelpName = "COMMAND",
    };

    private readonly Option<string?> nodeData = new("--node_data", "--node-data")
    {
        Description = "A YAML file with the node's classes and parameters, as such a program prints them.",
        HelpName = "FILE",
    };

    private readonly Option<string?> exported = new("--exported-resources")
    {
        Description = "A folder in which nodes leave what they export, for others to collect.",
        HelpName = "DIR",
    };

    private readonly Option<string> strict = new("--strict")
    {
        Description =
            "How grave doubtful code is: `error` (Puppet 8's default), `warning` (Puppet 7's) or `off`.",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => "error",
    };

    /// <summary>The reference's setting of that name, for its command lines.</summary>
    private readonly Option<bool> strictVariables = new("--strict_variables") { Hidden = true };

    public void AddTo(Command command)
    {
        command.Options.Add(modulePath);
        command.Options.Add(hiera);
        command.Options.Add(manifestFolder);
        command.Options.Add(environment);
        nodeTerminus.AcceptOnlyFromAmong("plain", "exec");
        command.Options.Add(nodeTerminus);
        command.Options.Add(externalNodes);
        command.Options.Add(nodeData);
        command.Options.Add(exported);
        strict.AcceptOnlyFromAmong("error", "warning", "off");
        command.Options.Add(strict);
        command.Options.Add(strictVariables);
    }

    /// <param name="target">A manifest, a folder of manifests, a site, or an environment.</param>
    /// <param name="environmentPath">Where environments are; the one of the option's name lends its
    /// modules and
    /// data to the manifest.</param>
    /// <param name="baseModulePath">Folders of modules that are searched last.</param>
    public CompileRequest Request(
        ParseResult parsed,
        string target,
        string node,
        HashValue facts,
        string? code = null,
        string? environmentPath = null,
        string? baseModulePath = null,
        bool hasManifests = true
    )
    {
        var full = Path.GetFullPath(parsed.GetValue(manifestFolder) ?? target);
        if (code is null && !LeadsSomewhere(full))
        {
            throw new DiagnosticException(CliDiagnostics.NoSuchFile(target));
        }
        var classified = NodeClassification.Read(
            node,
            parsed.GetValue(nodeData),
            parsed.GetValue(nodeTerminus) == "exec" ? parsed.GetValue(externalNodes) ?? "" : null
        );
        // Who classifies a node may say its environment too, and prevails.
        var name = classified.Environment ?? parsed.GetValue(environment)!;
        var source = SourceOf(full, code, name, parsed);
        if (environmentPath is not null)
        {
            source = (Within(source.Source, parsed, environmentPath, baseModulePath), source.Hiera);
        }
        var given = parsed.GetValue(hiera);
        var level = LevelOf(parsed);
        var seen = new PuppetEnvironment(
            source.Source with
            {
                Strict = level,
                Code = hasManifests ? source.Source.Code : "",
            }
        );
        return new CompileRequest(seen, node)
        {
            Exported = Store(parsed)?.OfOthers(node, seen),
            Facts = facts,
            Classes = classified.Classes,
            Parameters = classified.Parameters,
            Settings = CompileSettings.Default with
            {
                Strict = level,
                StrictVariables = level == Severity.Error || parsed.GetValue(strictVariables),
                GlobalHiera =
                    given is null ? source.Hiera
                    : File.Exists(given) ? Path.GetFullPath(given)
                    : throw new DiagnosticException(CliDiagnostics.NoSuchFile(given)),
            },
        };
    }

    /// <summary>Whether there is a file or folder, which a link may name.</summary>
    private static bool LeadsSomewhere(string path)
    {
        try
        {
            var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
            return Path.Exists(target);
        }
        catch (IOException)
        {
            // A link that leads round in a circle.
            return false;
        }
    }

    /// <summary>A request for the environment of a name in a folder of them, or for this folder.</summary>
    /// <param name="hasManifests">Whether its manifests are compiled; data need none.</param>
    public CompileRequest EnvironmentRequest(
        ParseResult parsed,
        string? environmentPath,
        string node,
        HashValue facts,
        bool hasManifests
    )
    {
        var root = environmentPath is null
            ? Environment.CurrentDirectory
            : Path.GetFullPath(Path.Combine(environmentPath, parsed.GetValue(environment)!));
        if (!Directory.Exists(root))
        {
            throw new DiagnosticException(CliDiagnostics.NoSuchFile(root));
        }
        var isSite = File.Exists(Path.Combine(root, SiteFileReader.FileName));
        if (isSite || (hasManifests && Directory.Exists(Path.Combine(root, "manifests"))))
        {
            return Request(parsed, root, node, facts, hasManifests: hasManifests);
        }
        // Data alone are enough of an environment to look keys up in.
        var request = Request(parsed, root, node, facts, code: "");
        var modules = (parsed.GetValue(modulePath) ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        var source = new EnvironmentSource(root)
        {
            Name = parsed.GetValue(environment)!,
            Code = hasManifests ? null : "",
            Strict = LevelOf(parsed),
        };
        return request with
        {
            Environment = new PuppetEnvironment(
                modules.Length == 0
                    ? source
                    : source with
                    {
                        ModulePath = [.. modules.Select(Path.GetFullPath)],
                    }
            ),
        };
    }

    /// <summary>The manifest as one of the environment that is there, modules of which it sees.</summary>
    private EnvironmentSource Within(
        EnvironmentSource source,
        ParseResult parsed,
        string environmentPath,
        string? baseModulePath
    )
    {
        // Modules that are named stand in for the environment's, its data stay.
        var isNamed = parsed.GetValue(modulePath) is not null;
        ImmutableArray<string> last =
        [
            .. (baseModulePath ?? "")
                .Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Select(Path.GetFullPath),
        ];
        var root = environmentPath
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, source.Name)))
            .FirstOrDefault(Directory.Exists);
        return root is null
            ? source with
            {
                ModulePath = isNamed ? source.ModulePath : last,
            }
            : new EnvironmentSource(root)
            {
                Name = source.Name,
                Manifest = source.Manifest,
                Code = source.Code,
                BaseModulePath = last,
                ModulePath = isNamed ? source.ModulePath : default,
            };
    }

    private Severity? LevelOf(ParseResult parsed) =>
        parsed.GetValue(strict) switch
        {
            "warning" => Severity.Warning,
            "off" => null,
            _ => Severity.Error,
        };

    /// <summary>Leaves what a node exports for others, when a folder for that was named.</summary>
    public void SaveExported(ParseResult parsed, string node, CompileResult result)
    {
        if (result.Catalog is { } catalog)
        {
            Store(parsed)?.Save(node, catalog, result.Exported);
        }
    }

    private ExportedResources? Store(ParseResult parsed) =>
        parsed.GetValue(exported) is { } folder ? new ExportedResources(folder) : null;

    private (EnvironmentSource Source, string? Hiera) SourceOf(
        string full,
        string? code,
        string name,
        ParseResult parsed
    )
    {
        ImmutableArray<string> modules =
        [
            .. (parsed.GetValue(modulePath) ?? "")
                .Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Select(Path.GetFullPath),
        ];
        if (
            code is null
            && Directory.Exists(full)
            && File.Exists(Path.Combine(full, SiteFileReader.FileName))
        )
        {
            var (site, diagnostics) = SiteFileReader.Read(full);
            if (site is null)
            {
                throw new DiagnosticException(diagnostics);
            }
            var own = site.Hiera == Path.Combine(site.Directory, "hiera.yaml") ? null : site.Hiera;
            var source = new EnvironmentSource(site.Directory)
            {
                Name = name,
                Manifest = site.Manifest,
                ModulePath = modules.IsEmpty ? site.Modules : modules,
            };
            return (source, own);
        }
        var isEnvironment = Directory.Exists(Path.Combine(full, "manifests"));
        var root = isEnvironment ? full : Path.GetDirectoryName(full) ?? full;
        if (code is not null)
        {
            root = Environment.CurrentDirectory;
        }
        return (
            new EnvironmentSource(root)
            {
                Name = name,
                Manifest = code is not null || isEnvironment ? null : full,
                Code = code,
                // An environment may say itself where its modules are.
                ModulePath = modules.IsEmpty && isEnvironment ? default : modules,
            },
            null
        );
    }
}
