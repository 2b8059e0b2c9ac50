using System.Text.RegularExpressions;

namespace Bunraku.Language;

/// <content>The patterns of its tokens.</content>
internal sealed partial class LintLexer
{
    [GeneratedRegex(@"\G[A-Za-z0-9_]*")]
    private static partial Regex WordPattern { get; }

    [GeneratedRegex(@"\G(?:(?:::)?[A-Z][-A-Za-z0-9_]*)+")]
    private static partial Regex ClassPattern { get; }

    [GeneratedRegex(@"\G(?:0[xX][0-9A-Fa-f]+|0?[0-9]+(?:\.[0-9]+)?(?:[eE]-?[0-9]+)?)(?![A-Za-z0-9_])")]
    private static partial Regex NumberPattern { get; }

    [GeneratedRegex(@"\G(?:::)?[_a-z0-9][-A-Za-z0-9_]*(?:::[a-z0-9][-A-Za-z0-9_]*)*")]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex(@"\G\$(?:::)?(?:[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*::)*[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")]
    private static partial Regex VariablePattern { get; }

    [GeneratedRegex(
        @"\G\$(?:::)?(?:[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*::)*[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*(?:\[.+?\])*"
    )]
    private static partial Regex IndexedPattern { get; }

    [GeneratedRegex(@"\G@\((""?.+?""?(?::.+?)?[\t\v\f\p{Zs}]*(?:/.*?)?)\)")]
    private static partial Regex HeredocPattern { get; }

    [GeneratedRegex(@"\A""?(.+?)""?(?::.+?)?[\t\v\f\p{Zs}]*(?:/.*)?\z")]
    private static partial Regex HeredocName { get; }

    [GeneratedRegex(@"\A/\* ?")]
    private static partial Regex CommentStart { get; }

    [GeneratedRegex(@" ?\*/\z")]
    private static partial Regex CommentEnd { get; }

    [GeneratedRegex(@"^ *\*", RegexOptions.Multiline)]
    private static partial Regex CommentLine { get; }

    [GeneratedRegex(@"\r\n|\r|\n")]
    private static partial Regex LineEnd { get; }
}
