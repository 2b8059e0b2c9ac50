using System.Collections.Immutable;
using System.Numerics;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>What is said when an expression cannot be evaluated.</summary>
internal static class CompilerDiagnostics
{
    public static Diagnostic AssignmentCount(Span span, int expected, int actual) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "assignment-mismatch",
                $"{expected} variables cannot take {actual} values",
                span
            ),
            "ILLEGAL_MULTI_ASSIGNMENT_SIZE",
            $"Mismatched number of assignable entries and values, expected {expected}, got {actual}"
        );

    public static Diagnostic AssignmentKey(Span span, string key) =>
        Wording.Evaluation(
            Diagnostic.Error("assignment-mismatch", $"the hash has no key `{key}` for `${key}`", span),
            "MISSING_MULTI_ASSIGNMENT_KEY",
            $"No value for required key '{key}' in assignment to variables from hash"
        );

    public static Diagnostic AssignmentVariable(Span span, string variable) =>
        Wording.Evaluation(
            Diagnostic.Error("assignment-mismatch", $"the class has no variable `${variable}`", span),
            "MISSING_MULTI_ASSIGNMENT_VARIABLE",
            $"No value for required variable '${variable}' in assignment to variables from class reference"
        );

    public static Diagnostic BadEnvironmentLine(Span span, string line) =>
        Wording.Raw(
            Diagnostic.Error(
                "bad-environment-line",
                $"`{line}` is no setting",
                span,
                null,
                "write `name = value`, or `#` before a comment"
            ),
            $"Could not match line {line}"
        );

    public static Diagnostic BadRegexp(Span span, string problem) =>
        Wording.Evaluation(
            Diagnostic.Error("bad-match", $"the right side is no regular expression: {problem}", span),
            "MATCH_NOT_REGEXP",
            $"Can not convert right match operand to a regular expression. Caused by '{problem}'."
        );

    public static Diagnostic BadTemplate(CallSite site, string function, Diagnostic problem) =>
        Wording.AtSite(problem, site, $"{function}(): Invalid EPP: {Outcome.WithPlace(problem)}");

    public static Diagnostic BadTypeParameters(Span span, string issueCode, string message) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "bad-type-parameters",
                $"a data type cannot be made so: {Wording.Sentence(message)}",
                span
            ),
            issueCode,
            message
        );

    public static Diagnostic CallFailed(
        CallSite site,
        string message,
        string issueCode = Wording.RuntimeError
    )
    {
        var diagnostic = Diagnostic.Error(
            "call-failed",
            $"`{site.Name}` failed: {Wording.Sentence(message)}",
            site.Place
        );
        return issueCode == Wording.RuntimeError
            ? Wording.AtSite(diagnostic, site, message)
            : Wording.Evaluation(diagnostic, issueCode, message);
    }

    public static Diagnostic DivisionByZero(Span span) =>
        Wording.Evaluation(
            Diagnostic.Error("division-by-zero", "division by 0", span),
            "DIV_BY_ZERO",
            "Division by 0"
        );

    public static Diagnostic ExpressionFailed(Span span, string label, string message) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "expression-failed",
                $"this cannot be evaluated: {Wording.Sentence(message)}",
                span
            ),
            Wording.RuntimeError,
            $"Error while evaluating a {label}, {message}"
        );

    /// <summary>A misuse of a data type or pattern that no call or expression has put into words.</summary>
    public static Diagnostic Misused(Span? span, string message) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "expression-failed",
                $"this cannot be evaluated: {Wording.Sentence(message)}",
                span
            ),
            message
        );

    public static Diagnostic IllegalExit(Exit exit, Span span)
    {
        var name = exit.ToString().ToLowerInvariant();
        var file = span.File.Path == SiteManifest.CodeName ? "unknown" : span.File.Path;
        return Wording.Unplaced(
            Diagnostic.Error("illegal-exit", $"`{name}` is called where there is nothing to leave", span),
            $"{name}() from context where this is illegal (file: {file}, line: {span.Line})"
        );
    }

    /// <summary>Out of a define the same is told as a failure of something that has no name.</summary>
    public static Diagnostic IllegalExitOfDefine(Diagnostic exit)
    {
        var sentence = exit.Reference!.Message;
        sentence = sentence[..sentence.IndexOf(" (file: ", StringComparison.Ordinal)];
        return exit with
        {
            Reference = new ReferenceWording(
                Wording.RuntimeError,
                $"{Wording.EvaluationError}Error while evaluating an Object, {sentence}"
            )
            {
                IsLineOnly = true,
                NamesUnknownFile = true,
                Place = exit.Primary?.Span,
            },
        };
    }

    public static Diagnostic InfiniteResult(Span span, string op) =>
        Wording.Evaluation(
            Diagnostic.Error("number-out-of-range", $"the result of `{op}` is infinite", span),
            "RESULT_IS_INFINITY",
            $"The result of the {op} expression is Infinity"
        );

    public static Diagnostic IntegerOverflow(Span span, string op, BigInteger number)
    {
        var sign = number.Sign < 0 ? "-" : "+";
        var hex = BigInteger.Abs(number).ToString("x", null).TrimStart('0');
        return Wording.Evaluation(
            Diagnostic.Error(
                "number-out-of-range",
                $"the result of `{op}` does not fit into 64 bits: {number}",
                span
            ),
            "NUMERIC_OVERFLOW",
            $"A '{op}' expression resulted in a value outside of Puppet Integer "
                + $"{(number.Sign < 0 ? "min" : "max")} range, got '{sign}0x{hex}'"
        );
    }

    public static Diagnostic MatchOfNonString(Span span, Value value) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "bad-match",
                $"only strings can be matched, and this is {ValueLabel.WithArticle(value)}",
                span
            ),
            "MATCH_NOT_STRING",
            $"Left match operand must result in a String value. Got {ValueLabel.WithArticle(value)}."
        );

    public static Diagnostic MissingParameter(Span span, string name) =>
        Wording.Evaluation(
            Diagnostic.Error("missing-argument", $"the lambda's parameter `${name}` gets no value", span),
            "MISSING_REQUIRED_PARAMETER",
            $"Parameter ${name} is required but no value was given"
        );

    public static Diagnostic NoMatchingEntry(Span span, Value value) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "no-matching-entry",
                $"no matching entry for selector parameter with value `{value}`",
                span,
                "no option fits this value",
                "add an option for it, or `default`"
            ),
            "UNMATCHED_SELECTOR",
            $"No matching entry for selector parameter with value '{value}'"
        );

    public static Diagnostic NotAType(Span span) =>
        Wording.Evaluation(
            Diagnostic.Error("not-a-type", "this does not name a data type", span),
            Wording.RuntimeError,
            "The expression is not a valid type specification."
        );

    public static Diagnostic NotComparable(Span span, string op, Value left, Value right, string problem) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "not-comparable",
                $"{ValueLabel.WithArticle(left)} and {ValueLabel.WithArticle(right)} have no order",
                span
            ),
            "COMPARISON_NOT_POSSIBLE",
            $"Comparison of: {ValueLabel.Of(left)} {op} {ValueLabel.Of(right)}, is not possible. "
                + $"Caused by '{problem}'."
        );

    public static Diagnostic NotNumeric(Span span, Value value) =>
        Wording.Evaluation(
            Diagnostic.Error("not-numeric", $"the value `{Strings.TextOf(value)}` is no number", span),
            "NOT_NUMERIC",
            $"The value '{(value is UndefValue ? "" : RubyText.Of(value))}' cannot be converted to Numeric."
        );

    public static Diagnostic NumericCoercion(Span span, string text, Value number) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "numeric-coercion",
                $"the string `{text}` is used as the number {number}",
                span,
                null,
                "convert it: `Numeric(…)` or `Integer(…)`"
            ),
            "NUMERIC_COERCION",
            $"The string '{text}' was automatically coerced to the numerical value {number}"
        );

    public static Diagnostic OperatorNotApplicable(Span span, string op, Value left, Value? right = null)
    {
        var when = right is null ? "" : $" when right side is {ValueLabel.WithArticle(right)}";
        return Wording.Evaluation(
            Diagnostic.Error(
                "operator-not-applicable",
                $"operator `{op}` is not applicable to {ValueLabel.WithArticle(left)}{when}",
                span
            ),
            right is null ? "OPERATOR_NOT_APPLICABLE" : "OPERATOR_NOT_APPLICABLE_WHEN",
            $"Operator '{op}' is not applicable to {ValueLabel.WithArticle(left)}{when}."
        );
    }

    /// <summary>A node classifier's parameter or a fact that takes a name the compiler needs.</summary>
    public static Diagnostic ParameterNotAssignable(string name, bool isReserved) =>
        Wording.Unplaced(
            Diagnostic.Error("variable-reassigned", $"no fact and no node parameter can be named `{name}`"),
            isReserved
                ? $"Attempt to assign to a reserved variable name: '{name}'"
                : $"Cannot reassign variable '${name}'"
        );

    public static Diagnostic Reassigned(Span span, string name) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "variable-reassigned",
                $"cannot reassign variable `${name}`",
                span,
                "it already has a value here"
            ),
            name is "trusted" or "facts" or "server_facts"
                ? "ILLEGAL_RESERVED_ASSIGNMENT"
                : "ILLEGAL_REASSIGNMENT",
            name is "trusted" or "facts" or "server_facts"
                    ? $"Attempt to assign to a reserved variable name: '${name}'"
                : name is "title" or "name"
                    ? $"Cannot reassign built in (or already assigned) variable '${name}'"
                : $"Cannot reassign variable '${name}'"
        );

    public static Diagnostic RegexpTooSlow(Span? span, TimeSpan limit) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "regexp-too-slow",
                $"matching a regular expression takes longer than {limit.TotalSeconds} seconds",
                span,
                null,
                "repetitions inside of repetitions, like `(a+)+`, are tried in every combination"
            ),
            Wording.RuntimeError,
            $"Matching a regular expression takes longer than {limit.TotalSeconds} seconds"
        );

    public static Diagnostic RequiredAfterOptional(Span span, string name) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "required-after-optional",
                $"the parameter `${name}` is required but appears after optional parameters",
                span,
                label: null,
                "put it before those that have a default"
            ),
            "REQUIRED_PARAMETER_AFTER_OPTIONAL",
            $"Parameter ${name} is required but appears after optional parameters"
        );

    public static Diagnostic ReservedAssigned(Span span, string name) =>
        ExpressionFailed(span, "'=' expression", $"Attempt to assign to a reserved variable name: '{name}'");

    public static Diagnostic SliceArity(Span span, string kind, int count) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "bad-slice",
                $"a slice has a start and a length, and this has {count} keys",
                span
            ),
            kind == "Array" ? "BAD_ARRAY_SLICE_ARITY" : "BAD_STRING_SLICE_ARITY",
            $"{kind} supports [] with one or two arguments. Got {count}"
        );

    public static Diagnostic SliceKey(Span span, Value left, Value key) =>
        Wording.Evaluation(
            Diagnostic.Error("bad-slice", $"{ValueLabel.WithArticle(key)} is no index", span),
            "BAD_SLICE_KEY_TYPE",
            $"{Article.Capitalized(ValueLabel.Of(left))}[] cannot use {ValueLabel.GeneralType(key)} "
                + "where Integer is expected"
        );

    public static Diagnostic StringSliceKey(Span span, Value key) =>
        Wording.Evaluation(
            Diagnostic.Error("bad-slice", $"{ValueLabel.WithArticle(key)} is no character index", span),
            "BAD_STRING_SLICE_KEY_TYPE",
            $"A substring operation does not accept {Article.With(ValueLabel.GeneralType(key))} "
                + "as a character index. Expected an Integer"
        );

    public static Diagnostic TooDeep(CallSite site) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "calls-too-deep",
                $"calls are nested more than {CallDepth.Limit} deep",
                site.Place,
                null,
                "something calls itself without an end"
            ),
            "stack level too deep"
        );

    /// <summary>An expression, data type or value so deep that the stack ends.</summary>
    public static Diagnostic TooDeepHere(Span? span) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "calls-too-deep",
                "what is evaluated here is nested too deeply",
                span,
                null,
                "something contains itself again and again, or calls itself without an end"
            ),
            "stack level too deep"
        );

    public static Diagnostic TooLarge(Span? span) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "value-too-large",
                "a value is made here that is too large to be held",
                span,
                null,
                $"a value has at most {Extent.Limit} parts, a text at most {Extent.MostCharacters} characters"
            ),
            "failed to allocate memory"
        );

    public static Diagnostic TooLong(Span? span, TimeSpan limit) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "compilation-too-long",
                $"the compilation takes more than {(int)limit.TotalSeconds} seconds",
                span,
                null,
                "a loop goes on and on; do less in it, or iterate over less"
            ),
            "execution expired"
        );

    public static Diagnostic TooManyCalls(Span? span) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "too-many-calls",
                $"more than {CallDepth.MostCalls} calls are made in one compilation",
                span,
                null,
                "a loop goes on and on; iterate over less"
            ),
            "execution expired"
        );

    /// <param name="isEarlier">Whether the wanted parameter stands before the one whose default wants
    /// it.</param>
    public static Diagnostic UnevaluatedParameter(
        CallSite site,
        string callee,
        string parameter,
        string wanted,
        bool isEarlier
    ) =>
        Wording.AtSite(
            Diagnostic.Error(
                "parameter-not-yet-evaluated",
                $"the default uses `${wanted}`, which has no value yet",
                site.Place,
                null,
                "defaults see the parameters before them only"
            ),
            site,
            isEarlier
                ? $"{callee}: expects a value for parameter ${wanted}"
                : $"{callee}: default expression for ${parameter} tries to illegally access not yet evaluated ${wanted}"
        );

    public static Diagnostic TwoParents(Span parent, Span named) =>
        Diagnostic.Error("duplicate-key", "the key `parent` is declared more than once", named) with
        {
            Reference = new ReferenceWording("DUPLICATE_KEY", "The key 'parent' is declared more than once")
            {
                Place = parent,
            },
        };

    public static Diagnostic UnknownDataType(Span span, string name) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "unknown-data-type",
                $"unknown data type or resource type `{name}`",
                span,
                null,
                Suggestion.Help(name, DataTypeRoster.All.Select(type => type.Name))
            ),
            "UNKNOWN_RESOURCE_TYPE",
            $"Resource type not found: {(name == "TypeReference" ? "UnresolvedReference" : name)}"
        );

    public static Diagnostic UnknownFunction(CallSite site, string name, IEnumerable<string> known) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "unknown-function",
                $"unknown function `{name}`",
                site.Place,
                null,
                Suggestion.Help(name, known)
            ),
            "UNKNOWN_FUNCTION",
            $"Unknown function: '{name}'."
        );

    public static Diagnostic UnknownVariable(Span span, string name, IEnumerable<string> known) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "unknown-variable",
                $"unknown variable `${name}`",
                span,
                "nobody assigned it",
                Suggestion.Help(name, known, "$")
            ),
            "UNKNOWN_VARIABLE",
            $"Unknown variable: '{name}'."
        );
}
