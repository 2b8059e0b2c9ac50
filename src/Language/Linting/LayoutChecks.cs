using System.Collections.Immutable;

namespace Bunraku.Language;

/// <summary>Checks of comments, white space and columns.</summary>
internal static class LayoutChecks
{
    public static void SlashComments(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens.Where(token => token.Kind == LintKind.SlashComment))
        {
            report.Warn(
                token,
                "// comment found",
                _ =>
                {
                    token.Kind = LintKind.Comment;
                    return true;
                }
            );
        }
    }

    public static void StarComments(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens.Where(token => token.Kind == LintKind.BlockComment))
        {
            report.Warn(token, "/* */ comment found", mended => MakeLines(mended, token));
        }
    }

    private static bool MakeLines(LintManifest manifest, LintToken comment)
    {
        // What follows on the line would become part of the comment.
        if (comment.Next is { Kind: not LintKind.Newline })
        {
            return false;
        }
        var indent = comment.Previous is { Kind: LintKind.Indent } before ? before.Value : "";
        var lines = comment.Value.Trim().Split('\n').Select(line => line.Trim()).ToList();
        comment.Kind = LintKind.Comment;
        comment.Value = " " + lines[0];
        var place = manifest.Tokens.IndexOf(comment) + 1;
        foreach (var line in lines.Skip(1))
        {
            manifest.Insert(place++, new LintToken(LintKind.Newline, "\n", 0, 0));
            manifest.Insert(place++, new LintToken(LintKind.Indent, indent, 0, 0));
            manifest.Insert(place++, new LintToken(LintKind.Comment, " " + line, 0, 0));
        }
        return true;
    }

    public static Action<LintManifest, LintReport> LineLength(int longest) =>
        (manifest, report) =>
        {
            for (var i = 0; i < manifest.Lines.Length; i++)
            {
                var line = manifest.Lines[i];
                if (
                    !line.Contains("://", StringComparison.Ordinal)
                    && !line.Contains("template(", StringComparison.Ordinal)
                    && LintLexer.CharactersIn(line) > longest
                )
                {
                    var message = $"line has more than {longest} characters";
                    report.Add(LintSeverity.Warning, i + 1, longest, message);
                }
            }
        };

    public static void SoftTabs(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens.Where(token => token.Kind == LintKind.Indent))
        {
            if (token.Value.Length % 2 != 0)
            {
                report.Fail(token, "two-space soft tabs not used");
            }
        }
    }

    public static void HardTabs(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens)
        {
            if (token.Kind is LintKind.Indent or LintKind.Whitespace && token.Value.Contains('\t'))
            {
                report.Fail(
                    token,
                    "tab character found",
                    _ =>
                    {
                        token.Value = token.Value.Replace("\t", "  ");
                        return true;
                    }
                );
            }
        }
    }

    public static void TrailingWhitespace(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens)
        {
            if (
                token.Kind is LintKind.Indent or LintKind.Whitespace
                && token.Next?.Kind is null or LintKind.Newline
            )
            {
                report.Fail(
                    token,
                    "trailing whitespace found",
                    mended =>
                    {
                        mended.Remove(token);
                        return true;
                    }
                );
            }
        }
    }

    public static void ArrowAlignment(LintManifest manifest, LintReport report)
    {
        foreach (var resource in manifest.Resources)
        {
            ImmutableArray<LintToken> tokens = [.. resource.Tokens.Where(token => !token.IsComment)];
            var arrows = tokens.Where(token => token.Kind == LintKind.Arrow).ToList();
            if (arrows.Count > 0 && arrows[0].Line != arrows[^1].Line)
            {
                CheckArrows(tokens, report);
            }
        }
    }

    /// <summary>What is known of the arrows within one pair of braces.</summary>
    private sealed class Level
    {
        public List<LintToken> Arrows { get; } = [];

        public int ArrowColumn { get; set; }

        public int? KeyColumn { get; set; }
    }

    private static void CheckArrows(ImmutableArray<LintToken> tokens, LintReport report)
    {
        // A semicolon leaves a level as a brace does, and levels below the first are counted from the last.
        var levels = new List<Level> { new() };
        var depth = 0;
        foreach (var token in tokens)
        {
            switch (token.Kind)
            {
                case LintKind.Arrow:
                    AddArrow(LevelAt(levels, depth), token);
                    break;
                case LintKind.LeftBrace:
                    depth++;
                    levels.Add(new Level());
                    break;
                case LintKind.RightBrace or LintKind.Semicolon:
                    var level = LevelAt(levels, depth);
                    Report(level, report);
                    level.ArrowColumn = 0;
                    level.KeyColumn = null;
                    level.Arrows.Clear();
                    depth--;
                    break;
            }
        }
    }

    private static Level LevelAt(List<Level> levels, int depth) =>
        levels[depth >= 0 ? Math.Min(depth, levels.Count - 1) : Math.Max(0, levels.Count + depth)];

    private static void AddArrow(Level level, LintToken arrow)
    {
        var key = arrow.PreviousCode!;
        var length = LintLexer.CharactersIn(key.Text);
        var start = key;
        var whole = length;
        if (key.Kind == LintKind.StringTail)
        {
            while (start.Kind != LintKind.StringHead && start.Previous is { } before)
            {
                start = before;
                whole += LintLexer.CharactersIn(start.Text);
            }
        }
        level.KeyColumn ??= start.Column;
        var column = level.Arrows.Any(other => other.Line == arrow.Line)
            ? level.KeyColumn.Value + whole + 1
            : key.Column + length + 1;
        level.ArrowColumn = Math.Max(level.ArrowColumn, column);
        level.Arrows.Add(arrow);
    }

    private static void Report(Level level, LintReport report)
    {
        if (level.Arrows.Select(arrow => arrow.Line).Distinct().Count() < 2)
        {
            return;
        }
        var expected = level.ArrowColumn;
        foreach (var arrow in level.Arrows.Where(arrow => arrow.Column != expected))
        {
            var startsLine = level.Arrows.First(other => other.Line == arrow.Line) == arrow;
            report.Warn(
                arrow,
                "indentation of => is not properly aligned "
                    + $"(expected in column {expected}, but found it in column {arrow.Column})",
                mended => startsLine && Align(mended, arrow, expected)
            );
        }
    }

    private static bool Align(LintManifest manifest, LintToken arrow, int column)
    {
        var blank = arrow.Previous is { Kind: LintKind.Whitespace } before ? before : null;
        var width = (blank?.Value.Length ?? 0) + column - arrow.Column;
        if (width < 0)
        {
            return false;
        }
        if (blank is not null)
        {
            blank.Value = new string(' ', width);
            return true;
        }
        var added = new LintToken(LintKind.Whitespace, new string(' ', width), 0, 0);
        manifest.Insert(manifest.Tokens.IndexOf(arrow), added);
        return true;
    }
}
