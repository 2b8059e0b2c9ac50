using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What <c>environment.conf</c> says; unknown settings are passed over, as the reference does.
/// </summary>
internal sealed partial record EnvironmentConfiguration(ImmutableArray<string> ModulePath, string Manifest)
{
    public static EnvironmentConfiguration Read(EnvironmentSource source, EnvironmentFiles files)
    {
        var path = Path.Combine(source.Root, "environment.conf");
        var (settings, problems) = Settings(new SourceFile(path, files.ReadText(path) ?? ""));
        var modulePath = source.ModulePath.IsDefault
            ? SplitPath(settings.GetValueOrDefault("modulepath") ?? "modules:$basemodulepath", source)
            : source.ModulePath;
        var manifest = source.Manifest ?? settings.GetValueOrDefault("manifest") ?? "manifests";
        return new(modulePath, Path.Combine(source.Root, manifest))
        {
            Problems = problems,
            Notes = OwnName().IsMatch(manifest)
                ?
                [
                    new(
                        "warning",
                        "You cannot interpolate $environment within 'manifest' when using directory environments. "
                            + $"Its value will remain {manifest}."
                    ),
                ]
                : [],
            VersionCommand =
                settings.TryGetValue("config_version", out var command) && command.Length > 0
                    ? Path.GetFullPath(OwnName().Replace(command, source.Name), source.Root)
                    : null,
            RubyReads =
            [
                .. Listed(settings, "ruby_reads").Select(path => Path.GetFullPath(path, source.Root)),
            ],
            RubyVariables = Listed(settings, "ruby_variables"),
            Timeout =
                settings.TryGetValue("environment_timeout", out var time) && time.Length > 0 ? time : "0",
        };
    }

    /// <summary>Lines that say nothing that could be read.</summary>
    public ImmutableArray<Diagnostic> Problems { get; private init; } = [];

    /// <summary>What is to be told where the environment is compiled.</summary>
    public ImmutableArray<LogEntry> Notes { get; private init; } = [];

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

    /// <summary>How long a server may keep the environment; none is kept beyond a run here.</summary>
    public required string Timeout { get; init; }

    private static ImmutableArray<string> SplitPath(string path, EnvironmentSource source) =>
        [
            .. path.Split(':', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(part =>
                    part == "$basemodulepath"
                        ? source.BaseModulePath
                        : Found(Path.GetFullPath(Path.Combine(source.Root, part)))
                ),
        ];

    /// <summary>A path, or those that a pattern finds.</summary>
    private static IEnumerable<string> Found(string path) =>
        path.AsSpan().ContainsAny("*?[{") ? Glob.Find(path, DiskFolders.Instance) : [path];

    /// <summary>Lines before any section, and of <c>main</c>; the first of a name counts.</summary>
    private static (Dictionary<string, string> Found, ImmutableArray<Diagnostic> Problems) Settings(
        SourceFile file
    )
    {
        var found = new Dictionary<string, string>();
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var (isMain, start) = (true, 0);
        foreach (var line in file.Text.Split('\n'))
        {
            if (Section().Match(line) is { Success: true } section)
            {
                isMain = section.Groups[1].Value == "main";
            }
            else if (Setting().Match(line) is { Success: true } setting)
            {
                _ =
                    isMain
                    && found.TryAdd(setting.Groups[1].Value, Quotes().Replace(setting.Groups[2].Value, ""));
            }
            else if (line.AsSpan().Trim() is not [] and not ['#', ..])
            {
                problems.Add(
                    CompilerDiagnostics.BadEnvironmentLine(
                        file.At(start, start + line.AsSpan().TrimEnd().Length),
                        line.Trim()
                    )
                );
            }
            start += line.Length + 1;
        }
        return (found, problems.ToImmutable());
    }

    [GeneratedRegex(@"^\s*\[(\w+)\]\s*$")]
    private static partial Regex Section();

    [GeneratedRegex(@"^\s*(\w+)\s*=\s*(.*?)\s*$")]
    private static partial Regex Setting();

    /// <summary>One before and one behind a value, of whatever kind.</summary>
    [GeneratedRegex("^[\"']|[\"']$")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"\$environment\b|\$\{environment\}")]
    private static partial Regex OwnName();
}
