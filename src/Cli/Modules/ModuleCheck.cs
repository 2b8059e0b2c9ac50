using Bunraku.Apply;
using Bunraku.Compiler;

namespace Bunraku.Cli;

/// <summary>
/// What of a module's Ruby is built in, runs, or cannot: everything is read, and loaded where no program
/// runs.
/// </summary>
internal sealed class ModuleCheck(PuppetEnvironment environment, RubyModuleCheck ruby)
{
    private readonly RubyFunctionCheck functions = new(environment);

    public IEnumerable<ModulePart> Parts(PuppetModule module) =>
        Functions(module, "lib/puppet/functions", isLegacy: false)
            .Concat(Functions(module, "lib/puppet/parser/functions", isLegacy: true))
            .Concat(Types(module))
            .Concat(Providers(module))
            .Concat(Facts(module))
            .Concat(Templates(module));

    private IEnumerable<ModulePart> Functions(PuppetModule module, string folder, bool isLegacy)
    {
        foreach (var (path, relative) in Files(module, folder, ".rb"))
        {
            var name = relative[..^".rb".Length].Replace("/", "::", StringComparison.Ordinal);
            if (RubyFunctionCheck.IsNative(name))
            {
                yield return new("function", name, path, "native");
                continue;
            }
            var problem = functions.ProblemOf(path, name, isLegacy);
            yield return Part("function", name, path, problem?.Reason, problem?.Path, problem?.Line);
        }
    }

    private IEnumerable<ModulePart> Types(PuppetModule module)
    {
        foreach (var (path, relative) in Files(module, "lib/puppet/type", ".rb"))
        {
            var name = relative[..^".rb".Length];
            if (name.Contains('/', StringComparison.Ordinal))
            {
                // A part that the type's own file requires.
                continue;
            }
            if (RubyModuleCheck.IsNativeType(name))
            {
                yield return new("type", name, path, "native");
                continue;
            }
            var problem = ruby.ProblemOfType(name, path);
            yield return Part("type", name, path, problem?.Reason, problem?.Path, problem?.Line);
        }
    }

    private IEnumerable<ModulePart> Providers(PuppetModule module)
    {
        foreach (var (path, relative) in Files(module, "lib/puppet/provider", ".rb"))
        {
            var parts = relative[..^".rb".Length].Split('/');
            var name = string.Join('/', parts);
            if (parts.Length == 2 && RubyModuleCheck.IsNativeProvider(parts[0], parts[1]))
            {
                yield return new("provider", name, path, "native");
                continue;
            }
            var problem = ruby.ProblemOfProvider(parts[0], path);
            yield return Part("provider", name, path, problem?.Reason, problem?.Path, problem?.Line);
        }
    }

    private IEnumerable<ModulePart> Facts(PuppetModule module)
    {
        foreach (var (path, relative) in Files(module, "lib/facter", ".rb"))
        {
            if (relative.Contains('/', StringComparison.Ordinal))
            {
                continue;
            }
            var name = relative[..^".rb".Length];
            if (RubyModuleCheck.IsNativeFact(path))
            {
                yield return new("fact", name, path, "native");
                continue;
            }
            var problem = ruby.ProblemOfFacts(path);
            yield return Part("fact", name, path, problem?.Reason, problem?.Path, problem?.Line);
        }
    }

    private IEnumerable<ModulePart> Templates(PuppetModule module)
    {
        foreach (var (path, relative) in Files(module, "templates", ".erb"))
        {
            var problem = functions.ProblemOfTemplate(path);
            yield return Part("template", relative, path, problem?.Reason, problem?.Path, problem?.Line);
        }
    }

    private static ModulePart Part(
        string kind,
        string name,
        string path,
        string? reason,
        string? reasonPath,
        int? line
    ) =>
        new(kind, name, path, reason is null ? "ruby" : "not")
        {
            Reason = reason,
            ReasonPath = reasonPath,
            ReasonLine = line ?? 0,
        };

    private static IEnumerable<(string Path, string Relative)> Files(
        PuppetModule module,
        string folder,
        string ending
    )
    {
        var root = module.In(folder);
        return Directory.Exists(root)
            ? Directory
                .EnumerateFiles(root, "*" + ending, SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => (path, Path.GetRelativePath(root, path)))
            : [];
    }
}
