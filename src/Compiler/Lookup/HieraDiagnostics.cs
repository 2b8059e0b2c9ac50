using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Every sentence about <c>hiera.yaml</c> and the other places that configure lookups.</summary>
internal static class HieraDiagnostics
{
    public static Diagnostic Configuration(
        string problem,
        Span? at,
        string? help,
        ReferenceWording reference
    ) =>
        Diagnostic.Error(
            "hiera-configuration",
            $"the Hiera configuration cannot be used: {problem}",
            at,
            help: help
        ) with
        {
            Reference = reference,
        };

    /// <summary>Everything in a configuration that does not have the shape of its version.</summary>
    public static Diagnostic ConfigurationShape(
        ImmutableArray<ValueMismatch> problems,
        Func<ValueMismatch, Span> placeOf,
        string sentence
    ) =>
        Configuration(
            problems.Length == 1
                ? problems[0].Sentence
                : $"{problems[0].Sentence}, and {problems.Length - 1} more",
            placeOf(problems[0]),
            Suggestion.Help(
                problems[0].Sentence.Split('\'') is [.., var word, ""] ? word : "",
                Compiler.ConfigurationShape.Keys
            ),
            LookupDiagnostics.Evaluation(sentence)
        ) with
        {
            Secondary = [.. problems.Skip(1).Select(other => new Label(placeOf(other), other.Sentence))],
        };

    public static Diagnostic InvalidUri(string text, Span? at) =>
        Configuration(
            $"`{text}` is no URI",
            at,
            "percent-encode characters that a URI cannot hold",
            LookupDiagnostics.Evaluation(
                text.All(char.IsAscii)
                    ? $"bad URI(is not URI?): {RubyText.Inspect(new StringValue(text))}"
                    : $"URI must be ascii only {RubyText.Inspect(new StringValue(text))}"
            )
        );

    public static Diagnostic MethodNotAllowed(Span? at, string file) =>
        Diagnostic.Error(
            "interpolation-method-not-allowed",
            "a hierarchy may name variables, but not look up keys",
            at,
            help: "write `%{variable}`"
        ) with
        {
            Reference = LookupDiagnostics.Plain(
                $"Interpolation using method syntax is not allowed in this context (file: {file})",
                "HIERA_INTERPOLATION_METHOD_SYNTAX_NOT_ALLOWED"
            ),
        };

    /// <summary>Two sections of a Hiera 3 configuration for one backend.</summary>
    public static Diagnostic RepeatedBackend(SourceFile file, string name, Span? at) =>
        Repeated(
            file,
            $"the backend `{name}` is named twice",
            at,
            $@"[^\w]{Regex.Escape(name)}(?:[^\w]|$)",
            $"Backend '{name}' is defined more than once.",
            "HIERA_BACKEND_MULTIPLY_DEFINED"
        );

    public static Diagnostic MissingEyamlPath(HierarchyEntry entry) =>
        Configuration(
            $"the level `{entry.Name}` names no files",
            entry.Place.File is null ? null : entry.Place,
            "add a `path`",
            LookupDiagnostics.Evaluation(
                "'eyaml_lookup_key': one of 'path', 'paths' 'glob', 'globs' or 'mapped_paths' must be declared in "
                    + "hiera.yaml when using this lookup_key function"
            )
        );

    public static Diagnostic RepeatedName(
        SourceFile file,
        HierarchyEntry second,
        HierarchyEntry first,
        string pattern
    ) =>
        Repeated(
            file,
            $"two levels are called `{second.Name}`",
            second.Place,
            pattern,
            $"Hierarchy name '{second.Name}' defined more than once.",
            "HIERA_HIERARCHY_NAME_MULTIPLY_DEFINED"
        ) with
        {
            Secondary = [new Label(first.Place, "the first one")],
        };

    /// <summary>A level that asks for a Hiera 3 backend where it cannot, or need not.</summary>
    public static Diagnostic RubyBackend(SourceFile file, HierarchyEntry entry, bool isGlobal)
    {
        var name = Regex.Escape(entry.Function);
        return Configuration(
            $"the level `{entry.Name}` uses a Hiera 3 backend, which is Ruby code",
            entry.FunctionPlace,
            $"use `data_hash: {entry.Function}_data`, or a data function in the Puppet language",
            isGlobal
                ? LookupDiagnostics.AtLine(
                    $"Use \"data_hash: {entry.Function}_data\" instead of \"hiera3_backend: {entry.Function}\"",
                    "HIERA_V3_BACKEND_REPLACED_BY_DATA_HASH",
                    file,
                    HieraConfiguration.LineMatching(file, $@"\s+hiera3_backend:\s*['""]?{name}(?:[^\w]|$)")
                )
                : LookupDiagnostics.AtLine(
                    "'hiera3_backend' is only allowed in the global layer",
                    "HIERA_V3_BACKEND_NOT_GLOBAL",
                    file,
                    HieraConfiguration.LineMatching(file, @"\s+hiera3_backend:")
                )
        );
    }

    /// <summary>A backend of version 4 that there is none of.</summary>
    public static Diagnostic UnknownBackend(SourceFile file, HierarchyEntry entry)
    {
        var name = entry.Function[..^"_data".Length];
        return Configuration(
            $"there is no backend `{name}`",
            entry.FunctionPlace ?? entry.Place,
            "use `yaml`, `json` or `hocon`",
            LookupDiagnostics.AtLine(
                $"No data provider is registered for backend '{name}'",
                "HIERA_NO_PROVIDER_FOR_BACKEND",
                file,
                HieraConfiguration.LineMatching(file, $@"[^\w]{Regex.Escape(name)}(?:[^\w]|$)")
            )
        );
    }

    /// <summary>What <c>environment.conf</c> or <c>metadata.json</c> names as a source of data.</summary>
    public static Diagnostic UnknownDataProvider(string name, string environment) =>
        Diagnostic.Error(
            "unknown-data-provider",
            $"there is no data provider `{name}`",
            help: "write a `hiera.yaml`, and leave the setting out"
        ) with
        {
            Reference = LookupDiagnostics.Evaluation(
                $"Environment '{environment}', cannot find environment_data_provider '{name}'"
            ),
        };

    public static Diagnostic UnknownFunction(string kind, string name, Span? at, string configuration) =>
        Diagnostic.Error(
            "unknown-data-function",
            $"there is no `{kind}` function `{name}`",
            at,
            help: Suggestion.Help(name, LookupBackend.Names)
                ?? "`yaml_data`, `json_data` and `hocon_data` are built in"
        ) with
        {
            Reference = LookupDiagnostics.Plain(
                configuration.Length > 0
                    ? $"Unable to find '{kind}' function named '{name}' (file: {configuration})"
                    : $"Unable to find '{kind}' function named '{name}'",
                "HIERA_DATA_PROVIDER_FUNCTION_NOT_FOUND"
            ),
        };

    public static Diagnostic UnknownPathVariable(string name, Span? at, SourceFile file) =>
        LookupDiagnostics.UnknownVariable(name, at) with
        {
            Reference = LookupDiagnostics.AtLine(
                $"Undefined variable '{name}'",
                "HIERA_UNDEFINED_VARIABLE",
                file,
                HieraConfiguration.LineMatching(file, $@"%\{{['""]?{Regex.Escape(name)}['""]?}}")
            ),
        };

    private static Diagnostic Repeated(
        SourceFile file,
        string problem,
        Span? at,
        string pattern,
        string sentence,
        string issueCode
    )
    {
        var first = HieraConfiguration.LineMatching(file, pattern);
        var second = first is { } line ? HieraConfiguration.LineMatching(file, pattern, line + 1) : null;
        var told = second is null ? sentence : $"{sentence} First defined at (line: {first})";
        return Configuration(
            problem,
            at,
            "give each its own name",
            LookupDiagnostics.AtLine(told, issueCode, file, second ?? first)
        );
    }
}
