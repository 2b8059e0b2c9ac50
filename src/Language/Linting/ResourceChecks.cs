using System.Text.RegularExpressions;

namespace Bunraku.Language;

/// <summary>Checks of resources, relationships and conditions.</summary>
internal static partial class ResourceChecks
{
    public static void ArrowOnRightOperandLine(LintManifest manifest, LintReport report)
    {
        foreach (var arrow in manifest.Tokens)
        {
            if (
                arrow is { Kind: LintKind.InEdge or LintKind.InEdgeNotify, NextCode: { } right }
                && right.Line != arrow.Line
            )
            {
                report.Warn(
                    arrow,
                    "arrow should be on the right operand's line",
                    mended => Move(mended, arrow)
                );
            }
        }
    }

    private static bool Move(LintManifest manifest, LintToken arrow)
    {
        if (arrow is not { PreviousCode: { } left, NextCode: { } right })
        {
            return false;
        }
        manifest.Remove(arrow);
        var place = manifest.Tokens.IndexOf(right);
        manifest.Insert(place, arrow);
        manifest.Insert(place + 1, new LintToken(LintKind.Whitespace, " ", right.Line, 3));
        if (
            left.Next is { Kind: LintKind.Whitespace } blank
            && blank.Next?.Kind is LintKind.Newline or LintKind.Whitespace
        )
        {
            manifest.Remove(blank);
        }
        return true;
    }

    public static void RightToLeftRelationship(LintManifest manifest, LintReport report)
    {
        foreach (var arrow in manifest.Tokens.Where(token => token.Kind == LintKind.OutEdge))
        {
            report.Warn(arrow, "right-to-left (<-) relationship");
        }
    }

    public static void CaseWithoutDefault(LintManifest manifest, LintReport report)
    {
        var tokens = manifest.Tokens;
        var cases = tokens
            .Where(token => token.Kind == LintKind.Case)
            .Select(keyword => (Start: keyword.Index, End: EndOfBraces(tokens, keyword.Index)))
            .Where(range => range.End >= 0)
            .ToList();
        for (var i = 0; i < cases.Count; i++)
        {
            var (start, end) = cases[i];
            var depth = 0;
            var hasDefault = false;
            for (var at = start; at <= end && !hasDefault; at++)
            {
                if (cases.Skip(i + 1).Any(inner => at >= inner.Start && at <= inner.End))
                {
                    continue;
                }
                depth +=
                    tokens[at].Kind == LintKind.LeftBrace ? 1
                    : tokens[at].Kind == LintKind.RightBrace ? -1
                    : 0;
                hasDefault = tokens[at].Kind == LintKind.Default && depth == 1;
            }
            if (!hasDefault)
            {
                report.Warn(tokens[start], "case statement without a default case");
            }
        }
    }

    private static int EndOfBraces(List<LintToken> tokens, int from)
    {
        var depth = 0;
        for (var i = from + 1; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == LintKind.LeftBrace)
            {
                depth++;
            }
            else if (tokens[i].Kind == LintKind.RightBrace && --depth == 0)
            {
                return i;
            }
        }
        return -1;
    }

    public static void SelectorInsideResource(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Resources.SelectMany(resource => resource.Tokens))
        {
            if (
                token is { Kind: LintKind.Arrow, NextCode: { Kind: LintKind.Variable } value }
                && value.NextCode?.Kind == LintKind.Question
            )
            {
                report.Warn(token, "selector inside resource block");
            }
        }
    }

    public static void DuplicateParams(LintManifest manifest, LintReport report)
    {
        foreach (var resource in manifest.Resources)
        {
            var seen = new Dictionary<int, HashSet<string>>();
            var level = 0;
            foreach (var token in resource.Tokens)
            {
                if (token.Kind == LintKind.LeftBrace)
                {
                    level++;
                }
                else if (token.Kind == LintKind.RightBrace)
                {
                    seen.Remove(level--);
                }
                else if (token is { Kind: LintKind.Arrow, PreviousCode: { Kind: LintKind.Name } name })
                {
                    seen.TryAdd(level, []);
                    if (!seen[level].Add(name.Value))
                    {
                        report.Fail(name, "duplicate parameter found in resource");
                    }
                }
            }
        }
    }

    public static void EnsureFirstParam(LintManifest manifest, LintReport report)
    {
        foreach (var resource in manifest.Resources)
        {
            var attributes = resource.Attributes;
            var place = attributes.Select(name => name.Value).ToList().IndexOf("ensure");
            if (resource.Type.Kind != LintKind.Class && place > 0)
            {
                report.Warn(
                    attributes[place],
                    "ensure found on line but it's not the first attribute",
                    mended => MoveFirst(mended, attributes[0], attributes[place])
                );
            }
        }
    }

    /// <summary>
    /// Exchanges the first attribute and <c>ensure</c>, from the names to before their commas.
    /// </summary>
    private static bool MoveFirst(LintManifest manifest, LintToken first, LintToken ensure)
    {
        var firstComma = first.Find(token => token.Kind == LintKind.Comma);
        var ensureComma = ensure.Find(token => token.Kind is LintKind.Comma or LintKind.Semicolon);
        if (firstComma is null || ensureComma is null)
        {
            return false;
        }
        var tokens = manifest.Tokens;
        var (from, to) = (tokens.IndexOf(ensure), tokens.IndexOf(ensureComma));
        var (start, end) = (tokens.IndexOf(first), tokens.IndexOf(firstComma));
        List<LintToken> moved = [.. tokens[from..to], .. tokens[end..from], .. tokens[start..end]];
        tokens.RemoveRange(start, to - start);
        tokens.InsertRange(start, moved);
        return true;
    }

    public static void EnsureNotSymlinkTarget(LintManifest manifest, LintReport report)
    {
        foreach (var resource in manifest.Resources.Where(resource => resource.Type.Value == "file"))
        {
            foreach (var name in resource.Attributes.Where(name => name.Value == "ensure"))
            {
                if (ValueOf(name) is { } value && value.Value.StartsWith('/'))
                {
                    report.Warn(
                        value,
                        "symlink target specified in ensure attr",
                        mended => AddTarget(mended, name, value)
                    );
                }
            }
        }
    }

    private static bool AddTarget(LintManifest manifest, LintToken name, LintToken value)
    {
        var indent = name.Previous?.Value ?? "";
        List<LintToken> added =
        [
            new(LintKind.Name, "link", 0, 0),
            new(LintKind.Comma, ",", 0, 0),
            new(LintKind.Newline, "\n", 0, 0),
            new(LintKind.Indent, indent, 0, 0),
            new(LintKind.Name, "target", 0, 0),
            new(LintKind.Whitespace, " ", 0, 0),
            new(LintKind.Arrow, "=>", 0, 0),
            new(LintKind.Whitespace, " ", 0, 0),
        ];
        manifest.Tokens.InsertRange(manifest.Tokens.IndexOf(value), added);
        return true;
    }

    private static LintToken? ValueOf(LintToken name) => name.NextCode?.NextCode;

    private static IEnumerable<LintToken> ModesIn(LintResource resource) =>
        resource.Type.Value is "file" or "concat"
            ? resource.Attributes.Where(name => name.Value == "mode").Select(ValueOf).OfType<LintToken>()
            : [];

    public static void FileMode(LintManifest manifest, LintReport report)
    {
        foreach (var resource in manifest.Resources)
        {
            foreach (var value in ModesIn(resource))
            {
                if (
                    value.Kind is LintKind.Variable or LintKind.Undef or LintKind.FunctionName
                    || ModePattern.IsMatch(value.Value)
                )
                {
                    break;
                }
                report.Warn(
                    value,
                    "mode should be represented as a 4 digit octal value or symbolic mode",
                    _ => AddDigit(value)
                );
            }
        }
    }

    private static bool AddDigit(LintToken value)
    {
        if (value.Value.Length != 3 || value.Value.AsSpan().ContainsAnyExceptInRange('0', '7'))
        {
            return false;
        }
        value.Kind = LintKind.SingleQuoted;
        value.Value = "0" + value.Value;
        return true;
    }

    public static void UnquotedFileMode(LintManifest manifest, LintReport report)
    {
        foreach (var value in manifest.Resources.SelectMany(ModesIn))
        {
            if (value.Kind is LintKind.Name or LintKind.Number)
            {
                report.Warn(value, "unquoted file mode", _ => StringChecks.Quote(value));
            }
        }
    }

    public static void UnquotedResourceTitle(LintManifest manifest, LintReport report)
    {
        foreach (var title in TitlesIn(manifest.Tokens).Where(token => token.Kind == LintKind.Name))
        {
            report.Warn(title, "unquoted resource title", _ => StringChecks.Quote(title));
        }
    }

    /// <summary>
    /// What stands before colons; for arrays, what the file's last bracket opens, if it is before.
    /// </summary>
    private static IEnumerable<LintToken> TitlesIn(List<LintToken> tokens)
    {
        var lastBracket = tokens.FindLastIndex(token => token.Kind == LintKind.LeftBracket);
        foreach (var colon in tokens.Where(token => token.Kind == LintKind.Colon && token.Index > 0))
        {
            var before = tokens[colon.Index - 1];
            if (before.Kind != LintKind.RightBracket)
            {
                if (colon.NextCode?.Kind is not (null or LintKind.LeftBrace))
                {
                    yield return before;
                }
                continue;
            }
            for (var i = lastBracket + 1; i <= colon.Index - 2; i++)
            {
                if (tokens[i].Kind is LintKind.String or LintKind.Name)
                {
                    yield return tokens[i];
                }
            }
        }
    }

    [GeneratedRegex(@"\A(?:[0-7]{4}|[ugoa]*[-=+][-=+rstwxXugo]*(?:,[ugoa]*[-=+][-=+rstwxXugo]*)*)\Z")]
    private static partial Regex ModePattern { get; }
}
