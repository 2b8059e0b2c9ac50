namespace Bunraku.Text;

/// <summary>Every sentence this room says about a text it cannot read.</summary>
internal static class TextDiagnostics
{
    /// <summary>A <c>+=</c> in HOCON that the reference cannot do either.</summary>
    public static Diagnostic AddingInList(Span at, int line) =>
        InvalidHocon(
            at,
            "`+=` does not work inside a list",
            $"String: {line}: Due to current limitations of the config parser, += does not work nested inside "
                + "a list. += expands to a ${} substitution and the path in ${} cannot currently refer to list "
                + "elements. You might be able to move the += outside of the list and then refer to it from "
                + "inside the list with ${}.",
            "add to a list outside, and refer to that with `${…}`"
        );

    public static Diagnostic InvalidEncoding(Span at) =>
        Diagnostic.Error(
            "invalid-encoding",
            "invalid byte sequence in UTF-8",
            at,
            "this is no character",
            "save the file as UTF-8"
        ) with
        {
            Reference = new ReferenceWording("", "invalid byte sequence in UTF-8") { HasPlace = false },
        };

    /// <param name="told">The reference's sentence, where it has one.</param>
    public static Diagnostic InvalidHocon(Span at, string problem, string? told, string? help = null) =>
        Diagnostic.Error("invalid-hocon", $"this is not valid HOCON: {problem}", at, help: help) with
        {
            Reference = told is null ? null : new ReferenceWording("", told),
        };

    public static Diagnostic InvalidJson(Span at, string problem, string? help = null) =>
        Diagnostic.Error("invalid-json", $"this is not valid JSON: {problem}", at, help: help);

    public static Diagnostic InvalidYaml(Span at, string problem, string? help = null) =>
        Diagnostic.Error("invalid-yaml", $"this is not valid YAML: {problem}", at, help: help);

    public static Diagnostic InvalidYaml(SourceFile file, YamlFault fault, string? help)
    {
        var at = Math.Min(fault.At.Index, file.Text.Length);
        var problem = fault.Context is null ? fault.Message : $"{fault.Message} {fault.Context}";
        var begun = Math.Min(fault.ContextMark.Index, file.Text.Length);
        var place = $"at line {fault.ContextMark.Line + 1} column {fault.ContextMark.Column + 1}";
        return InvalidYaml(file.At(at, Math.Min(at + 1, file.Text.Length)), problem, help) with
        {
            Secondary =
                fault.Context is { } context && begun < at ? [new Label(file.At(begun, begun), context)] : [],
            Reference = new ReferenceWording("", $"({file.Path}): {problem} {place}"),
        };
    }

    /// <summary>HOCON values side by side that are of different kinds.</summary>
    public static Diagnostic MixedValues(HoconNode left, HoconNode right) =>
        InvalidHocon(
            right.Span,
            "an object or a list stands beside a value of another kind",
            $"String: {left.Line}: Cannot concatenate object or list with a non-object-or-list, "
                + $"{HoconText.Shown(left)} and {HoconText.Shown(right)} are not compatible",
            "separate them by a `,` or a line break"
        );

    public static Diagnostic RepeatedKey(Span at, Span first, string key) =>
        Diagnostic.Warning(
            "repeated-key",
            $"the key `{key}` is given twice",
            at,
            "this one is used",
            "remove one of the two"
        ) with
        {
            Secondary = [new Label(first, "first given here")],
        };

    public static Diagnostic TooDeep(Span at, string code, int limit) =>
        Diagnostic.Error(code, $"the data is nested deeper than {limit} levels", at);

    public static Diagnostic TooLarge(Span at, int limit) =>
        Diagnostic.Error(
            "invalid-yaml",
            $"aliases make the document larger than {limit} values",
            at,
            help: "write the data out, or refer to it less often"
        );

    public static Diagnostic UnknownAlias(Span at, string name) =>
        InvalidYaml(at, $"unknown alias `{name}`", $"define it before it is used: `&{name} …`") with
        {
            Reference = new ReferenceWording("", $"Unknown alias: {name}"),
        };

    /// <param name="cycle">The substitutions that lead back to it, if that is why.</param>
    public static Diagnostic UnresolvedSubstitution(HoconReference reference, string? cycle) =>
        InvalidHocon(
            reference.Span,
            cycle is null ? $"nothing is called `{reference}`" : $"`{reference}` depends on itself",
            $"String: {reference.Span.Line}: Could not resolve substitution to a value: {reference}"
                + (cycle is null ? "" : $" was part of a cycle of substitutions involving {cycle}"),
            cycle is null ? "write `${?…}` for a value that may be missing" : null
        );

    public static Diagnostic UnsupportedTag(Span at, string tag) =>
        Diagnostic.Error(
            "unsupported-yaml-tag",
            $"the tag `{tag}` names a Ruby object, and data has none",
            at,
            help: "remove the tag and write the value as plain data"
        ) with
        {
            Reference = new ReferenceWording(
                "",
                $"({at.File.Path}): Tried to load unspecified class: {RubyClass(tag)}"
            ),
        };

    private static string RubyClass(string tag)
    {
        var (kind, name) = tag.Split(':', 2) is [var before, var after] ? (before, after) : (tag, "");
        return kind switch
        {
            "!ruby/regexp" => "Regexp",
            "!ruby/range" => "Range",
            _ when tag.EndsWith("set", StringComparison.Ordinal) => "Psych::Set",
            _ => name,
        };
    }

    /// <summary>A date where data has none.</summary>
    public static Diagnostic DateInData(ScalarTree date) =>
        Diagnostic.Error(
            "date-in-data",
            "an unquoted date is not data",
            date.Span,
            "this is read as a date",
            "put it in quotes"
        ) with
        {
            Reference = new ReferenceWording(
                "",
                $"({date.Span.File.Path}): Tried to load unspecified class: "
                    + (date.Value is DateOnly ? "Date" : "Time")
            ),
        };
}
