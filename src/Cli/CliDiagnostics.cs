using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>All wording of this room; the factories stand in the order of their names.</summary>
internal static class CliDiagnostics
{
    public static Diagnostic BadFact(string option) =>
        Diagnostic.Error(
            "bad-fact",
            $"`{option}` is not a fact",
            help: "write it as NAME=VALUE: `--fact role=webserver`"
        );

    public static Diagnostic BadPublish(string option) =>
        Diagnostic.Error(
            "bad-publish",
            $"`{option}` is not a pair of ports",
            help: "write HOST:CONTAINER, such as `--publish 8080:80` or `--publish 127.0.0.1:8080:80`"
        );

    public static Diagnostic BadSourceDate(string text) =>
        Diagnostic.Error(
            "bad-source-date",
            $"SOURCE_DATE_EPOCH is `{text}`, which is not a number of seconds",
            help: "it counts seconds since 1970, such as 1700000000; unset it for the fixed default"
        );

    public static Diagnostic FolderNotEmpty(string folder) =>
        Diagnostic.Error(
            "folder-not-empty",
            $"`{folder}` is not empty",
            help: "name a folder that does not exist yet"
        );

    public static Diagnostic NoCases(string path) =>
        Diagnostic.Error(
            "no-cases",
            $"`{path}` holds no cases",
            help: "name a folder with `manifest.pp`, a folder of such folders, or a file with a JSON object a line"
        );

    public static Diagnostic NoFailedLayer(string image) =>
        Diagnostic.Error(
            "no-failed-layer",
            $"no layer of `{image}` is kept as failed",
            help: $"its last build went well, or it was never built; `bunraku shell {image}` opens the image itself"
        );

    public static Diagnostic NoSuchFile(string path) =>
        Diagnostic.Error("no-such-file", $"there is no file `{path}`");

    public static Diagnostic NotFacts(Span at) =>
        Diagnostic.Error(
            "not-facts",
            "the file holds no facts",
            at,
            "this is no mapping",
            "facts are a mapping of names to values"
        );

    public static Diagnostic RunInProgress(int holder) =>
        Diagnostic.Error(
            "run-in-progress",
            $"another run is changing this machine (process {holder})",
            help: "wait for it to end"
        );

    public static Diagnostic UnknownImage(string name, IEnumerable<string> known) =>
        Diagnostic.Error(
            "unknown-image",
            $"the site has no image `{name}`",
            help: Suggestion.Help(name, known) ?? "its images are " + string.Join(", ", known)
        );

    public static Diagnostic UnknownRole(string role, IEnumerable<string> known) =>
        Diagnostic.Error(
            "unknown-role",
            $"no image of the site has the role `{role}`",
            help: Suggestion.Help(role, known) ?? "the roles are " + string.Join(", ", known)
        );

    /// <summary>A disk, a process or a network failed where nobody nearer could say it better.</summary>
    public static Diagnostic WorldFailed(string reason) =>
        Diagnostic.Error(
            "world-failed",
            $"the machine refused: {reason}",
            help: "nothing half-done was kept"
        );
}
