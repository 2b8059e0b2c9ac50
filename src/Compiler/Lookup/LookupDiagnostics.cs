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

    public static Diagnostic CannotDecrypt(string text, string key, string path, string reason, Span? at) =>
        Diagnostic.Error(
            "cannot-decrypt",
            $"the value of `{key}` cannot be decrypted: {reason}",
            at,
            help: "look at `pkcs7_private_key` and `pkcs7_public_key` in the options of the level"
        ) with
        {
            Reference = Plain(
                $"hiera-eyaml backend error decrypting {text} when looking up {key} in {path}. Error was {reason}"
            ),
        };

    public static Diagnostic CannotMerge(string sentence) =>
        Diagnostic.Error(
            "cannot-merge",
            Lowered(sentence.Trim().Split('\n')[0]),
            help: "give the key a value of the same kind in every data file, or merge it in another way"
        ) with
        {
            Reference = Evaluation(sentence),
        };

    public static Diagnostic CannotSort(Value left, Value right) =>
        Diagnostic.Error(
            "cannot-sort",
            $"`sort_merged_arrays` cannot compare {RubyText.ClassOf(left)} with {RubyText.ClassOf(right)}",
            help: "leave the array unsorted, or make its elements of one kind"
        ) with
        {
            Reference = Evaluation(
                $"comparison of {RubyText.ClassOf(left)} with "
                    + $"{(right is StringValue or ArrayValue or HashValue ? RubyText.ClassOf(right) : right)} failed"
            ),
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

    public static Diagnostic DataFileIsDirectory(string path) =>
        Diagnostic.Error(
            "data-file-unreadable",
            $"`{path}` is a directory, not a data file",
            help: "name a file in it, or use `glob`"
        ) with
        {
            Reference = Evaluation($"Is a directory @ io_fread - {path}"),
        };

    public static Diagnostic DataFileMissing(string path) =>
        Diagnostic.Error(
            "data-file-unreadable",
            $"there is no file `{path}`",
            help: "name one that is there"
        ) with
        {
            Reference = Evaluation($"No such file or directory @ rb_file_s_stat - {path}"),
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

    public static Diagnostic EmptyKnockoutPrefix() =>
        Diagnostic.Error(
            "unknown-merge-option",
            "`knockout_prefix` cannot be empty",
            help: "give it a text that no element begins with, such as `--`"
        ) with
        {
            Reference = Evaluation("knockout_prefix cannot be an empty string in deep_merge!"),
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

    /// <summary>A value that no data may hold, such as a symbol.</summary>
    public static Diagnostic InvalidValue(string origin, string type, Span? at) =>
        Diagnostic.Error(
            "invalid-data-value",
            $"a value in the data is a {type}, which the language has no use for",
            at,
            help: "write it as a string, a number, a boolean, an array or a hash"
        ) with
        {
            Reference = Plain($"{origin} has wrong type, expects Puppet::LookupValue, got {type}"),
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

    public static Diagnostic MalformedPattern(string pattern, string problem) =>
        Diagnostic.Error(
            "invalid-lookup-options",
            $"the pattern `{pattern}` in `lookup_options` is malformed: {problem}",
            help: "a key that begins with `^` is a regular expression"
        ) with
        {
            Reference = Evaluation(problem),
        };

    public static Diagnostic MissingStrategy() =>
        Diagnostic.Error(
            "unknown-merge-strategy",
            "the hash given as `merge` names no strategy",
            help: "add `strategy => deep`, or another"
        ) with
        {
            Reference = Evaluation(
                "The hash given as 'merge' must contain the name of a strategy in string form for the key "
                    + "'strategy'"
            ),
        };

    /// <summary>What <c>hiera_hash</c> found where it wants a hash.</summary>
    public static Diagnostic NoHashForHiera3(Value value) =>
        Diagnostic.Error(
            "cannot-merge",
            $"value has wrong type, expects a Hash value, got {TypeInference.Of(value).Name}",
            help: "call `hiera`, or give the key a hash in every data file"
        ) with
        {
            Reference = Plain(
                $"value has wrong type, expects a Hash value, got {TypeInference.Of(value).Name}"
            ),
        };

    /// <summary>A data file that is no text.</summary>
    public static Diagnostic NoText(string path, Diagnostic problem) =>
        problem with
        {
            Reference = Plain(
                $"Unable to parse ({path}): incomplete UTF-8 octet sequence at line 1 column 1"
            ),
        };

    public static Diagnostic NotAHash(Value value, string segment, string key) =>
        Diagnostic.Error(
            "key-into-scalar",
            $"`{segment}` of the key `{key}` leads into {RubyText.ClassOf(value)}, not into a hash",
            help: "quote the key if its name has dots in it: `'\"a.b\"'`"
        ) with
        {
            // The reference stumbles over integers, whose bits it could index.
            Reference =
                value is IntegerValue
                    ? Evaluation(
                        $"undefined method `include?' for {value}:Integer\n\n"
                            + "            unless value.include?(segment)\n                        ^^^^^^^^^"
                    )
                    : Plain(
                        $"Data Provider type mismatch: Got {RubyText.ClassOf(value)} when a hash-like object was "
                            + $"expected to access value using '{segment}' from key '{key}'"
                    ),
        };

    /// <summary>A data function that returns no hash.</summary>
    public static Diagnostic NotAHashOfData(string subject, Value value, Span? at) =>
        Diagnostic.Error(
            "cannot-merge",
            Lowered($"{subject} has wrong type, expects a Hash value, got {TypeInference.Of(value).Name}"),
            at,
            help: "return a hash from keys to values"
        ) with
        {
            Reference = Plain(
                $"{subject} has wrong type, expects a Hash value, got {TypeInference.Of(value).Name}"
            ),
        };

    /// <summary>A <c>convert_to</c> that is no type; the key is filled in by who knows it.</summary>
    public static Diagnostic NotAType(string text, string problem) =>
        Diagnostic.Error(
            "invalid-lookup-options",
            $"`convert_to` is not a data type: `{text}`: {problem}",
            help: "write a type such as `Sensitive`, or an array of a type and arguments"
        ) with
        {
            Reference = Plain($"could not parse '{text}', error: '{problem}", "SYNTAX_ERROR"),
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

    public static Diagnostic UnknownStrategy(string name) =>
        Diagnostic.Error(
            "unknown-merge-strategy",
            $"unknown merge strategy `{name}`",
            help: Suggestion.Help(name, MergeStrategy.Names) ?? "use `first`, `unique`, `hash` or `deep`"
        ) with
        {
            Reference = Evaluation($"Unknown merge strategy: '{name}'"),
        };

    public static Diagnostic UnknownStrategyOption(string name, string sentence) =>
        Diagnostic.Error(
            "unknown-merge-option",
            $"the merge option `{name}` is unknown, or has a value of the wrong type",
            help: Suggestion.Help(name, MergeStrategy.OptionNames)
        ) with
        {
            Reference = Evaluation(sentence),
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

    /// <summary>A sentence about a line of a file, or about the file where no line is known.</summary>
    public static ReferenceWording AtLine(string sentence, string issueCode, SourceFile file, int? line)
    {
        if (line is null)
        {
            return Plain($"{sentence} (file: {file.Path})", issueCode);
        }
        var start = 0;
        for (var number = 1; number < line; number++)
        {
            start = file.Text.IndexOf('\n', start) + 1;
        }
        return AtLine(sentence, issueCode, file.At(start, start));
    }

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

    /// <summary>What the global layer makes of a failure that has no code.</summary>
    public static ReferenceWording GlobalFailure(string key, string message) =>
        Evaluation($"Lookup of key '{key}' failed: {message}");

    /// <summary>Whether a layer takes a failure over: one of a merge, or of a lookup within it.</summary>
    public static bool IsOfLookup(Diagnostic failure) =>
        failure.Reference is { HasPlace: true, Place: null, IssueCode: "RUNTIME_ERROR" } reference
        && (
            failure.Code == "cannot-merge"
            || reference.Message.StartsWith("Lookup of key '", StringComparison.Ordinal)
        );

    /// <summary>
    /// A failure as it looks from outside of the layer it happened in: the call is not named any more.
    /// </summary>
    public static EvaluationException InLayer(EvaluationException failure) =>
        new(failure.Diagnostic with { Reference = Plain(failure.Diagnostic.Reference!.Message) });

    private static string Lowered(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    /// <summary>A sentence that the reference says without naming a place in a manifest.</summary>
    public static ReferenceWording Plain(string sentence, string issueCode = "") =>
        new(issueCode, sentence) { HasPlace = false };
}
