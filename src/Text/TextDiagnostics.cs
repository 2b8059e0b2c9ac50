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
        InvalidYaml(at, $"unknown alias `{name}`", $"define it before it is used: `&{name} …`");

    public static Diagnostic UnsupportedTag(Span at, string tag) =>
        Diagnostic.Error(
            "unsupported-yaml-tag",
            $"the tag `{tag}` names a Ruby object, and data has none",
            at,
            help: "remove the tag and write the value as plain data"
        );
}
