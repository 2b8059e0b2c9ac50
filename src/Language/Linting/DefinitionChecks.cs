namespace Bunraku.Language;

/// <summary>Checks of classes, defined types and nodes.</summary>
internal static class DefinitionChecks
{
    public static void AutoloaderLayout(LintManifest manifest, LintReport report)
    {
        foreach (var definition in manifest.Definitions)
        {
            var name = definition.Name.Value;
            var parts = name.Split("::");
            var expected =
                parts.Length > 1
                    ? $"/{parts[0]}/manifests/{string.Join('/', parts[1..])}.pp"
                    : $"/{name}/manifests/init.pp";
            if (manifest.IsRelative)
            {
                expected = string.Join('/', expected.TrimStart('/').Split('/')[1..]);
            }
            if (!manifest.FullPath.EndsWith(expected, StringComparison.Ordinal))
            {
                report.Fail(definition.Name, $"{name} not in autoload module layout");
            }
        }
    }

    public static void ClassInheritsFromParamsClass(LintManifest manifest, LintReport report)
    {
        foreach (var definition in manifest.Definitions)
        {
            if (
                definition is { IsClass: true, Parent: { } parent }
                && parent.Value.EndsWith("::params", StringComparison.Ordinal)
            )
            {
                report.Warn(parent, "class inheriting from params class");
            }
        }
    }

    public static void CodeOnTopScope(LintManifest manifest, LintReport report)
    {
        var inside = manifest.Definitions.SelectMany(definition => definition.Tokens).ToHashSet();
        foreach (var token in manifest.Tokens)
        {
            if (!token.IsFormatting && !inside.Contains(token))
            {
                report.Warn(token, $"code outside of class or define block - {token.Value}");
            }
        }
    }

    public static void InheritsAcrossNamespaces(LintManifest manifest, LintReport report)
    {
        foreach (var definition in manifest.Definitions)
        {
            if (
                definition is { IsClass: true, Parent: { } parent }
                && ModuleOf(parent.Value) != ModuleOf(definition.Name.Value)
            )
            {
                report.Warn(parent, "class inherits across module namespaces");
            }
        }
    }

    private static string? ModuleOf(string name) =>
        name.Split("::", StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    public static void NamesContainingDash(LintManifest manifest, LintReport report)
    {
        foreach (var definition in manifest.Definitions)
        {
            if (definition.Name.Value.Contains('-'))
            {
                report.Fail(definition.Name, $"{NounOf(definition.IsClass)} name containing a dash");
            }
        }
    }

    public static void NamesContainingUppercase(LintManifest manifest, LintReport report)
    {
        foreach (var definition in manifest.Definitions)
        {
            var name = definition.Name;
            if (name.Value.Any(char.IsAsciiLetterUpper))
            {
                report.Fail(
                    name,
                    $"{NounOf(definition.IsClass)} '{name.Value}' contains illegal uppercase",
                    _ =>
                    {
                        name.Value = name.Value.ToLowerInvariant();
                        return true;
                    }
                );
            }
        }
    }

    public static void NestedClassesOrDefines(LintManifest manifest, LintReport report)
    {
        foreach (var definition in manifest.Definitions.Where(definition => definition.IsClass))
        {
            foreach (var token in definition.Tokens.Skip(1))
            {
                if (
                    token.Kind is LintKind.Class or LintKind.Define
                    && token.NextCode?.Kind != LintKind.LeftBrace
                )
                {
                    report.Warn(token, $"{NounOf(token.Kind == LintKind.Class)} defined inside a class");
                }
            }
        }
    }

    private static string NounOf(bool isClass) => isClass ? "class" : "defined type";

    public static void ParameterOrder(LintManifest manifest, LintReport report)
    {
        foreach (var parameters in manifest.Definitions.Select(definition => definition.Parameters))
        {
            var (parentheses, brackets) = (0, 0);
            var hasDefault = false;
            foreach (var token in parameters ?? [])
            {
                // A closing bracket too many is not counted, as it closes nothing.
                parentheses +=
                    token.Kind == LintKind.LeftParenthesis ? 1
                    : token.Kind == LintKind.RightParenthesis ? -Math.Min(1, parentheses)
                    : 0;
                brackets +=
                    token.Kind is LintKind.LeftBrace or LintKind.LeftBracket ? 1
                    : token.Kind is LintKind.RightBrace or LintKind.RightBracket ? -Math.Min(1, brackets)
                    : 0;
                hasDefault |= token.Kind == LintKind.Equals;
                if (hasDefault && parentheses == 0 && brackets == 0 && IsRequired(token))
                {
                    report.Warn(token, "optional parameter listed before required parameter");
                }
            }
        }
    }

    private static bool IsRequired(LintToken token)
    {
        var isParameter =
            token is { Kind: LintKind.Variable, PreviousCode: { } before }
            && before.Kind
                is LintKind.LeftParenthesis
                    or LintKind.Comma
                    or LintKind.Type
                    or LintKind.RightBracket;
        return isParameter
            && token.Find(other => other.Kind == LintKind.Type, isForward: false)?.Value != "Optional"
            && token.NextCode?.Kind is null or LintKind.Comma or LintKind.RightParenthesis
            && token.PreviousCode?.Kind != LintKind.Equals;
    }

    public static void Documentation(LintManifest manifest, LintReport report)
    {
        foreach (var definition in manifest.Definitions)
        {
            if (!IsDocumented(definition.Keyword))
            {
                report.Warn(definition.Keyword, $"{NounOf(definition.IsClass)} not documented");
            }
        }
    }

    private static bool IsDocumented(LintToken keyword)
    {
        var breaks = 0;
        var before = keyword.Previous;
        while (before?.Kind is LintKind.Whitespace or LintKind.Newline or LintKind.Indent)
        {
            breaks += before.Kind == LintKind.Newline ? 1 : 0;
            if (breaks > 1)
            {
                return false;
            }
            before = before.Previous;
        }
        return before is { IsComment: true };
    }

    public static void UnquotedNodeName(LintManifest manifest, LintReport report)
    {
        foreach (var node in manifest.Tokens.Where(token => token.Kind == LintKind.Node))
        {
            var end = manifest.Tokens.FindIndex(node.Index, token => token.Kind == LintKind.LeftBrace);
            if (end < 0)
            {
                report.Add(
                    LintSeverity.Error,
                    node.Line,
                    node.Column,
                    "Syntax error (try running `puppet parser validate <file>`)",
                    name: "syntax"
                );
                continue;
            }
            foreach (var token in manifest.Tokens[node.Index..(end + 1)])
            {
                if (token.Kind == LintKind.Name && token.Value != "default")
                {
                    report.Warn(token, "unquoted node name found", _ => StringChecks.Quote(token));
                }
            }
        }
    }
}
