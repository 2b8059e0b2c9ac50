using System.Collections.Immutable;

namespace Bunraku.Compiler;

/// <summary>
/// What <c>environment.conf</c> says; unknown settings are passed over, as the reference does.
/// </summary>
internal sealed record EnvironmentConfiguration(ImmutableArray<string> ModulePath, string Manifest)
{
    public static EnvironmentConfiguration Read(EnvironmentSource source, EnvironmentFiles files)
    {
        var settings = Settings(files.ReadText(Path.Combine(source.Root, "environment.conf")) ?? "");
        var modulePath = source.ModulePath.IsDefault
            ? SplitPath(settings.GetValueOrDefault("modulepath") ?? "modules:$basemodulepath", source)
            : source.ModulePath;
        var manifest = source.Manifest ?? settings.GetValueOrDefault("manifest") ?? "manifests";
        return new(modulePath, Path.Combine(source.Root, manifest))
        {
            VersionCommand =
                settings.TryGetValue("config_version", out var command) && command.Length > 0
                    ? Path.GetFullPath(
                        command
                            .Replace("${environment}", source.Name, StringComparison.Ordinal)
                            .Replace("$environment", source.Name, StringComparison.Ordinal),
                        source.Root
                    )
                    : null,
            RubyReads =
            [
                .. Listed(settings, "ruby_reads").Select(path => Path.GetFullPath(path, source.Root)),
            ],
            RubyVariables = Listed(settings, "ruby_variables"),
        };
    }

    private static ImmutableArray<string> Listed(Dictionary<string, string> settings, string name) =>
        [
            .. (settings.GetValueOrDefault(name) ?? "").Split(
                ',',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
        ];

    /// <summary>What the Ruby of templates may read beside the environment: files and folders.</summary>
    public ImmutableArray<string> RubyReads { get; private init; } = [];

    /// <summary>Variables of the process that this Ruby may see; <c>*</c> stands for all.</summary>
    public ImmutableArray<string> RubyVariables { get; private init; } = [];

    /// <summary>
    /// The command that prints the version of the environment's catalogs, with its arguments; or null.
    /// </summary>
    public string? VersionCommand { get; private init; }

    private static ImmutableArray<string> SplitPath(string path, EnvironmentSource source) =>
        [
            .. path.Split(':', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(part =>
                    part == "$basemodulepath"
                        ? source.BaseModulePath
                        : [Path.GetFullPath(Path.Combine(source.Root, part))]
                ),
        ];

    private static Dictionary<string, string> Settings(string text)
    {
        var found = new Dictionary<string, string>();
        foreach (var line in text.Split('\n'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && !line.TrimStart().StartsWith('#'))
            {
                found[line[..equals].Trim()] = line[(equals + 1)..].Trim();
            }
        }
        return found;
    }
}
