using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>Decides from the arguments of a <c>mod</c> where the module comes from.</summary>
internal sealed class SourceChoice(
    ModuleName name,
    Span place,
    Arguments arguments,
    List<Diagnostic> diagnostics
)
{
    private static readonly ImmutableArray<string> Known =
    [
        "git",
        "ref",
        "branch",
        "tag",
        "commit",
        "default_branch",
        "default_branch_override",
        "path",
        "local",
        "type",
        "source",
        "version",
        "install_path",
        "exclude_spec",
        "link",
    ];

    /// <summary>The source, or null after telling why there is none.</summary>
    public ModuleSource? Source()
    {
        foreach (var option in arguments.Options.Values.Where(option => !Known.Contains(option.Key.Text)))
        {
            diagnostics.Add(
                option.Key.Text is "svn" or "github_tarball"
                    ? ModulesDiagnostics.UnsupportedSource(option.Key.Span, option.Key.Text)
                    : ModulesDiagnostics.UnknownOption(option.Key.Span, option.Key.Text, Known)
            );
            return null;
        }
        var type = Text("type");
        if (type is not (null or "git" or "forge" or "local"))
        {
            diagnostics.Add(ModulesDiagnostics.UnsupportedSource(arguments.Options["type"].Value.Span, type));
            return null;
        }
        if (type == "local" || Text("local") == "true")
        {
            return new PathSource(Text("path"));
        }
        if (type == "git" || Text("git") is not null)
        {
            return Git();
        }
        return Text("path") is { } path ? new PathSource(path) : Forge();
    }

    private GitSource? Git()
    {
        var url = Text("git") ?? Text("source");
        var references = new[] { "ref", "branch", "tag", "commit", "version" }
            .Where(arguments.Options.ContainsKey)
            .ToList();
        if (url is null or "true")
        {
            diagnostics.Add(ModulesDiagnostics.MissingUrl(place, name.Name));
            return null;
        }
        if (references.Count > 1)
        {
            var second = arguments.Options[references[1]].Key.Span;
            diagnostics.Add(ModulesDiagnostics.TwoReferences(second, references[0], references[1]));
            return null;
        }
        var reference = references.Count == 0 ? Text("default_branch") : Text(references[0]);
        return new GitSource(url, reference == "control_branch" ? null : reference, Text("path") ?? "");
    }

    private ForgeSource? Forge()
    {
        var versions = arguments
            .Values.Skip(1)
            .Concat(Option("version"))
            .Where(value => value.Text != "latest")
            .ToList();
        var range = VersionRange.Parse(string.Join(' ', versions.Select(value => value.Text)));
        if (range is null)
        {
            diagnostics.Add(ModulesDiagnostics.InvalidVersion(versions[0].Span, versions[0].Text));
            return null;
        }
        if (name.Owner is null)
        {
            diagnostics.Add(ModulesDiagnostics.NoOwner(place, name.Name));
            return null;
        }
        return new ForgeSource(name, range);
    }

    private string? Text(string key) =>
        arguments.Options.TryGetValue(key, out var option) && option.Value.Text is not ("nil" or "false")
            ? option.Value.Text
            : null;

    private IEnumerable<PuppetfileToken> Option(string key) =>
        arguments.Options.TryGetValue(key, out var option) ? [option.Value] : [];
}
