using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>Every sentence this room says.</summary>
internal static class ModulesDiagnostics
{
    public static Diagnostic DigestMismatch(string module, string wanted, string got) =>
        Diagnostic.Error(
            "module-digest",
            $"module `{module}` is not what the lock file says: {wanted} is wanted, {got} came",
            help: "if the release was replaced on purpose, remove the module from the lock file"
        );

    public static Diagnostic DirectoryTaken(Span at, string module, string directory) =>
        Diagnostic.Error(
            "module-directory-taken",
            $"`{directory}` is there already and was not installed from a Puppetfile",
            at,
            help: $"remove it, or say that it stays: `mod '{module}', :local => true`"
        );

    public static Diagnostic DuplicateModule(Span at, Span first, string module) =>
        Diagnostic.Error(
            "duplicate-module",
            $"module `{module}` is named twice",
            at,
            help: "keep one of them; two modules of one name cannot be installed side by side"
        ) with
        {
            Secondary = [new Label(first, "first named here")],
        };

    public static Diagnostic FetchFailed(Span at, string module, string reason) =>
        Diagnostic.Error("module-fetch", $"module `{module}` cannot be fetched: {reason}", at);

    public static Diagnostic InvalidLock(Span at, string problem) =>
        Diagnostic.Error(
            "invalid-lock-file",
            $"the lock file cannot be used: {problem}",
            at,
            help: "remove it, and the modules are resolved anew"
        );

    public static Diagnostic InvalidMetadata(Span at, string problem) =>
        Diagnostic.Error(
            "invalid-module-metadata",
            $"the metadata of a module cannot be used: {problem}",
            at
        );

    public static Diagnostic InvalidName(Span at, string name) =>
        Diagnostic.Error(
            "invalid-module-name",
            $"`{name}` is not the name of a module",
            at,
            help: "a name is `owner/name` in lower case, or `name` alone for a path or a git repository"
        );

    public static Diagnostic InvalidVersion(Span at, string version) =>
        Diagnostic.Error(
            "invalid-module-version",
            $"`{version}` is not a version",
            at,
            help: "write `'1.2.3'`, `'>= 1.2.0 < 3.0.0'` or `:latest`"
        );

    public static Diagnostic MissingDependency(Span at, string module, string dependency, string range) =>
        Diagnostic.Warning(
            "missing-dependency",
            $"module `{module}` needs `{dependency}` {range}, which the Puppetfile does not name",
            at,
            help: $"add `mod '{dependency}'`"
        );

    public static Diagnostic MissingDirectory(Span at, string path) =>
        Diagnostic.Error(
            "missing-module-directory",
            $"there is no directory `{path}`",
            at,
            help: "paths are relative to the Puppetfile"
        );

    public static Diagnostic MissingUrl(Span at, string module) =>
        Diagnostic.Error(
            "missing-git-url",
            $"module `{module}` comes from git, but from which repository is not said",
            at,
            help: "write `:git => 'https://…'`"
        );

    public static Diagnostic NoOwner(Span at, string module) =>
        Diagnostic.Error(
            "module-without-owner",
            $"module `{module}` cannot come from the Forge without its owner",
            at,
            help: $"write `'owner/{module}'`, or say where it is: `:git => …` or `:path => …`"
        );

    public static Diagnostic RubyCode(Span at, Span statement) =>
        Diagnostic.Error(
            "ruby-in-puppetfile",
            "a Puppetfile is read as a list here, not run as a Ruby program",
            at,
            "this is not a plain value",
            "write the value out"
        ) with
        {
            Secondary = statement.Line == at.Line ? [] : [new Label(statement, "in this statement")],
        };

    public static Diagnostic TwoReferences(Span at, string first, string second) =>
        Diagnostic.Error(
            "two-git-references",
            $"both `{first}` and `{second}` say what to check out",
            at,
            help: "keep one of them"
        );

    public static Diagnostic UnknownOption(Span at, string name, ImmutableArray<string> known) =>
        Diagnostic.Error(
            "unknown-module-option",
            $"unknown option `{name}`",
            at,
            help: Suggestion.Help(name, known)
        );

    public static Diagnostic UnknownStatement(Span at, string word, ImmutableArray<string> known) =>
        Diagnostic.Error(
            "unknown-puppetfile-statement",
            $"unknown statement `{word}` in a Puppetfile",
            at,
            help: Suggestion.Help(word, known)
                ?? "a Puppetfile has `forge`, `moduledir`, `metadata` and `mod`"
        );

    public static Diagnostic UnsupportedSource(Span at, string kind) =>
        Diagnostic.Error(
            "unsupported-module-source",
            $"modules cannot be fetched from `{kind}`",
            at,
            help: "use `:git`, `:path`, or a release of the Forge"
        );

    public static Diagnostic WrongArguments(Span at, string word) =>
        Diagnostic.Error(
            "wrong-puppetfile-arguments",
            $"`{word}` has the wrong arguments",
            at,
            help: "write `forge 'https://…'`, `moduledir 'modules'`, `metadata`, or `mod 'owner/name', '1.2.3'`"
        );

    public static Diagnostic WrongDependency(
        Span at,
        string module,
        string dependency,
        string range,
        string version
    ) =>
        Diagnostic.Warning(
            "wrong-dependency",
            $"module `{module}` needs `{dependency}` {range}, but {version} is installed",
            at,
            help: $"choose another version of `{dependency}` or of `{module}`"
        );
}
