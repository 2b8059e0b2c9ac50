namespace Bunraku.Text;

/// <summary>Every sentence this room says about a text it cannot read.</summary>
internal static class TextDiagnostics
{
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
