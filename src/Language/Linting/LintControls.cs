using System.Text.RegularExpressions;

namespace Bunraku.Language;

/// <summary>
/// Which problems a manifest's own comments want ignored: <c># lint:ignore:CHECK reason</c>.
/// </summary>
internal sealed partial class LintControls
{
    private readonly Dictionary<(string Check, int Line), string> reasons = [];

    private LintControls() { }

    /// <summary>Comments that open or close nothing.</summary>
    public List<string> Complaints { get; } = [];

    public string? ReasonFor(string check, int line) => reasons.GetValueOrDefault((check, line));

    public static LintControls Read(IEnumerable<LintToken> tokens)
    {
        var controls = new LintControls();
        var open = new Stack<List<(int Line, string Reason, string Check)>>();
        foreach (var token in tokens.Where(token => token.IsComment && Control.IsMatch(token.Value.Trim())))
        {
            controls.Read(token, open);
        }
        foreach (var (line, _, check) in open.Reverse().Select(block => block[0]))
        {
            controls.Complaints.Add(
                $"WARNING: lint:ignore:{check} comment on line {line} with no closing lint:endignore comment"
            );
        }
        return controls;
    }

    private void Read(LintToken token, Stack<List<(int Line, string Reason, string Check)>> open)
    {
        var words = Blanks.Split(token.Value.Trim());
        var count = words.TakeWhile(word => Word.IsMatch(word)).Count();
        var reason = string.Join(' ', words[count..]);
        var block = new List<(int, string, string)>();
        foreach (var word in words[..count])
        {
            var parts = word.Split(':');
            if (parts[1] != "ignore")
            {
                Close(token.Line, open);
            }
            else if (token.Previous is null or { Kind: LintKind.Newline or LintKind.Indent })
            {
                block.Add((token.Line, reason, parts.ElementAtOrDefault(2) ?? ""));
            }
            else
            {
                reasons[(parts.ElementAtOrDefault(2) ?? "", token.Line)] = reason;
            }
        }
        if (block.Count > 0)
        {
            open.Push(block);
        }
    }

    private void Close(int line, Stack<List<(int Line, string Reason, string Check)>> open)
    {
        if (!open.TryPop(out var block))
        {
            Complaints.Add(
                "WARNING: lint:endignore comment with no opening lint:ignore:<check> comment found on line "
                    + line
            );
            return;
        }
        foreach (var (start, reason, check) in block)
        {
            for (var i = start; i <= line; i++)
            {
                reasons[(check, i)] = reason;
            }
        }
    }

    [GeneratedRegex(@"\Alint:(?:ignore:\w+|endignore)")]
    private static partial Regex Control { get; }

    [GeneratedRegex("^lint:(?:ignore|endignore)")]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks { get; }
}
