using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Every sentence that lookups say.</summary>
internal static class LookupDiagnostics
{
    public static Diagnostic AliasNotWhole(Span? at) =>
        Diagnostic.Error(
            "alias-not-alone",
            "`alias` stands for a whole value and cannot be part of a longer string",
            at,
            help: "use `lookup` to put the value's text into a string"
        ) with
        {
            Reference = Plain(
                "'alias' interpolation is only permitted if the expression is equal to the entire string",
                "HIERA_INTERPOLATION_ALIAS_NOT_ENTIRE_STRING"
            ),
        };

    public static Diagnostic CannotMerge(string subject, string expected, Value value, Span? at) =>
        Diagnostic.Error(
            "cannot-merge",
            $"{Lowered(subject)} has wrong type, expects {expected}, got {TypeInference.Of(value).Name}",
            at,
            help: "give the key a value of the same kind in every data file, or merge it in another way"
        ) with
        {
            Reference = Plain(
                $"{subject} has wrong type, expects {expected}, got {TypeInference.Of(value).Name}"
            ),
        };

    public static Diagnostic CannotSort(Value left, Value right) =>
        Diagnostic.Error(
            "cannot-sort",
            $"`sort_merged_arrays` cannot compare {RubyText.ClassOf(left)} with {RubyText.ClassOf(right)}",
            help: "leave the array unsorted, or make its elements of one kind"
        ) with
        {
            Reference = Evaluation(
                $"comparison of {RubyText.ClassOf(left)} with {(right is StringValue ? "String" : right)} failed"
            ),
        };

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

    public static Diagnostic ConversionFailed(string key, string reason) =>
        Diagnostic.Error(
            "conversion-failed",
            $"the value of `{key}` cannot be converted as `lookup_options` say: {reason}",
            help: "look at `convert_to` for this key"
        ) with
        {
            Reference = Plain($"The convert_to lookup_option for key '{key}' raised error: {reason}"),
        };

    public static Diagnostic DataFileNotHash(SourceFile file, Span? at, string kind) =>
        Diagnostic.Error(
            "data-file-not-hash",
            $"file does not contain a valid {kind} hash",
            at ?? file.At(0, 0),
            "keys with their values are wanted here",
            "write `key: value`"
        ) with
        {
            Reference = Plain($"{file.Path}: file does not contain a valid {kind} hash"),
        };

    public static Diagnostic InterpolationMethod(string name, Span? at) =>
        Diagnostic.Error(
            "unknown-interpolation-method",
            $"unknown interpolation method `{name}`",
            at,
            help: Suggestion.Help(name, Interpolation.Methods)
                ?? "use `lookup`, `alias`, `literal` or `scope`"
        ) with
        {
            Reference = Plain(
                $"Unknown interpolation method '{name}'",
                "HIERA_INTERPOLATION_UNKNOWN_INTERPOLATION_METHOD"
            ),
        };

    public static Diagnostic InvalidOptions(string problem) =>
        Diagnostic.Error(
            "invalid-lookup-options",
            $"`lookup_options` cannot be used: {problem}",
            help: "`lookup_options` is a hash from keys to hashes with `merge` and `convert_to`"
        ) with
        {
            Reference = Plain(problem.Replace('`', '\'')),
        };

    public static Diagnostic KeyNotFound(ImmutableArray<string> names, string? nearest) =>
        Diagnostic.Error(
            "key-not-found",
            names.Length == 1
                ? $"Hiera has no value for `{names[0]}`"
                : $"Hiera has no value for any of {string.Join(", ", names.Select(name => $"`{name}`"))}",
            help: nearest is null
                ? "add the key to a data file, or give a default"
                : $"did you mean `{nearest}`?"
        ) with
        {
            Reference = Plain(
                names.Length == 1
                    ? $"Function lookup() did not find a value for the name '{names[0]}'"
                    : "Function lookup() did not find a value for any of the names "
                        + $"[{string.Join(", ", names.Select(name => $"'{name}'"))}]"
            ),
        };

    public static Diagnostic MalformedKey(string what, string text, Span? at) =>
        Diagnostic.Error(
            "malformed-key",
            $"syntax error in {what} `{text}`",
            at,
            help: "segments are joined by single dots; a segment with a dot in it is quoted"
        ) with
        {
            Reference = Plain($"Syntax error in {what}: {(what == "key" ? $"'{text}'" : text)}"),
        };

    public static Diagnostic MethodNotAllowed(Span? at) =>
        Diagnostic.Error(
            "interpolation-method-not-allowed",
            "a hierarchy may name variables, but not look up keys",
            at,
            help: "write `%{variable}`"
        ) with
        {
            Reference = Plain(
                "Interpolation using method syntax is not allowed in this context",
                "HIERA_INTERPOLATION_METHOD_SYNTAX_NOT_ALLOWED"
            ),
        };

    public static Diagnostic NotAHash(Value value, string segment, string key) =>
        Diagnostic.Error(
            "key-into-scalar",
            $"`{segment}` of the key `{key}` leads into {RubyText.ClassOf(value)}, not into a hash",
            help: "quote the key if its name has dots in it: `'\"a.b\"'`"
        ) with
        {
            Reference = Plain(
                $"Data Provider type mismatch: Got {RubyText.ClassOf(value)} when a hash-like object was expected "
                    + $"to access value using '{segment}' from key '{key}'"
            ),
        };

    public static Diagnostic Recursive(ImmutableArray<string> names, string repeated) =>
        Diagnostic.Error(
            "recursive-lookup",
            $"the value of `{repeated}` depends on itself: {string.Join(" → ", names.Append(repeated))}",
            help: "break the circle in one of the data files"
        ) with
        {
            Reference = Plain($"Recursive lookup detected in [{string.Join(", ", names)}]"),
        };

    public static Diagnostic UnknownFunction(string kind, string name, Span? at, string configuration) =>
        Diagnostic.Error(
            "unknown-data-function",
            $"there is no `{kind}` function `{name}`",
            at,
            help: name == "hocon_data"
                ? "HOCON is not read; write the data as YAML or JSON"
                : Suggestion.Help(name, LookupBackend.Names) ?? "`yaml_data` and `json_data` are built in"
        ) with
        {
            Reference = Plain(
                $"Unable to find '{kind}' function named '{name}' (file: {configuration})",
                "HIERA_DATA_PROVIDER_FUNCTION_NOT_FOUND"
            ),
        };

    public static Diagnostic UnknownStrategy(string name) =>
        Diagnostic.Error(
            "unknown-merge-strategy",
            $"unknown merge strategy `{name}`",
            help: Suggestion.Help(name, MergeStrategy.Names) ?? "use `first`, `unique`, `hash` or `deep`"
        ) with
        {
            Reference = Evaluation($"Unknown merge strategy: '{name}'"),
        };

    public static Diagnostic UnknownStrategyOption(string name) =>
        Diagnostic.Error(
            "unknown-merge-option",
            $"unknown merge option `{name}`",
            help: Suggestion.Help(name, MergeStrategy.OptionNames)
        ) with
        {
            Reference = Evaluation($"The merge options has wrong type, unrecognized key '{name}'"),
        };

    public static Diagnostic UnknownPathVariable(string name, Span? at) =>
        UnknownVariable(name, at) with
        {
            Reference = AtLine($"Undefined variable '{name}'", "HIERA_UNDEFINED_VARIABLE", at),
        };

    public static Diagnostic UnknownVariable(string name, Span? at) =>
        Diagnostic.Error(
            "unknown-data-variable",
            $"undefined variable `{name}` in data",
            at,
            help: name.Contains('.', StringComparison.Ordinal) ? null : "facts are written `%{facts.name}`"
        ) with
        {
            Reference = Evaluation($"Undefined variable '{name}'; "),
        };

    public static Diagnostic WrongType(string sentence) =>
        Diagnostic.Error(
            "wrong-data-type",
            $"a looked up value does not fit: {Lowered(sentence)}",
            help: "mend the value in the data file, or the type that is asked for"
        ) with
        {
            Reference = Evaluation(sentence),
        };

    /// <summary>A sentence that the reference says without naming a place in a manifest.</summary>
    public static ReferenceWording Plain(string sentence, string issueCode = "") =>
        new(issueCode, sentence) { HasPlace = false };

    /// <summary>A sentence about a line of a configuration file.</summary>
    public static ReferenceWording AtLine(string sentence, string issueCode, Span? place) =>
        new(issueCode, sentence)
        {
            HasPlace = place is not null,
            IsLineOnly = true,
            Place = place,
        };

    /// <summary>A sentence that the reference says as the failure of the call that led to it.</summary>
    public static ReferenceWording Evaluation(string sentence) => new("RUNTIME_ERROR", sentence);

    private static string Lowered(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
