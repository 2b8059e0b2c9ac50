// Exception to the file length: every sentence of the evaluator is read here, on one page.
using System.Collections.Immutable;
using System.Numerics;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>What the evaluator says when something is wrong with the user's code.</summary>
internal static class CompilerDiagnostics
{
    private const string EvaluationError = "Evaluation Error: ";
    private const string RuntimeError = "RUNTIME_ERROR";

    public static Diagnostic AliasTaken(
        CallSite site,
        DeclaredResource resource,
        string alias,
        DeclaredResource other
    ) =>
        AtSite(
            Diagnostic.Error(
                "alias-taken",
                $"`{resource}` cannot also be known as `{alias}`: that is `{other}`",
                site.Place,
                "the same thing is declared twice under two titles"
            ) with
            {
                Secondary = Places(other, "first declared here"),
            },
            site,
            $"Cannot alias {resource} to [{ValueText.Of(alias).Replace('\'', '"')}]{At(resource.Span)}; resource "
                + $"[\"{resource.Type}\", {ValueText.Of(alias).Replace('\'', '"')}] already declared{Place(other.Span)}"
        );

    public static Diagnostic AssignmentCount(Span span, int expected, int actual) =>
        Evaluation(
            Diagnostic.Error(
                "assignment-mismatch",
                $"{expected} variables cannot take {actual} values",
                span
            ),
            "ILLEGAL_MULTI_ASSIGNMENT_SIZE",
            $"Mismatched number of assignable entries and values, expected {expected}, got {actual}"
        );

    public static Diagnostic AssignmentKey(Span span, string key) =>
        Evaluation(
            Diagnostic.Error("assignment-mismatch", $"the hash has no key `{key}` for `${key}`", span),
            "MISSING_MULTI_ASSIGNMENT_KEY",
            $"No value for required key '{key}' in assignment to variables from hash"
        );

    public static Diagnostic AssignmentVariable(Span span, string variable) =>
        Evaluation(
            Diagnostic.Error("assignment-mismatch", $"the class has no variable `${variable}`", span),
            "MISSING_MULTI_ASSIGNMENT_VARIABLE",
            $"No value for required variable '${variable}' in assignment to variables from class reference"
        );

    public static Diagnostic AttributeAlreadySet(
        DeclaredResource resource,
        ResourceParameter parameter,
        ResourceParameter current
    ) =>
        Raw(
            Diagnostic.Error(
                "attribute-already-set",
                $"`{parameter.Name}` is already set on `{resource}`",
                parameter.Span,
                "set again here",
                "override it in a class that inherits from the one that declares the resource, or with a collector"
            ) with
            {
                Secondary = current.Span is { } place ? [new Label(place, "first set here")] : [],
            },
            AlreadySet(resource, parameter, current)
        );

    public static Diagnostic BadParameters(
        CallSite site,
        DeclaredResource resource,
        string problems,
        ImmutableArray<LoweredParameter> parameters
    )
    {
        var unknown = resource.Parameters.FirstOrDefault(given =>
            !Metaparameters.Contains(given.Name) && parameters.All(parameter => parameter.Name != given.Name)
        );
        return AtSite(
            Diagnostic.Error(
                "bad-parameters",
                $"the parameters of `{resource}` do not fit: {FirstProblems(problems)}",
                site.Place,
                null,
                unknown is null
                    ? null
                    : Suggestion.Help(unknown.Name, parameters.Select(parameter => parameter.Name))
            ),
            site,
            problems
        );
    }

    public static Diagnostic BadRegexp(Span span, string problem) =>
        Evaluation(
            Diagnostic.Error("bad-match", $"the right side is no regular expression: {problem}", span),
            "MATCH_NOT_REGEXP",
            $"Can not convert right match operand to a regular expression. Caused by '{problem}'."
        );

    public static Diagnostic BadTemplate(CallSite site, string function, Diagnostic problem) =>
        AtSite(problem, site, $"{function}(): Invalid EPP: {Outcome.WithPlace(problem)}");

    public static Diagnostic BadTypeParameters(Span span, string issueCode, string message) =>
        Evaluation(
            Diagnostic.Error(
                "bad-type-parameters",
                $"a data type cannot be made so: {Sentence(message)}",
                span
            ),
            issueCode,
            message
        );

    public static Diagnostic CallFailed(CallSite site, string message, string issueCode = RuntimeError)
    {
        var diagnostic = Diagnostic.Error(
            "call-failed",
            $"`{site.Name}` failed: {Sentence(message)}",
            site.Place
        );
        return issueCode == RuntimeError
            ? AtSite(diagnostic, site, message)
            : Evaluation(diagnostic, issueCode, message);
    }

    public static Diagnostic ClassesCollected(CallSite site) =>
        AtSite(
            Diagnostic.Error("classes-collected", "classes cannot be collected", site.Place),
            site,
            "Classes cannot be collected"
        );

    public static Diagnostic DefaultAlreadySet(
        string type,
        ResourceParameter parameter,
        ResourceParameter earlier
    ) =>
        Raw(
            Diagnostic.Error(
                "default-already-set",
                $"the default of `{parameter.Name}` for `{type}` is already set in this scope",
                parameter.Span
            ) with
            {
                Secondary = earlier.Span is { } place ? [new Label(place, "first set here")] : [],
            },
            $"Default already defined for {type} {{ {parameter.Name} }}; cannot redefine"
        );

    public static Diagnostic DivisionByZero(Span span) =>
        Evaluation(
            Diagnostic.Error("division-by-zero", "division by 0", span),
            "DIV_BY_ZERO",
            "Division by 0"
        );

    public static Diagnostic DuplicateAttribute(Span span, string name, Span first, Span second) =>
        Evaluation(
            Diagnostic.Error("duplicate-attribute", $"the attribute `{name}` has already been set", span) with
            {
                Secondary = [new Label(first, "first"), new Label(second, "again")],
            },
            "DUPLICATE_ATTRIBUE",
            $"The attribute '{name}' has already been set"
        );

    public static Diagnostic DuplicateDeclaration(
        CallSite site,
        DeclaredResource resource,
        DeclaredResource existing
    )
    {
        var earlier = existing.Span is { } span ? $" at {Outcome.Place(span)}" : "";
        var here = site.Place is { } place ? " " + Outcome.Place(place) : "";
        return AtSite(
            Diagnostic.Error(
                "duplicate-declaration",
                $"`{resource}` is already declared",
                site.Place,
                "declared again here"
            ) with
            {
                Secondary = Places(existing, "first declared here"),
            },
            site,
            $"Duplicate declaration: {resource} is already declared{earlier}; cannot redeclare{here}"
        );
    }

    public static Diagnostic DuplicateDefinition(string kind, string name, Span span, Span earlier) =>
        Raw(
            Diagnostic.Error(
                "duplicate-definition",
                $"`{name}` is already defined",
                span,
                "defined again here"
            ) with
            {
                Secondary = [new Label(earlier, "first defined here")],
            },
            kind == "Definition"
                ? $"Definition '{name}' is already defined {Outcome.Place(earlier)}; cannot be redefined"
                : $"{kind} '{name}' is already defined {Outcome.Place(earlier)}; cannot redefine"
        );

    public static Diagnostic DuplicateTitle(Span span, string title) =>
        Evaluation(
            Diagnostic.Error(
                "duplicate-title",
                $"the title `{title}` has already been used in this expression",
                span
            ),
            "DUPLICATE_TITLE",
            $"The title '{title}' has already been used in this resource expression"
        );

    public static Diagnostic EmptyTitle(Span span, int index) =>
        Evaluation(
            Diagnostic.Error("bad-title", "a resource needs a title that is not empty", span),
            "EMPTY_STRING_TITLE_AT",
            $"Empty string title at {index}. Title strings must have a length greater than zero."
        );

    public static Diagnostic EndlessGenerators(int rounds) =>
        Raw(
            Diagnostic.Error(
                "endless-definitions",
                $"defines and collectors made new resources for {rounds} rounds without an end"
            ),
            "Somehow looped more than 1000 times while evaluating host catalog"
        );

    public static Diagnostic ExpressionFailed(Span span, string label, string message) =>
        Evaluation(
            Diagnostic.Error("expression-failed", $"this cannot be evaluated: {Sentence(message)}", span),
            RuntimeError,
            $"Error while evaluating a {label}, {message}"
        );

    public static Diagnostic IllegalExit(Exit exit, Span span)
    {
        var name = exit.ToString().ToLowerInvariant();
        var file = span.File.Path == SiteManifest.CodeName ? "unknown" : span.File.Path;
        return Unplaced(
            Diagnostic.Error("illegal-exit", $"`{name}` is called where there is nothing to leave", span),
            $"{name}() from context where this is illegal (file: {file}, line: {span.Line})"
        );
    }

    public static Diagnostic IllegalOverride(Span span, Value value) =>
        Evaluation(
            Diagnostic.Error("illegal-override", "only references to resources can be overridden", span),
            "ILLEGAL_OVERRIDDEN_TYPE",
            $"Resource Override can only operate on resources, got: {ValueLabel.Of(value)}"
        );

    public static Diagnostic IllegalRelationshipEnd(Span span, Value value) =>
        Evaluation(
            Diagnostic.Error(
                "illegal-relationship",
                $"an arrow cannot lead to or from {ValueLabel.WithArticle(value)}",
                span
            ),
            "ILLEGAL_RELATIONSHIP_OPERAND_TYPE",
            "Illegal relationship operand, can not form a relationship with "
                + $"{ValueLabel.WithArticle(value)}. A Catalog type is required."
        );

    public static Diagnostic IllegalResourceType(Span span, Value value) =>
        Evaluation(
            Diagnostic.Error(
                "illegal-resource-type",
                $"`{ValueLabel.GeneralType(value)}` names no resource type",
                span
            ),
            "ILLEGAL_RESOURCE_TYPE",
            "Illegal Resource Type expression, expected result to be a type name, or untitled Resource, got "
                + ValueLabel.GeneralType(value)
        );

    public static Diagnostic IllegalTitle(Span span, int index, Value title) =>
        Evaluation(
            Diagnostic.Error(
                "bad-title",
                $"a title is a string, and this is {Article.With(ValueLabel.GeneralType(title))}",
                span
            ),
            "ILLEGAL_TITLE_TYPE_AT",
            $"Illegal title type at index {index}. Expected String, got {ValueLabel.GeneralType(title)}"
        );

    public static Diagnostic InfiniteResult(Span span, string op) =>
        Evaluation(
            Diagnostic.Error("number-out-of-range", $"the result of `{op}` is infinite", span),
            "RESULT_IS_INFINITY",
            $"The result of the {op} expression is Infinity"
        );

    public static Diagnostic IntegerOverflow(Span span, string op, BigInteger number)
    {
        var sign = number.Sign < 0 ? "-" : "+";
        var hex = BigInteger.Abs(number).ToString("x", null).TrimStart('0');
        return Evaluation(
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

    public static Diagnostic InvalidTag(CallSite site, string tag) =>
        AtSite(
            Diagnostic.Error("invalid-tag", $"`{tag}` is no well-formed tag", site.Place),
            site,
            $"Invalid tag '{tag.ToLowerInvariant()}'"
        );

    public static Diagnostic MatchOfNonString(Span span, Value value) =>
        Evaluation(
            Diagnostic.Error(
                "bad-match",
                $"only strings can be matched, and this is {ValueLabel.WithArticle(value)}",
                span
            ),
            "MATCH_NOT_STRING",
            $"Left match operand must result in a String value. Got {ValueLabel.WithArticle(value)}."
        );

    public static Diagnostic MissingTitle(Span span, int? index) =>
        Evaluation(
            Diagnostic.Error("bad-title", "the title of the resource is undef", span),
            index is null ? "MISSING_TITLE" : "MISSING_TITLE_AT",
            index is null
                ? "Missing title. The title expression resulted in undef"
                : $"Missing title at index {index}. The title expression resulted in an undef title"
        );

    public static Diagnostic NoMatchingEntry(Span span, Value value) =>
        Evaluation(
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

    public static Diagnostic NoNode(string name) =>
        Raw(
            Diagnostic.Error(
                "no-node-definition",
                $"no node definition fits `{name}`",
                help: "add `node default { }`"
            ),
            $"Could not find node statement with name 'default' or '{name}'"
        );

    public static Diagnostic NoStoredCatalogs(Span span) =>
        Warning(
            Diagnostic.Warning(
                "no-stored-exports",
                "nothing stores exported resources: this collects none",
                span
            ),
            "RT_NO_STORECONFIGS",
            "You cannot collect exported resources without storeconfigs being set; the collection will be ignored"
        );

    public static Diagnostic NoStoredExports(Span span) =>
        Warning(
            Diagnostic.Warning(
                "no-stored-exports",
                "nothing stores exported resources: this one goes nowhere",
                span
            ),
            "RT_NO_STORECONFIGS_EXPORT",
            "You cannot collect exported resources without storeconfigs being set; the export is ignored"
        );

    public static Diagnostic NotACatalogType(Span span, DataType type) =>
        Evaluation(
            Diagnostic.Error(
                "illegal-relationship",
                $"an arrow cannot lead to or from the type `{type}`",
                span
            ),
            "NOT_CATALOG_TYPE",
            $"Illegal relationship operand, can not form a relationship with something of type {type}. "
                + "A Catalog type is required."
        );

    public static Diagnostic NotAHash(Span span, Value value) =>
        Evaluation(
            Diagnostic.Error(
                "not-a-hash",
                $"`*` takes a hash of attributes, and this is {Article.With(ValueLabel.GeneralType(value))}",
                span
            ),
            "TYPE_MISMATCH",
            $"Expected value of type Hash, got {ValueLabel.GeneralType(value)}"
        );

    public static Diagnostic NotAReference(ResourceParameter parameter, string text) =>
        Raw(
            Diagnostic.Error(
                "not-a-reference",
                $"`{parameter.Name}` takes references to resources, and `{text}` is none",
                parameter.Span
            ),
            $"No title provided and \"{text}\" is not a valid resource reference"
        );

    public static Diagnostic NotAType(Span span) =>
        Evaluation(
            Diagnostic.Error("not-a-type", "this does not name a data type", span),
            RuntimeError,
            "The expression is not a valid type specification."
        );

    public static Diagnostic NotComparable(Span span, string op, Value left, Value right, string problem) =>
        Evaluation(
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
        Evaluation(
            Diagnostic.Error("not-numeric", $"the value `{Strings.TextOf(value)}` is no number", span),
            "NOT_NUMERIC",
            $"The value '{Strings.TextOf(value)}' cannot be converted to Numeric."
        );

    public static Diagnostic NumericCoercion(Span span, string text, Value number) =>
        Evaluation(
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
        return Evaluation(
            Diagnostic.Error(
                "operator-not-applicable",
                $"operator `{op}` is not applicable to {ValueLabel.WithArticle(left)}{when}",
                span
            ),
            right is null ? "OPERATOR_NOT_APPLICABLE" : "OPERATOR_NOT_APPLICABLE_WHEN",
            $"Operator '{op}' is not applicable to {ValueLabel.WithArticle(left)}{when}."
        );
    }

    public static Diagnostic OverrideNotInherited(CallSite site, DeclaredResource resource) =>
        Raw(
            Diagnostic.Error(
                "override-not-inherited",
                $"only subclasses can override the parameters of `{resource}`",
                site.Place,
                null,
                "use a collector, or a class that inherits from the one that declares it"
            ) with
            {
                Secondary = Places(resource, "declared here"),
            },
            "Only subclasses can override parameters"
        );

    public static Diagnostic OverrideOfEvaluated(CallSite site, DeclaredResource resource) =>
        Raw(
            Diagnostic.Error(
                "override-of-evaluated",
                $"`{resource}` is already evaluated: new values would change nothing",
                site.Place
            ) with
            {
                Secondary = Places(resource, "declared here"),
            },
            "Attempt to override an already evaluated resource"
                + (resource.Span is { } span ? $", defined at {Outcome.Place(span)}," : "")
                + " with new values"
        );

    public static Diagnostic Reassigned(Span span, string name) =>
        Evaluation(
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
                : $"Cannot reassign variable '${name}'"
        );

    public static Diagnostic SliceArity(Span span, string kind, int count) =>
        Evaluation(
            Diagnostic.Error(
                "bad-slice",
                $"a slice has a start and a length, and this has {count} keys",
                span
            ),
            kind == "Array" ? "BAD_ARRAY_SLICE_ARITY" : "BAD_STRING_SLICE_ARITY",
            $"{kind} supports [] with one or two arguments. Got {count}"
        );

    public static Diagnostic SliceKey(Span span, Value left, Value key) =>
        Evaluation(
            Diagnostic.Error("bad-slice", $"{ValueLabel.WithArticle(key)} is no index", span),
            "BAD_SLICE_KEY_TYPE",
            $"{Article.Capitalized(ValueLabel.Of(left))}[] cannot use {ValueLabel.GeneralType(key)} "
                + "where Integer is expected"
        );

    public static Diagnostic StageOfResource(CallSite site, DeclaredResource resource) =>
        AtSite(
            Diagnostic.Error(
                "stage-of-resource",
                $"only classes run in stages, not `{resource}`",
                site.Place
            ),
            site,
            $"Only classes can set 'stage'; normal resources like {resource} cannot change run stage"
        );

    public static Diagnostic StringSliceKey(Span span, Value key) =>
        Evaluation(
            Diagnostic.Error("bad-slice", $"{ValueLabel.WithArticle(key)} is no character index", span),
            "BAD_STRING_SLICE_KEY_TYPE",
            $"A substring operation does not accept {Article.With(ValueLabel.GeneralType(key))} "
                + "as a character index. Expected an Integer"
        );

    public static Diagnostic TooDeep(CallSite site) =>
        AtSite(
            Diagnostic.Error(
                "calls-too-deep",
                $"calls are nested more than {CallDepth.Limit} deep",
                site.Place,
                null,
                "something calls itself without an end"
            ),
            site,
            "stack level too deep"
        );

    public static Diagnostic UndeclaredClass(CallSite site, string name, IEnumerable<string> known) =>
        AtSite(
            Diagnostic.Error(
                "unknown-class",
                $"unknown class `{name}`",
                site.Place,
                null,
                Suggestion.Help(name, known)
            ),
            site,
            $"Could not find declared class {name}"
        );

    public static Diagnostic UnevaluatedParameter(Span span, string name) =>
        Evaluation(
            Diagnostic.Error(
                "parameter-not-yet-evaluated",
                $"the default uses `${name}`, which has no value yet",
                span,
                null,
                "defaults see the parameters before them only"
            ),
            RuntimeError,
            $"default expression tries to illegally access not yet evaluated ${name}"
        );

    public static Diagnostic UnknownAttribute(DeclaredResource resource, ResourceParameter parameter)
    {
        var known = ResourceAttributes.NamesOf(resource).Concat(Metaparameters.All.Select(a => a.Name));
        var place = resource.Span is { } span ? " " + Outcome.Place(span) : "";
        return Raw(
            Diagnostic.Error(
                "unknown-attribute",
                $"`{resource.Type}` has no attribute `{parameter.Name}`",
                parameter.Span,
                null,
                Suggestion.Help(parameter.Name, known)
            ),
            $"no parameter named '{parameter.Name}'{place} on {resource}"
        );
    }

    public static Diagnostic UnknownAttributeAccess(Span span, ResourceReference reference, Value key) =>
        Evaluation(
            Diagnostic.Error("unknown-attribute", $"`{reference}` has no attribute `{key}`", span),
            "UNKNOWN_RESOURCE_PARAMETER",
            $"The resource {reference.Type}['{reference.Title}'] does not have a parameter called '{key}'"
        );

    public static Diagnostic UnknownClass(
        CallSite site,
        string name,
        string node,
        IEnumerable<string> known
    ) =>
        AtSite(
            Diagnostic.Error(
                "unknown-class",
                $"unknown class `{name}`",
                site.Place,
                null,
                Suggestion.Help(name, known)
            ),
            site,
            $"Could not find class ::{name} for {node}"
        );

    public static Diagnostic UnknownCollectedType(CallSite site, string type) =>
        AtSite(
            Diagnostic.Error("unknown-resource-type", $"unknown resource type `{type}`", site.Place),
            site,
            $"Resource type {type} doesn't exist"
        );

    public static Diagnostic UnknownDataType(Span span, string name) =>
        Evaluation(
            Diagnostic.Error(
                "unknown-data-type",
                $"unknown data type or resource type `{name}`",
                span,
                null,
                Suggestion.Help(name, DataTypeRoster.All.Select(type => type.Name))
            ),
            "UNKNOWN_RESOURCE_TYPE",
            $"Resource type not found: {name}"
        );

    public static Diagnostic UnknownFunction(CallSite site, string name, IEnumerable<string> known) =>
        Evaluation(
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

    public static Diagnostic UnknownParent(ClassDefinition definition, string environment) =>
        Raw(
            Diagnostic.Error(
                "unknown-parent-class",
                $"class `{definition.Name}` inherits from an unknown class `{definition.ParentName}`",
                definition.Span
            ),
            $"Could not find parent resource type '{definition.ParentAsWritten}' of type hostclass in {environment}"
        );

    public static Diagnostic UnknownRelationshipEnd(
        CallSite site,
        ResourceReference missing,
        ResourceReference other,
        bool isSource
    ) =>
        Unplaced(
            Diagnostic.Error(
                "unknown-relationship",
                $"`{missing}` is in a relationship, but nothing declares it",
                site.Place
            ),
            isSource
                ? $"Could not find resource '{missing}' for relationship on '{other}'"
                : $"Could not find resource '{missing}' for relationship from '{other}'"
        );

    public static Diagnostic UnknownRequirement(ResourceParameter parameter, string reference) =>
        Raw(
            Diagnostic.Error(
                "unknown-relationship",
                $"`{parameter.Name}` names `{reference}`, but nothing declares it",
                parameter.Span
            ),
            $"Could not find resource '{reference}' in parameter '{parameter.Name}'"
        );

    public static Diagnostic UnknownResource(Span span, ResourceReference reference) =>
        Evaluation(
            Diagnostic.Error("unknown-resource", $"`{reference}` is not declared (yet)", span),
            "UNKNOWN_RESOURCE",
            $"Resource not found: {reference.Type}['{reference.Title}']"
        );

    public static Diagnostic UnknownResourceType(CallSite site, string type, IEnumerable<string> known) =>
        AtSite(
            Diagnostic.Error(
                "unknown-resource-type",
                $"unknown resource type `{type}`",
                site.Place,
                null,
                Suggestion.Help(type, known)
            ),
            site,
            $"Unknown resource type: '{type}'"
        );

    public static Diagnostic UnknownStage(CallSite site, string stage, DeclaredResource resource) =>
        AtSite(
            Diagnostic.Error("unknown-stage", $"unknown stage `{stage}` of `{resource}`", site.Place),
            site,
            $"Could not find stage {stage} specified by {resource}"
        );

    public static Diagnostic UnknownVariable(Span span, string name, IEnumerable<string> known) =>
        Evaluation(
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

    public static Diagnostic UnrealizedResources(IReadOnlyList<ResourceReference> references) =>
        Raw(
            Diagnostic.Error(
                "unrealized-resource",
                $"nothing declares what is to be realized: {string.Join(", ", references)}"
            ),
            $"Failed to realize virtual resources {string.Join(", ", references)}"
        );

    public static Diagnostic UnresolvedOverrides(IReadOnlyList<ResourceReference> references) =>
        Raw(
            Diagnostic.Error(
                "unresolved-override",
                $"nothing declares what is to be overridden: {string.Join(", ", references)}"
            ),
            $"Could not find resource(s) {string.Join(", ", references)} for overriding"
        );

    /// <summary>The reference's words for something that is only a warning here.</summary>
    public static string WarningText(Diagnostic diagnostic)
    {
        var message = diagnostic.Reference!.Message;
        return message.StartsWith(EvaluationError, StringComparison.Ordinal)
            ? message[EvaluationError.Length..]
            : message;
    }

    /// <summary>An error inside the body of a define, which the reference tells as one of the resource's.</summary>
    public static Diagnostic InBody(Diagnostic problem, CallSite site)
    {
        var message = Outcome.WithPlace(problem);
        return problem with
        {
            Reference = new ReferenceWording(
                RuntimeError,
                $"{EvaluationError}Error while evaluating a {site.Label}, {message}"
            )
            {
                IsLineOnly = true,
                Place = site.Place,
            },
        };
    }

    private static string AlreadySet(
        DeclaredResource resource,
        ResourceParameter parameter,
        ResourceParameter current
    )
    {
        var by = $" by {RubyObject}";
        var at = current.Span is { } span ? $" at {Outcome.Place(span)}" : "";
        return $"Parameter '{parameter.Name}' is already set on {resource}{by}{at}; cannot redefine";
    }

    /// <summary>The reference prints the object of the class here, address and all.</summary>
    private const string RubyObject = "#<Puppet::Resource::Type:<addr>>";

    private static string At(Span? span) => span is { } place ? $" at {Outcome.Place(place)}" : "";

    private static string Place(Span? span) => span is { } place ? " " + Outcome.Place(place) : "";

    private static ImmutableArray<Label> Places(DeclaredResource resource, string text) =>
        resource.Span is { } span ? [new Label(span, text)] : [];

    /// <summary>The first problems of a list with the reference's subject before it.</summary>
    private static string FirstProblems(string problems)
    {
        const int Most = 4;
        var lines = problems[(problems.IndexOf("]:", StringComparison.Ordinal) + 2)..]
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var more = lines.Length > Most ? $"; and {lines.Length - Most} more" : "";
        return string.Join("; ", lines.Take(Most)) + more;
    }

    /// <summary>The reference's sentence within one of ours: lower-case start, no final period.</summary>
    private static string Sentence(string message)
    {
        var text = string.Join("; ", message.TrimEnd('.').Split('\n', StringSplitOptions.TrimEntries))
            .Replace(":; ", ": ", StringComparison.Ordinal);
        var word = text.TakeWhile(c => !char.IsWhiteSpace(c)).ToArray();
        return word.Length > 0 && char.IsUpper(word[0]) && word.Skip(1).All(char.IsLower)
            ? char.ToLowerInvariant(text[0]) + text[1..]
            : text;
    }

    private static Diagnostic Evaluation(Diagnostic diagnostic, string issueCode, string message) =>
        diagnostic with
        {
            Reference = new ReferenceWording(issueCode, EvaluationError + message),
        };

    private static Diagnostic Warning(Diagnostic diagnostic, string issueCode, string message) =>
        diagnostic with
        {
            Reference = new ReferenceWording(issueCode, message),
        };

    /// <summary>A failure of a call or declaration: the reference names the kind of expression it happened in.</summary>
    private static Diagnostic AtSite(Diagnostic diagnostic, CallSite site, string message) =>
        diagnostic with
        {
            Reference = new ReferenceWording(
                RuntimeError,
                $"{EvaluationError}Error while evaluating a {site.Label}, {message}"
            )
            {
                IsLineOnly = site.IsLineOnly,
                Place = site.Place,
            },
        };

    private static Diagnostic Unplaced(Diagnostic diagnostic, string message) =>
        diagnostic with
        {
            Reference = new ReferenceWording("", message) { HasPlace = false },
        };

    /// <summary>A failure the reference tells with at most a line, and without an issue code.</summary>
    private static Diagnostic Raw(Diagnostic diagnostic, string message) =>
        diagnostic with
        {
            Reference = new ReferenceWording("", message) { IsLineOnly = true },
        };
}
