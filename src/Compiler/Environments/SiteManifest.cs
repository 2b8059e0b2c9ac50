using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>The site's own manifests: their top-level code and what they define.</summary>
internal sealed record SiteManifest(
    MainDefinition Main,
    ImmutableArray<Program> Programs,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    /// <summary>The name shown for code that came from no file.</summary>
    public const string CodeName = "code";

    public SourceFile? Code { get; private init; }

    /// <summary>What they define, file by file.</summary>
    public ImmutableArray<LoadedFile> Files { get; private init; } = [];

    /// <summary>
    /// Whether something could not even be parsed: the reference stops at the first of those.
    /// </summary>
    public bool HasSyntaxErrors { get; private init; }

    public static SiteManifest Read(
        PuppetEnvironment environment,
        EnvironmentConfiguration configuration,
        string? code
    )
    {
        var codeFile = code is null ? null : new SourceFile(CodeName, code);
        var programs = ImmutableArray.CreateBuilder<Program>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        diagnostics.AddRange(configuration.Problems);
        var files = codeFile is null
            ? Read(environment.Files, configuration.Manifest, diagnostics)
            : [codeFile];
        var hasSyntaxErrors = diagnostics.Count > 0;
        ImmutableArray<LoadedFile> loaded = [];
        foreach (var file in files)
        {
            var parsed = PuppetParser.Parse(file);
            hasSyntaxErrors |= parsed.HasErrors && !diagnostics.Any(d => d.Severity == Severity.Error);
            diagnostics.AddRange(parsed.Diagnostics);
            if (!parsed.HasErrors)
            {
                diagnostics.AddRange(
                    PuppetChecker.Check(parsed.Program, new CheckSettings(null, environment.Strict))
                );
            }
            programs.Add(parsed.Program);
        }
        if (!diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            loaded = [.. programs.Select(program => environment.Definitions.Add(program, moduleName: ""))];
            diagnostics.AddRange(loaded.SelectMany(file => file.Diagnostics));
        }
        var bodies = programs.Select(program => program.Body);
        return new(new MainDefinition(environment, [.. bodies]), [.. programs], diagnostics.ToImmutable())
        {
            Code = codeFile,
            Files = loaded,
            HasSyntaxErrors = hasSyntaxErrors,
        };
    }

    private static SourceFile[] Read(
        EnvironmentFiles files,
        string manifest,
        ImmutableArray<Diagnostic>.Builder diagnostics
    )
    {
        // What is empty below a folder may be a pipe, which to open might never end.
        IEnumerable<string> paths = files.DirectoryExists(manifest)
            ? files.FilesBelow(manifest, ".pp").Where(path => !files.IsEmpty(path))
            : [manifest];
        var read = paths.Select(path => files.ReadCode(path) ?? (new SourceFile(path, ""), null)).ToList();
        diagnostics.AddRange(read.Select(file => file.Problem).OfType<Diagnostic>());
        return [.. read.Where(file => file.Problem is null).Select(file => file.File)];
    }
}
