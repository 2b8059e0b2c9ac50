using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>All wording of this room; the factories stand in the order of their names.</summary>
internal static class CliDiagnostics
{
    /// <param name="reason">As the parser of command lines says it.</param>
    public static Diagnostic BadCommandLine(string command, string reason) =>
        Diagnostic.Error(
            "bad-command-line",
            char.ToLowerInvariant(reason[0]) + string.Join(' ', reason[1..].TrimEnd('.').Split('\n', '\t')),
            help: $"`bunraku {command} --help` shows how it is written"
        );

    public static Diagnostic BadClassification(Span at, string rule) =>
        Diagnostic.Error(
            "bad-classification",
            $"a node cannot be classified so: {rule}",
            at,
            help: "write `classes` as a list of names, or as a mapping of names to parameters"
        );

    public static Diagnostic BadDuration(string text) =>
        Diagnostic.Error(
            "bad-duration",
            $"`{text}` is not a duration",
            help: "write a number of seconds, or one with a unit: `90`, `30m`, `12h`, `32d`, `1y`"
        );

    public static Diagnostic BadFact(string option) =>
        Diagnostic.Error(
            "bad-fact",
            $"`{option}` is not a fact",
            help: "write it as NAME=VALUE: `--fact role=webserver`"
        );

    public static Diagnostic BadLogDestination(string name) =>
        Diagnostic.Error(
            "bad-log-destination",
            $"could not set logdest to `{name}`",
            help: "name `console`, `syslog` or a file by its full path; several are parted by commas"
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

    public static Diagnostic DeepMergeOnly() =>
        Diagnostic.Error(
            "deep-merge-only",
            "the options --knock-out-prefix, --sort-merged-arrays, and --merge-hash-arrays are only available "
                + "with `--merge deep`",
            help: "add `--merge deep`"
        );

    public static Diagnostic FileTooLarge(string path, long limitMebibytes) =>
        Diagnostic.Error(
            "file-too-large",
            $"`{path}` is larger than {limitMebibytes} MiB",
            help: "no manifest, template or data file is as large; name another one"
        );

    public static Diagnostic FolderNotEmpty(string folder) =>
        Diagnostic.Error(
            "folder-not-empty",
            $"`{folder}` is not empty",
            help: "name a folder that does not exist yet"
        );

    public static Diagnostic NodeClassifierFailed(string command, string node, string output) =>
        Diagnostic.Error(
            "node-classifier-failed",
            $"`{command}` could not classify `{node}`",
            help: output.Length == 0 ? "it printed nothing" : $"it printed: {output.ReplaceLineEndings("; ")}"
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

    public static Diagnostic NoKeys() =>
        Diagnostic.Error("no-keys", "no keys were given to look up", help: "write `bunraku lookup KEY`");

    public static Diagnostic NoNodeClassifier(string command) =>
        Diagnostic.Error(
            "no-node-classifier",
            $"{(command.Length == 0 ? "nothing" : $"`{command}`")} is no program that can classify nodes",
            help: "give `--external_nodes` the program's full path"
        );

    public static Diagnostic NoSuchFact(string name) =>
        Diagnostic.Error("no-such-fact", $"fact \"{name}\" does not exist");

    public static Diagnostic NoBundle() =>
        WorldFailed("what came in by standard input is nothing that `apply --target` sends");

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

    public static Diagnostic OptionsConflict(string one, string other) =>
        Diagnostic.Error("options-conflict", $"{one} and {other} options conflict: please specify only one");

    public static Diagnostic OptionWithoutValue(string option) =>
        Diagnostic.Error("option-without-value", $"`{option}` needs a value behind it");

    public static Diagnostic RunInProgress(int holder) =>
        Diagnostic.Error(
            "run-in-progress",
            $"another run is changing this machine (process {holder})",
            help: "wait for it to end"
        );

    public static Diagnostic SubcommandNotTaken(string command) =>
        Diagnostic.Error(
            "subcommand-not-taken",
            $"`puppet {command}` is no command of this program",
            help: command == "agent"
                ? "`puppet apply` converges this machine without a server; `--catalog` applies a catalog of one"
                : "`puppet help` lists those there are"
        );

    public static Diagnostic TargetArchitecture(string name, string kind, string own) =>
        Diagnostic.Error(
            "target-architecture",
            $"`{name}` is of another kind ({kind}) than this program ({own})",
            help: "`--target-program FILE` brings the program that was made for it"
        );

    public static Diagnostic TargetChanged(string name) =>
        Diagnostic.Error(
            "target-unknown",
            $"`{name}` has another host key than the one that is known: it may be another machine",
            help: "if it was set up anew, `ssh-keygen -R` removes the old key"
        );

    public static Diagnostic TargetFailed(string name, string reason, string? help = null) =>
        Diagnostic.Error("target-failed", $"`{name}` could not be converged: {reason}", help: help);

    public static Diagnostic TargetFolder(string name, string reason) =>
        Diagnostic.Error(
            "target-folder",
            $"`{name}` cannot hold or run the program: {reason}",
            help: "`--target-folder DIR` names a folder there that has room and lets programs run"
        );

    public static Diagnostic TargetHangs(string name, TimeSpan patience, bool hasEnded) =>
        Diagnostic.Error(
            "target-hangs",
            $"`{name}` gave no sign of an end for {patience.TotalSeconds:0} seconds",
            help: (
                hasEnded
                    ? "what was begun there was ended, and the next run goes on from there; "
                    : "what was begun there may still run; "
            ) + "`--target-timeout` gives it more time"
        );

    public static Diagnostic TargetLost(string name, string reason) =>
        Diagnostic.Error(
            "target-lost",
            $"`{name}` was lost during the run: {reason}",
            help: "what was begun there may go on, and leaves its report there; apply again to see what is left"
        );

    public static Diagnostic TargetRefuses(string name, string reason) =>
        Diagnostic.Error(
            "target-refuses",
            $"`{name}` lets nobody in without a password or a question: {reason}",
            help: "a key that it accepts is needed: `--ssh 'ssh -i KEY'`, or ssh's agent and configuration"
        );

    public static Diagnostic TargetSilent(string name, string reason, int seconds) =>
        Diagnostic.Error(
            "target-silent",
            $"`{name}` does not answer: {reason}",
            help: $"`--connect-timeout SECONDS` waits longer than {seconds} seconds"
        );

    public static Diagnostic TargetUnknown(string name, string client) =>
        Diagnostic.Error(
            "target-unknown",
            $"`{name}` has a host key that is not known here",
            help: $"`{client} {name}` shows the key, and asks once whether it is the right one"
        );

    public static Diagnostic TargetWithout(string option) =>
        Diagnostic.Error(
            "target-without",
            $"`{option}` does not go together with `--target`",
            help: "it concerns this machine; without `--target` it is taken"
        );

    public static Diagnostic UnknownCommand(string word, IEnumerable<string> known) =>
        Diagnostic.Error(
            "unknown-command",
            $"there is no command `{word}`",
            help: Suggestion.Help(word, known) ?? "`bunraku --help` lists them"
        );

    public static Diagnostic UnknownEnvironment(string name, string path) =>
        Diagnostic.Error(
            "unknown-environment",
            $"could not find a directory environment named '{name}' anywhere in the path: {path}",
            help: "does the directory exist?"
        );

    public static Diagnostic UnknownImage(string name, IEnumerable<string> known) =>
        Diagnostic.Error(
            "unknown-image",
            $"the site has no image `{name}`",
            help: Suggestion.Help(name, known) ?? "its images are " + string.Join(", ", known)
        );

    public static Diagnostic UnknownOption(string command, string word, IEnumerable<string> known) =>
        Diagnostic.Error(
            "unknown-option",
            $"`{command}` has no option `{word}`",
            help: Suggestion.Help(word.Split('=')[0], known) ?? $"`bunraku {command} --help` lists them"
        );

    public static Diagnostic UnknownPage(string kind, string name, IEnumerable<string> known) =>
        Diagnostic.Error(
            "unknown-page",
            $"there is no {kind} `{name}`",
            help: Suggestion.Help(name, known)
                ?? $"`bunraku {kind}s` lists them; `--modulepath` adds those of modules"
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
            help: "what was being written was not kept; see to the cause and try again"
        );

    public static Diagnostic UnknownCheck(string name, IEnumerable<string> known) =>
        Diagnostic.Error(
            "unknown-check",
            $"there is no check `{name}`",
            help: Suggestion.Help(name, known) ?? "`bunraku lint --list-checks` lists them"
        );

    public static Diagnostic UnknownFormat(string name) =>
        Diagnostic.Error("unknown-format", $"unknown rendering format `{name}`", help: "use s, json or yaml");

    public static Diagnostic UnknownMerge(string name) =>
        Diagnostic.Error(
            "unknown-merge",
            $"the option --merge only accepts first, hash, unique, or deep, not `{name}`",
            help: Suggestion.Help(name, ["first", "hash", "unique", "deep"])
        );

    public static Diagnostic UnreadableFile(string path, string reason) =>
        Diagnostic.Error("unreadable-file", $"the file `{path}` cannot be read: {reason}");
}
