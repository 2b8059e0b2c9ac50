using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Reads cases: folders with a manifest and the files of its environment, or lines of JSON that hold all of
/// it. What cannot be read is a <see cref="DiagnosticException"/>.
/// </summary>
public static class OutcomeCaseReader
{
    public const string ManifestName = "manifest.pp";

    /// <summary>Where the distribution's packages put modules.</summary>
    public const string InstalledModules = "/usr/share/puppet/modules";

    /// <summary>The folders of cases that a folder is or has; none when it has no cases.</summary>
    public static ImmutableArray<string> FoldersIn(string folder, EnvironmentFiles files) =>
        files.FileExists(Path.Combine(folder, ManifestName))
            ? [folder]
            :
            [
                .. files
                    .DirectoriesIn(folder)
                    .Where(inner => files.FileExists(Path.Combine(inner, ManifestName))),
            ];

    /// <summary>
    /// A folder: <c>manifest.pp</c>, <c>facts.json</c> (or <c>default-facts.json</c> beside the folder),
    /// <c>expected.json</c> whose <c>case</c> has node and settings, and the files of the environment.
    /// </summary>
    public static OutcomeCase ReadFolder(string folder, EnvironmentFiles files)
    {
        var full = Path.GetFullPath(folder).TrimEnd('/');
        var about = ReadObject(Path.Combine(full, "expected.json"), files)?.Fields("case");
        var facts =
            ReadObject(Path.Combine(full, "facts.json"), files)
            ?? ReadObject(Path.Combine(Path.GetDirectoryName(full)!, "default-facts.json"), files);
        return new OutcomeCase(Path.GetFileName(full))
        {
            Manifest = files.ReadText(Path.Combine(full, ManifestName)),
            Folder = full,
            Node = about?.Text("node") ?? OutcomeCase.DefaultNode,
            Facts = facts?.All,
            Settings = about is null ? CompileSettings.Default : Settings(about),
            ModulePath = about?.Find("requires_modules") is null ? default : [InstalledModules],
        };
    }

    /// <summary>A line of a file of cases, given by where it starts and ends.</summary>
    public static OutcomeCase ReadLine(SourceFile file, int start, int end)
    {
        var fields = Object(JsonReader.Read(file, start, end), file.At(start, end));
        return new OutcomeCase(
            fields.Text("id")
                ?? throw new DiagnosticException(OutcomeDiagnostics.BadCase(fields.Span, "it has no `id`"))
        )
        {
            Mode = fields.Word(
                "mode",
                ("run", OutcomeMode.Run),
                ("parse", OutcomeMode.Parse),
                ("epp_parse", OutcomeMode.EppParse)
            ),
            Manifest = fields.Text("manifest"),
            Files = fields.Files("files"),
            ReadsManifests = fields.Find("env_manifest_dir") is not (null or ScalarTree { Value: false }),
            Node = fields.Text("node") ?? OutcomeCase.DefaultNode,
            Facts = fields.Hash("facts"),
            Trusted = fields.Hash("trusted"),
            Classes = fields.Classes("classes"),
            Parameters = fields.Hash("parameters") ?? HashValue.Empty,
            GlobalHiera = fields.Text("global_hiera"),
            Settings = Settings(fields.Fields("settings")),
            ModulePath = fields.Path("modulepath"),
        };
    }

    private static CompileSettings Settings(CaseFields fields) =>
        new()
        {
            Strict = fields.Word<Severity?>(
                "strict",
                ("error", Severity.Error),
                ("warning", Severity.Warning),
                ("off", null)
            ),
            StrictVariables = fields.Truth("strict_variables") ?? true,
        };

    private static CaseFields? ReadObject(string path, EnvironmentFiles files)
    {
        if (files.ReadText(path) is not { } text)
        {
            return null;
        }
        var file = new SourceFile(path, text);
        return Object(JsonReader.Read(file), file.At(0, 0));
    }

    private static CaseFields Object(DataTreeResult read, Span place) =>
        read.Diagnostics.Length > 0 ? throw new DiagnosticException(read.Diagnostics)
        : read.Tree is MappingTree tree ? new CaseFields(tree)
        : throw new DiagnosticException(
            OutcomeDiagnostics.BadCase(read.Tree?.Span ?? place, "it is not an object")
        );
}
