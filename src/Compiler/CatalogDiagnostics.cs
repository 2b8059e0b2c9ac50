// Exception to the file length: every sentence about resources and classes is read here, on one page.
using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>What is said when resources, classes and relationships do not go together.</summary>
internal static class CatalogDiagnostics
{
    public static Diagnostic AliasTaken(
        CallSite site,
        DeclaredResource resource,
        Value alias,
        ImmutableArray<Value> key,
        DeclaredResource other
    )
    {
        var names = string.Join(", ", key.Where(value => value is not UndefValue));
        return Wording.AtSite(
            Diagnostic.Error(
                "alias-taken",
                $"`{resource}` cannot also be known as `{names}`: that is `{other}`",
                site.Place,
                "the same thing is declared twice under two titles"
            ) with
            {
                Secondary = Places(other, "first declared here"),
            },
            site,
            $"Cannot alias {resource} to {RubyText.Inspect(alias)}{At(resource.Span)}; resource "
                + RubyText.Inspect(new ArrayValue([resource.Type, .. key]))
                + $" already declared{Place(other.Span)}"
        );
    }

    public static Diagnostic AttributeAlreadySet(
        DeclaredResource resource,
        ResourceParameter parameter,
        ResourceParameter current
    ) =>
        Wording.Raw(
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
        return Wording.AtSite(
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

    public static Diagnostic BrokenResourceType(CallSite site, string type, Diagnostic mistake) =>
        Wording.AtSite(
            Diagnostic.Error(
                "ruby-failed",
                $"resource type `{type}` cannot be loaded: {mistake.Message}",
                site.Place
            ) with
            {
                Secondary = mistake.Primary is { } at ? [new Label(at.Span, "here")] : [],
            },
            site,
            $"Could not autoload puppet/type/{type}: {mistake.Message}"
        );

    public static Diagnostic ClassesCollected(CallSite site) =>
        Wording.AtSite(
            Diagnostic.Error("classes-collected", "classes cannot be collected", site.Place),
            site,
            "Classes cannot be collected"
        );

    public static Diagnostic DefaultAlreadySet(
        string type,
        ResourceParameter parameter,
        ResourceParameter earlier
    ) =>
        Wording.Raw(
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

    public static Diagnostic DeferredFailed(
        ResourceReference resource,
        string attribute,
        Diagnostic problem,
        Span? place
    ) =>
        Diagnostic.Error(
            "deferred-failed",
            $"the deferred value of `{attribute}` of `{resource}` cannot be made: {problem.Message}",
            place,
            help: problem.Help
        );

    public static Diagnostic DuplicateAttribute(Span span, string name, Span first, Span second) =>
        Wording.Evaluation(
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
        var earlier = existing.Span is { } span
            ? $" at {Outcome.Place(span, isUnknownNamed: existing.IsByFunction)}"
            : "";
        var here = site.Place is { } place
            ? " " + Outcome.Place(place, isUnknownNamed: site.IsOfFunction)
            : "";
        var told = Diagnostic.Error(
            "duplicate-declaration",
            $"`{resource}` is already declared",
            site.Place,
            "declared again here"
        ) with
        {
            Secondary = Places(existing, "first declared here"),
        };
        var message =
            $"Duplicate declaration: {resource} is already declared{earlier}; cannot redeclare{here}";
        // A node classifier declares without code.
        return site.Place is null ? Wording.Unplaced(told, message) : Wording.AtSite(told, site, message);
    }

    /// <param name="kind">What is being defined: <c>class</c>, <c>node</c> or <c>definition</c>.</param>
    /// <param name="earlierKind">What already has the name.</param>
    public static Diagnostic DuplicateDefinition(
        string name,
        string kind,
        Span span,
        string earlierKind,
        Span earlier
    )
    {
        var before =
            $"{ResourceReference.Capitalize(earlierKind)} '{name}' is already defined {Outcome.Place(earlier)}";
        return Wording.Raw(
            AlreadyDefined(name, span, earlier),
            (kind, earlierKind) switch
            {
                ("definition", "class") =>
                    $"'{name}' is already defined {Outcome.Place(earlier)} as a class; cannot redefine as a definition",
                _ when kind == earlierKind => $"{before}; cannot redefine",
                _ => $"{before}; cannot be redefined as a {kind}",
            }
        );
    }

    /// <summary>
    /// Defines, functions and type aliases, which the reference keeps apart from classes and nodes.
    /// </summary>
    public static Diagnostic DuplicateEntity(string name, string kind, Span span, Span earlier)
    {
        var file = earlier.File.Path == SiteManifest.CodeName ? "string:" : $"file:{earlier.File.Path}";
        return Wording.Unplaced(
            AlreadyDefined(name, span, earlier),
            $"Attempt to redefine entity 'http://puppet.com/2016.1/runtime/{kind}/{name}'. "
                + $"Originally set at {file}?line={earlier.Line}&pos={earlier.Column}."
        );
    }

    /// <summary>An alias with the name of a data type of the language.</summary>
    /// <summary>An alias called as one of the language, or as a resource type that is always there.</summary>
    public static Diagnostic BuiltInName(string name, Span span) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "duplicate-definition",
                $"`{ResourceReference.Capitalize(name)}` is a type of the language",
                span,
                "cannot be defined again"
            ),
            $"Attempt to redefine entity 'http://puppet.com/2016.1/runtime/type/{name}'. Set at unknown location"
        );

    public static Diagnostic BuiltInType(string name, Span span) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "duplicate-definition",
                $"`{ResourceReference.Capitalize(name)}` is a data type of the language",
                span,
                "cannot be defined again"
            ),
            $"Attempt to redefine entity 'http://puppet.com/2016.1/runtime/type/{name}'. "
                + "Originally set by Puppet-Type-System/Static-Loader."
        );

    public static Diagnostic DuplicateOverride(CallSite site, ResourceReference reference, string name) =>
        Wording.Raw(
            Diagnostic.Error(
                "duplicate-attribute",
                $"the attribute `{name}` of `{reference}` is set twice",
                site.Place
            ),
            $"Duplicate parameter '{name}' for on {reference}"
        );

    public static Diagnostic DuplicateTitle(Span span, string title) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "duplicate-title",
                $"the title `{title}` has already been used in this expression",
                span
            ),
            "DUPLICATE_TITLE",
            $"The title '{title}' has already been used in this resource expression"
        );

    public static Diagnostic EmptyTitle(Span span, int index) =>
        Wording.Evaluation(
            Diagnostic.Error("bad-title", "a resource needs a title that is not empty", span),
            "EMPTY_STRING_TITLE_AT",
            $"Empty string title at {index}. Title strings must have a length greater than zero."
        );

    public static Diagnostic EndlessGenerators(int rounds) =>
        Wording.Raw(
            Diagnostic.Error(
                "endless-definitions",
                $"defines and collectors made new resources for {rounds} rounds without an end"
            ),
            "Somehow looped more than 1000 times while evaluating host catalog"
        );

    public static Diagnostic IllegalOverride(Span span, Value value) =>
        Wording.Evaluation(
            Diagnostic.Error("illegal-override", "only references to resources can be overridden", span),
            "ILLEGAL_OVERRIDDEN_TYPE",
            $"Resource Override can only operate on resources, got: {ValueLabel.Of(value)}"
        );

    public static Diagnostic IllegalRelationshipEnd(Span span, Value value) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "illegal-relationship",
                $"an arrow cannot lead to or from {ValueLabel.WithArticle(value)}",
                span
            ),
            "ILLEGAL_RELATIONSHIP_OPERAND_TYPE",
            "Illegal relationship operand, can not form a relationship with "
                + $"{ValueLabel.WithArticle(value)}. A Catalog type is required."
        );

    public static Diagnostic IllegalResourceType(Span span, string actual) =>
        Wording.Evaluation(
            Diagnostic.Error("illegal-resource-type", $"`{actual}` names no resource type", span),
            "ILLEGAL_RESOURCE_TYPE",
            "Illegal Resource Type expression, expected result to be a type name, or untitled Resource, got "
                + actual
        );

    public static Diagnostic IllegalTitle(Span span, int index, Value title) =>
        Wording.Evaluation(
            Diagnostic.Error(
                "bad-title",
                $"a title is a string, and this is {Article.With(ValueLabel.GeneralType(title))}",
                span
            ),
            "ILLEGAL_TITLE_TYPE_AT",
            $"Illegal title type at index {index}. Expected String, got {ValueLabel.GeneralType(title)}"
        );

    public static Diagnostic InvalidTag(CallSite site, string tag) =>
        Wording.Raw(
            Diagnostic.Error("invalid-tag", $"`{tag}` is no well-formed tag", site.Place),
            $"Invalid tag '{tag.ToLowerInvariant()}'"
        );

    public static Diagnostic MetaparameterInherited(string definition, Span span, string name) =>
        Wording.Warning(
            Diagnostic.Warning(
                "metaparameter-inherited",
                $"`{name}` is a metaparameter: all that `{definition}` contains will have its value",
                span
            ),
            "",
            $"{name} is a metaparam; this value will inherit to all contained resources in the {definition} definition"
        );

    public static Diagnostic MetaparameterTaken(string definition, Span span, string name) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "metaparameter-taken",
                $"`{definition}` cannot have a parameter `{name}`: that is a metaparameter",
                span
            ),
            $"{name} is a metaparameter; please choose another parameter name in the {definition} definition"
        );

    public static Diagnostic MissingTitle(Span span, int? index) =>
        Wording.Evaluation(
            Diagnostic.Error("bad-title", "the title of the resource is undef", span),
            index is null ? "MISSING_TITLE" : "MISSING_TITLE_AT",
            index is null
                ? "Missing title. The title expression resulted in undef"
                : $"Missing title at index {index}. The title expression resulted in an undef title"
        );

    public static Diagnostic NoComparison(Span span, Value value) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "no-comparison",
                $"the query has `{value}` where an attribute is to be compared",
                span,
                null,
                "compare something: `title == 'a'`"
            ),
            $"undefined method `call' for {RubyText.Inspect(value)}:{RubyText.ClassOf(value)}"
        );

    public static Diagnostic NoNode(string name) =>
        Wording.Raw(
            Diagnostic.Error(
                "no-node-definition",
                $"no node definition fits `{name}`",
                help: "add `node default { }`"
            ),
            $"Could not find node statement with name 'default' or '{name}'"
        );

    public static Diagnostic NoQueryValue(CallSite site, Span span, string kind) =>
        Wording.AtSite(
            Diagnostic.Error(
                "no-comparison",
                "a query compares with texts, numbers and variables, not with what is worked out in it",
                span,
                null,
                "assign it to a variable before the query"
            ),
            site,
            $"Cannot transform object of class Puppet::Pops::Model::{kind}"
        );

    public static Diagnostic NoStoredCatalogs(Span span) =>
        Wording.Warning(
            Diagnostic.Warning(
                "no-stored-exports",
                "nothing stores exported resources: this collects none",
                span
            ),
            "RT_NO_STORECONFIGS",
            "You cannot collect exported resources without storeconfigs being set; the collection will be ignored"
        );

    public static Diagnostic NoStoredExports(Span span) =>
        Wording.Warning(
            Diagnostic.Warning(
                "no-stored-exports",
                "nothing stores exported resources: this one goes nowhere",
                span
            ),
            "RT_NO_STORECONFIGS_EXPORT",
            "You cannot collect exported resources without storeconfigs being set; the export is ignored"
        );

    public static Diagnostic NoTitles(Span span) =>
        Wording.Warning(
            Diagnostic.Warning("no-titles", "this refers to nothing: its titles are undef or empty", span),
            "EMPTY_RESOURCE_SPECIALIZATION",
            "Arguments to Resource[] are all empty/undefined"
        );

    /// <summary>A text that is to name a resource and has no title.</summary>
    public static Diagnostic NoTitleGiven(Span span, string text) =>
        Wording.Unplaced(
            Diagnostic.Error("unknown-resource", $"`{text}` names no resource: it has no title", span),
            "Puppet::Parser::Compiler failed with error ArgumentError: No title provided and "
                + $"{RubyText.Inspect(text)} is not a valid resource reference"
        );

    public static Diagnostic NotACatalogType(Span span, DataType type) =>
        Wording.Evaluation(
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
        Wording.Evaluation(
            Diagnostic.Error(
                "not-a-hash",
                $"`*` takes a hash of attributes, and this is {Article.With(ValueLabel.GeneralType(value))}",
                span
            ),
            "TYPE_MISMATCH",
            $"Expected value of type Hash, got {ValueLabel.GeneralType(value)}"
        );

    public static Diagnostic NotAReference(ResourceParameter parameter, string text) =>
        Wording.Raw(
            Diagnostic.Error(
                "not-a-reference",
                $"`{parameter.Name}` takes references to resources, and `{text}` is none",
                parameter.Span
            ),
            $"No title provided and \"{text}\" is not a valid resource reference"
        );

    public static Diagnostic OverrideNotInherited(CallSite site, DeclaredResource resource) =>
        Wording.Raw(
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
        Wording.Raw(
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

    public static Diagnostic ReservedParameter(CallSite site, string name, bool isOfClass)
    {
        var diagnostic = Diagnostic.Error(
            "variable-reassigned",
            $"no parameter can be named `{name}`",
            site.Place
        );
        var bare = Wording.Raw(
            diagnostic,
            $"Attempt to assign to a reserved variable name: '{name}'",
            site.Place
        );
        return isOfClass
            ? bare
            : Wording.AtSite(diagnostic, site with { IsLineOnly = true }, Outcome.WithPlace(bare));
    }

    public static Diagnostic StageOfResource(CallSite site, DeclaredResource resource) =>
        Wording.AtSite(
            Diagnostic.Error(
                "stage-of-resource",
                $"only classes run in stages, not `{resource}`",
                site.Place
            ),
            site,
            $"Only classes can set 'stage'; normal resources like {resource} cannot change run stage"
        );

    public static Diagnostic TitleOfNoShape(CallSite site, DeclaredResource resource) =>
        Wording.AtSite(
            Diagnostic.Error(
                "title-of-no-shape",
                $"no set of title patterns matched the title of `{resource}`",
                site.Place
            ),
            site,
            $"No set of title patterns matched the title \"{resource.Title}\"."
        );

    public static Diagnostic TitleAsAttribute(DeclaredResource resource, ResourceParameter title) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "bad-parameters",
                $"the title of `{resource}` stands before the colon, and is no attribute",
                title.Span
            ),
            $"{resource}: has no parameter named 'title'"
        );

    public static Diagnostic UndeclaredClass(CallSite site, string name, IEnumerable<string> known) =>
        Wording.AtSite(
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

    public static Diagnostic TooManyRelationships(CallSite site) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "too-many-relationships",
                $"arrows make more than {CatalogBuilder.MostRelationships} relationships",
                site.Place,
                null,
                "put a class between the two sides: `A -> Class['b'] -> C` needs one for each resource"
            ),
            "failed to allocate memory"
        );

    public static Diagnostic UnknownAttribute(DeclaredResource resource, ResourceParameter parameter)
    {
        var known = ResourceAttributes.NamesOf(resource).Concat(Metaparameters.All.Select(a => a.Name));
        var isUnknownNamed = resource.IsByFunction;
        var place = resource.Span is { } span
            ? " " + Outcome.Place(span, isUnknownNamed: isUnknownNamed)
            : "";
        var diagnostic = Wording.Raw(
            Diagnostic.Error(
                "unknown-attribute",
                $"`{resource.Type}` has no attribute `{parameter.Name}`",
                parameter.Span,
                null,
                Suggestion.Help(parameter.Name, known)
            ),
            $"no parameter named '{parameter.Name}'{place} on {resource}",
            resource.Span
        );
        return diagnostic with
        {
            Reference = diagnostic.Reference! with { NamesUnknownFile = isUnknownNamed },
        };
    }

    public static Diagnostic UnknownAttributeAccess(Span span, ResourceReference reference, Value key) =>
        Wording.Evaluation(
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
        Wording.AtSite(
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

    public static Diagnostic UnknownClassifiedClass(string name, string node, IEnumerable<string> known) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "unknown-class",
                $"the node classifier names an unknown class `{name}`",
                help: Suggestion.Help(name, known)
            ),
            $"Could not find class {name} for {node}"
        );

    public static Diagnostic UnknownCollectedType(CallSite site, string type) =>
        Wording.AtSite(
            Diagnostic.Error("unknown-resource-type", $"unknown resource type `{type}`", site.Place),
            site,
            $"Resource type {type} doesn't exist"
        );

    public static Diagnostic UnknownParent(ClassDefinition definition, string environment) =>
        Wording.Raw(
            Diagnostic.Error(
                "unknown-parent-class",
                $"class `{definition.Name}` inherits from an unknown class `{definition.ParentName}`",
                definition.Span
            ),
            $"Could not find parent resource type '{definition.ParentAsWritten}' of type hostclass in {environment}"
        );

    public static Diagnostic UnknownRelationshipSource(
        CallSite site,
        string missing,
        ResourceReference target
    ) =>
        UnknownRelationshipEnd(
            site,
            missing,
            $"Could not find resource '{missing}' for relationship on '{target}'"
        );

    public static Diagnostic UnknownRelationshipTarget(
        CallSite site,
        ResourceReference missing,
        string source
    ) =>
        UnknownRelationshipEnd(
            site,
            missing.ToString(),
            $"Could not find resource '{missing}' for relationship from '{source}'"
        );

    private static Diagnostic UnknownRelationshipEnd(CallSite site, string missing, string sentence) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "unknown-relationship",
                $"`{missing}` is in a relationship, but nothing declares it",
                site.Place
            ),
            sentence
        );

    public static Diagnostic UnknownRequirement(ResourceParameter parameter, string reference)
    {
        var diagnostic = Diagnostic.Error(
            "unknown-relationship",
            $"`{parameter.Name}` names `{reference}`, but nothing declares it",
            parameter.Span
        );
        var sentence = $"Could not find resource '{reference}' in parameter '{parameter.Name}'";
        return parameter.IsByFunction
            ? Wording.Unplaced(diagnostic, sentence)
            : Wording.Raw(diagnostic, sentence);
    }

    public static Diagnostic UnknownResource(Span span, ResourceReference reference) =>
        Wording.Evaluation(
            Diagnostic.Error("unknown-resource", $"`{reference}` is not declared (yet)", span),
            "UNKNOWN_RESOURCE",
            $"Resource not found: {reference.Type}['{reference.Title}']"
        );

    public static Diagnostic UnknownResourceType(CallSite site, string type, IEnumerable<string> known) =>
        Wording.AtSite(
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
        Wording.AtSite(
            Diagnostic.Error("unknown-stage", $"unknown stage `{stage}` of `{resource}`", site.Place),
            site,
            $"Could not find stage {stage} specified by {resource}"
        );

    /// <summary>What is said of the type of all classes where one class is wanted.</summary>
    public const string UntitledClass = "No title provided and \"class\" is not a valid resource reference";

    public static Diagnostic UnreadTitle(CallSite site, DeclaredResource resource, string reason) =>
        Wording.AtSite(
            Diagnostic.Error(
                "title-of-no-shape",
                $"the title of `{resource}` cannot be read: {reason}",
                site.Place
            ),
            site,
            reason
        );

    public static Diagnostic UntitledRelationshipEnd(Span? span, string type) =>
        Wording.Unplaced(
            Diagnostic.Error("illegal-relationship", $"`{type}` without a title is no resource", span),
            $"No title provided and \"{type}[]\" is not a valid resource reference"
        );

    public static Diagnostic UnrealizedResources(IReadOnlyList<ResourceReference> references) =>
        Wording.Raw(
            Diagnostic.Error(
                "unrealized-resource",
                $"nothing declares what is to be realized: {string.Join(", ", references)}"
            ),
            $"Failed to realize virtual resources {string.Join(", ", references)}"
        );

    public static Diagnostic UnresolvedOverrides(IReadOnlyList<ResourceReference> references) =>
        Wording.Raw(
            Diagnostic.Error(
                "unresolved-override",
                $"nothing declares what is to be overridden: {string.Join(", ", references)}"
            ),
            $"Could not find resource(s) {string.Join(", ", references)} for overriding"
        );

    public static Diagnostic VersionFailed(string command, string problem) =>
        Wording.Unplaced(
            Diagnostic.Error(
                "version-failed",
                $"`{command}` does not say the version of the environment: {Wording.Sentence(problem)}",
                null,
                null,
                "mend the command that `config_version` names in environment.conf, or remove the setting"
            ),
            $"Execution of config_version command `{command}` failed: {problem}"
        );

    /// <summary>
    /// An error inside the body of a define, which the reference tells as one of the resource's.
    /// </summary>
    public static Diagnostic InBody(Diagnostic problem, CallSite site)
    {
        var message = Outcome.WithPlace(problem);
        return problem with
        {
            Reference = new ReferenceWording(
                Wording.RuntimeError,
                $"{Wording.EvaluationError}Error while evaluating a {site.Label}, {message}"
            )
            {
                IsLineOnly = true,
                NamesUnknownFile = site.IsOfFunction,
                Place = site.Place,
            },
        };
    }

    private static Diagnostic AlreadyDefined(string name, Span span, Span earlier) =>
        Diagnostic.Error(
            "duplicate-definition",
            $"`{name}` is already defined",
            span,
            "defined again here"
        ) with
        {
            Secondary = [new Label(earlier, "first defined here")],
        };

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
}
