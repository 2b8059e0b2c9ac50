using System.Globalization;
using System.Numerics;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>What the checker has to say.</summary>
internal static class LanguageDiagnostics
{
    public static Diagnostic AppendsRemoved(AssignmentExpression assignment) =>
        Make(
            "operator-removed",
            "APPENDS_DELETES_NO_LONGER_SUPPORTED",
            $"The operator '{assignment.Operator}' is no longer supported."
                + " See http://links.puppet.com/remove-plus-equals",
            $"the operator `{assignment.Operator}` is no longer supported",
            assignment.Anchor,
            $"assign to a new variable: `$b = $a {assignment.Operator[0]} …`"
        );

    public static Diagnostic AssignmentInDefault(AssignmentExpression assignment) =>
        Make(
            "assignment-in-default",
            "ILLEGAL_ASSIGNMENT_CONTEXT",
            "Assignment not allowed here",
            "assignment not allowed here, in the default of a parameter",
            assignment.Anchor,
            "assign in the body, or use `==` to compare"
        );

    public static Diagnostic ClassNotVirtualizable(ResourceExpression resource) =>
        Make(
            "class-not-virtualizable",
            "CLASS_NOT_VIRTUALIZABLE",
            "Classes are not virtualizable",
            "classes are not virtualizable",
            resource.Anchor,
            "declare the class without `@`, where it is wanted"
        );

    public static Diagnostic CrossScopeAssignment(VariableExpression variable) =>
        Make(
            "cross-scope-assignment",
            "CROSS_SCOPE_ASSIGNMENT",
            $"Illegal attempt to assign to '{variable.Name}'. Cannot assign to variables in other namespaces",
            $"cannot assign to `${variable.Name}`: it is in another namespace",
            variable.Anchor,
            "a variable is assigned where it belongs; leave out the namespace for a local one"
        );

    public static Diagnostic DuplicateDefault(Expression repeated, Expression container) =>
        Make(
            "duplicate-default",
            "DUPLICATE_DEFAULT",
            $"This {Labels.Of(container)} already has a 'default' entry - this is a duplicate",
            "there already is a `default` entry",
            repeated.Anchor,
            "keep one `default`"
        );

    public static Diagnostic DuplicateKey(HashEntry entry, string key, Severity severity) =>
        Make(
            "duplicate-key",
            "DUPLICATE_KEY",
            $"The key '{key}' is declared more than once",
            $"the key `{key}` is declared more than once",
            entry.ArrowSpan,
            "only the last value would count; remove the others"
        ) with
        {
            Severity = severity,
            Secondary = [new Label(entry.Key.Span, "declared again here")],
        };

    public static Diagnostic DuplicateParameter(Parameter parameter, Parameter first) =>
        Make(
            "duplicate-parameter",
            "DUPLICATE_PARAMETER",
            $"The parameter '{parameter.Name}' is declared more than once in the parameter list",
            $"the parameter `${parameter.Name}` is declared more than once",
            parameter.NameSpan,
            "rename one of them"
        ) with
        {
            Secondary = [new Label(first.NameSpan, "first declared here")],
        };

    public static Diagnostic FutureReservedWord(Expression place, string word) =>
        Make(
            "future-reserved-word",
            "FUTURE_RESERVED_WORD",
            $"Use of future reserved word: '{word}'",
            $"`{word}` will become a reserved word",
            place.Anchor,
            "choose another name"
        ) with
        {
            Severity = Severity.Warning,
        };

    public static Diagnostic IllegalAppend(NamedAttributeOperation append, string place) =>
        Make(
            "illegal-append",
            "ILLEGAL_ATTRIBUTE_APPEND",
            $"Illegal +> operation on attribute {append.Name}."
                + $" This operator can not be used in {Labels.WithArticle(place)}",
            $"`+>` cannot be used here, on the attribute `{append.Name}`",
            append.Span,
            "`+>` adds to a value in an override or a collector; write `=>`"
        );

    public static Diagnostic IllegalAssignment(Expression left) =>
        Make(
            "illegal-assignment",
            "ILLEGAL_ASSIGNMENT",
            $"Illegal attempt to assign to '{Labels.WithArticle(left)}'. Not an assignable reference",
            "this cannot be assigned to",
            left.Anchor,
            "only a variable or an array of variables can be assigned to"
        );

    public static Diagnostic IllegalDefinitionLocation(
        Expression definition,
        string name,
        string path,
        string required
    ) =>
        Make(
            "illegal-definition-location",
            "ILLEGAL_DEFINITION_LOCATION",
            $"Unacceptable location. The name '{name}' is unacceptable in file '{path}'",
            $"unacceptable location: `{name}` is not found in this file when it is looked for",
            definition.Anchor,
            required == ModuleFile.NoNamespace
                ? "only files in `manifests`, `functions` and `types` of a module define anything"
                : $"the names in this file begin with `{required}`; rename it, or move it to its own file"
        );

    public static Diagnostic IllegalDefinitionName(Expression definition, string name) =>
        Make(
            "illegal-definition-name",
            "ILLEGAL_DEFINITION_NAME",
            $"Unacceptable name. The name '{name}' is unacceptable"
                + $" as the name of {Labels.WithArticle(definition)}",
            $"unacceptable name `{name}`",
            definition.Anchor,
            "names have letters, digits, `_` and `::`, and each segment starts with a lower-case letter"
                + " (with a capital in a type alias)"
        );

    public static Diagnostic IllegalExpression(Expression expression, string feature, Expression container) =>
        Make(
            "illegal-expression",
            "ILLEGAL_EXPRESSION",
            $"Illegal expression. {Labels.Capitalised(expression)} is unacceptable as {feature}"
                + $" in {Labels.WithArticle(container)}",
            $"this is unacceptable as {feature}",
            expression.Anchor,
            "put the name itself there"
        );

    public static Diagnostic IllegalHeredocText(
        Expression text,
        string syntax,
        string issue,
        string problem
    ) =>
        Make(
            "illegal-heredoc-text",
            issue,
            $"Invalid produced text having syntax: '{syntax}'. {problem}",
            $"the text is not valid `{syntax}`",
            text.Anchor,
            $"correct the text, or leave `:{syntax}` out of the heredoc's tag"
        );

    public static Diagnostic IllegalHostName(StringExpression name) =>
        Make(
            "illegal-host-name",
            "ILLEGAL_HOSTNAME_CHARS",
            $"The hostname '{name.Value}' contains illegal characters"
                + " (only letters, digits, '_', '-', and '.' are allowed)",
            $"the node name `{name.Value}` contains illegal characters",
            name.Anchor,
            "only letters, digits, `_`, `-` and `.` are allowed; several nodes match a regular expression"
        );

    public static Diagnostic IllegalNumericVariable(VariableExpression variable) =>
        Make(
            "illegal-variable-name",
            "ILLEGAL_NUMERIC_VAR_NAME",
            $"Illegal numeric variable name, The given name '{variable.Name}' must be a decimal value"
                + " if it starts with a digit 0-9",
            $"illegal numeric variable name `{variable.Name}`",
            variable.Anchor,
            "a name that starts with a digit is that of a match variable: `$0`, `$1`, …"
        );

    public static Diagnostic IllegalParameterName(Parameter parameter) =>
        Make(
            "illegal-parameter-name",
            "ILLEGAL_PARAM_NAME",
            $"Illegal parameter name. The given name '{parameter.Name}' does not conform to the naming rule"
                + " /^[a-z_]\\w*$/",
            $"illegal parameter name `{parameter.Name}`",
            parameter.NameSpan,
            "a parameter's name starts with a lower-case letter or `_` and has no `::`"
        );

    public static Diagnostic IllegalQuery(Expression query) =>
        Make(
            "illegal-query",
            "ILLEGAL_QUERY_EXPRESSION",
            $"Illegal query expression. {Labels.Capitalised(query)} cannot be used in a query",
            "this cannot be used in a query",
            query.Anchor,
            "a query compares attributes by `==` and `!=`, combined by `and`, `or` and parentheses"
        );

    public static Diagnostic IllegalRegexp(Span at, string pattern, string problem) =>
        Make(
            "illegal-regexp",
            "",
            $"{problem}: /{pattern}/",
            $"illegal regular expression: {problem}",
            at,
            "correct the pattern, or escape the sign with a backslash",
            hasPlace: false
        );

    public static Diagnostic IllegalTopConstruct(Expression statement) =>
        Make(
            "illegal-top-construct",
            "ILLEGAL_TOP_CONSTRUCT_LOCATION",
            $"This {Labels.Of(statement)} is unacceptable as a top level construct in this location",
            "only definitions are acceptable at the top level of a module's file",
            statement.Anchor,
            "move it into a class"
        );

    public static Diagnostic IllegalTypeMapping(TypeMappingExpression mapping, bool isPattern) =>
        Make(
            "illegal-type-mapping",
            "ILLEGAL_TYPE_MAPPING",
            "Illegal type mapping. Expected a"
                + $" {(isPattern ? "Tuple[Regexp,String]" : "Type")} on the left side,"
                + $" got {Labels.Capitalised(mapping)}",
            "illegal type mapping",
            mapping.Anchor,
            "map a runtime type to a type, or a pattern and replacement to another such pair"
        );

    public static Diagnostic IllegalVariable(VariableExpression variable) =>
        Make(
            "illegal-variable-name",
            "ILLEGAL_VAR_NAME",
            $"Illegal variable name, The given name '{variable.Name}' does not conform to the naming rule"
                + " /^((::)?[a-z]\\w*)*((::)?[a-z_]\\w*)$/",
            variable.Name.Length == 0
                ? "a variable without a name"
                : $"illegal variable name `${variable.Name}`",
            variable.Anchor,
            "a variable's name starts with a lower-case letter or `_`"
        );

    public static Diagnostic IndexedAssignment(AccessExpression access) =>
        Make(
            "indexed-assignment",
            "ILLEGAL_INDEXED_ASSIGNMENT",
            "Illegal attempt to assign via [index/key]. Not an assignable reference",
            "cannot assign via an index or key: values do not change",
            access.Anchor,
            "make a new value: `$new = $old + { 'key' => 'value' }`"
        );

    public static Diagnostic InterpolatedHostName(Expression inner) =>
        Make(
            "interpolated-host-name",
            "ILLEGAL_HOSTNAME_INTERPOLATION",
            "An interpolated expression is not allowed in a hostname of a node",
            "an interpolated expression is not allowed in a node's name",
            inner.Anchor,
            "name the node, or use a regular expression"
        );

    public static Diagnostic MisplacedEppParameters(CallExpression call) =>
        Make(
            "misplaced-epp-parameters",
            "ILLEGAL_EPP_PARAMETERS",
            "Ambiguous EPP parameter expression."
                + " Probably missing '<%-' before parameters to remove leading whitespace",
            "ambiguous EPP parameters: text stands before them",
            call.Anchor,
            "begin the template with `<%- |…| -%>`"
        );

    public static Diagnostic MultipleUnfold(AttributeOperation repeated) =>
        Make(
            "multiple-unfold",
            "MULTIPLE_ATTRIBUTES_UNFOLD",
            "Unfolding of attributes from Hash can only be used once per resource body",
            "`* =>` can only be used once per resource",
            repeated.Span,
            "add the hashes: `* => $a + $b`"
        );

    public static Diagnostic NodeInheritance(Expression parent) =>
        Make(
            "node-inheritance",
            "ILLEGAL_NODE_INHERITANCE",
            "Node inheritance is not supported in Puppet >= 4.0.0."
                + " See http://links.puppet.com/puppet-node-inheritance-deprecation",
            "node inheritance is not supported",
            parent.Anchor,
            "put what the nodes share into a class"
        );

    public static Diagnostic NoEffect(Expression statement) =>
        Make(
            "no-effect",
            "IDEM_EXPRESSION_NOT_LAST",
            $"This {Labels.Of(statement)} has no effect. A value was produced and then forgotten"
                + " (one or more preceding expressions may have the wrong form)",
            "this has no effect: a value is produced and then forgotten",
            statement.Anchor,
            "remove it, use its value, or look for a mistake in what stands before it"
        );

    public static Diagnostic NoEffectLast(Expression last, Expression definition) =>
        Make(
            "no-effect-last",
            "IDEM_NOT_ALLOWED_LAST",
            $"This {Labels.Of(last)} has no effect. {Labels.Capitalised(definition)} can not end with"
                + " a value-producing expression without other effect",
            "this has no effect: nothing takes the value that the body ends with",
            last.Anchor,
            "remove it, or use its value"
        );

    public static Diagnostic NotAbsoluteTopLevel(Expression definition) =>
        Make(
            "not-top-level",
            "NOT_ABSOLUTE_TOP_LEVEL",
            $"{Labels.Capitalised(definition)} may only appear at toplevel",
            "functions and types may only appear at the top level of a file",
            definition.Anchor,
            "move it out of the braces"
        );

    public static Diagnostic NotTopLevel(Expression definition) =>
        Make(
            "not-top-level",
            "NOT_TOP_LEVEL",
            "Classes, definitions, and nodes may only appear at toplevel or inside other classes",
            "classes, definitions and nodes may only appear at the top level or inside other classes",
            definition.Anchor,
            "move it to the top level, and declare it here where it is wanted"
        );

    public static Diagnostic NotVirtualizable(Expression resource) =>
        Make(
            "not-virtualizable",
            "NOT_VIRTUALIZEABLE",
            "Resource Defaults are not virtualizable",
            "resource defaults and overrides are not virtualizable",
            resource.Anchor,
            "remove the `@`"
        );

    public static Diagnostic NoValue(Expression expression) =>
        Make(
            "no-value",
            "NOT_RVALUE",
            $"Invalid use of expression. {Labels.Capitalised(expression)} does not produce a value",
            "this does not produce a value, and one is wanted here",
            expression.Anchor,
            "put it on a line of its own"
        );

    public static Diagnostic NumericAssignment(VariableExpression variable) =>
        Make(
            "numeric-assignment",
            "ILLEGAL_NUMERIC_ASSIGNMENT",
            $"Illegal attempt to assign to the numeric match result variable '${variable.Name}'."
                + " Numeric variables are not assignable",
            $"cannot assign to the match variable `${variable.Name}`",
            variable.Anchor,
            "choose a name that starts with a letter"
        );

    public static Diagnostic NumericOverflow(Span at, BigInteger value) =>
        Make(
            "numeric-overflow",
            "NUMERIC_OVERFLOW",
            "A Literal Integer resulted in a value outside of Puppet Integer max range, got"
                + $" '+0x{value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0')}'",
            "the number is outside of the range of an Integer",
            at,
            "integers reach from -9223372036854775808 to 9223372036854775807; quote it when it is text"
        );

    public static Diagnostic NumericParameter(Parameter parameter) =>
        Make(
            "numeric-parameter",
            "ILLEGAL_NUMERIC_PARAMETER",
            $"The numeric parameter name '${parameter.Name}' cannot be used"
                + " (clashes with numeric match result variables)",
            $"the parameter name `${parameter.Name}` clashes with the match variables",
            parameter.NameSpan,
            "choose a name that starts with a letter"
        );

    public static Diagnostic ReservedParameter(Parameter parameter, Expression definition) =>
        Make(
            "reserved-parameter",
            "RESERVED_PARAMETER",
            $"The parameter ${parameter.Name} redefines a built in parameter in the {Labels.Of(definition)}",
            $"the parameter `${parameter.Name}` is built in",
            parameter.NameSpan,
            "choose another name"
        );

    public static Diagnostic ReservedTypeName(Expression definition, string name) =>
        Make(
            "reserved-type-name",
            "RESERVED_TYPE_NAME",
            $"The name: '{name}' is already defined by Puppet and can not be used as the name of"
                + $" {Labels.WithArticle(definition)}.",
            $"the name `{name}` is already that of a data type",
            definition.Anchor,
            "choose another name"
        );

    public static Diagnostic ReservedWord(ReservedWordExpression word) =>
        Make(
            "reserved-word",
            "RESERVED_WORD",
            $"Use of reserved word: {word.Word}, must be quoted if intended to be a String value",
            $"`{word.Word}` is a reserved word",
            word.Anchor,
            $"quote it when it is text: `'{word.Word}'`"
        );

    public static Diagnostic ResourceWithoutTitle(BlockExpression block, NameExpression name) =>
        Make(
            "resource-without-title",
            "RESOURCE_WITHOUT_TITLE",
            $"This expression is invalid. Did you try declaring a '{name.Value}' resource without a title?",
            $"a `{name.Value}` resource without a title",
            block.Anchor,
            $"begin with the title and a colon: `{name.Value} {{ 'title': … }}`"
        );

    public static Diagnostic RestNotLast(Parameter parameter) =>
        Make(
            "rest-not-last",
            "CAPTURES_REST_NOT_LAST",
            $"Parameter ${parameter.Name} is not last, and has 'captures rest'",
            $"the parameter `*${parameter.Name}` takes the rest and must be the last",
            parameter.NameSpan,
            "move it to the end"
        );

    public static Diagnostic RestNotSupported(Parameter parameter, Expression definition) =>
        Make(
            "rest-not-supported",
            "CAPTURES_REST_NOT_SUPPORTED",
            $"Parameter ${parameter.Name} has 'captures rest' - not supported in"
                + $" {Labels.WithArticle(definition)}",
            $"the parameter `*${parameter.Name}` cannot take the rest here",
            parameter.NameSpan,
            "only functions and lambdas have such a parameter; take an array"
        );

    public static Diagnostic UnsupportedExpression(Expression expression) =>
        Make(
            "unsupported-expression",
            "UNSUPPORTED_EXPRESSION",
            $"Expressions of type {Labels.WithArticle(expression)} are not supported"
                + " in this version of Puppet",
            "this form is not supported",
            expression.Anchor,
            "use a type alias: `type Name = …`"
        );

    private static Diagnostic Make(
        string code,
        string issue,
        string referenceSentence,
        string message,
        Span at,
        string help,
        bool hasPlace = true
    ) =>
        Diagnostic.Error(code, message, at, label: null, help) with
        {
            Reference = new ReferenceWording(issue, referenceSentence) { HasPlace = hasPlace },
        };
}
