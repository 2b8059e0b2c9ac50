using System.Collections.Frozen;

namespace Bunraku.Ruby;

/// <summary>The reserved words and the state that the lexer is in after them.</summary>
internal static class Keywords
{
    private static readonly FrozenDictionary<string, (TokenKind, LexerState)> ByText = new Dictionary<
        string,
        (TokenKind, LexerState)
    >
    {
        ["alias"] = (TokenKind.AliasWord, LexerState.MethodName),
        ["and"] = (TokenKind.AndWord, LexerState.Begin),
        ["begin"] = (TokenKind.BeginWord, LexerState.Begin),
        ["break"] = (TokenKind.BreakWord, LexerState.Middle),
        ["case"] = (TokenKind.CaseWord, LexerState.Begin),
        ["class"] = (TokenKind.ClassWord, LexerState.Class),
        ["def"] = (TokenKind.DefWord, LexerState.MethodName),
        ["defined?"] = (TokenKind.DefinedWord, LexerState.Argument),
        ["do"] = (TokenKind.DoWord, LexerState.Begin),
        ["else"] = (TokenKind.ElseWord, LexerState.Begin),
        ["elsif"] = (TokenKind.ElsifWord, LexerState.Begin),
        ["end"] = (TokenKind.EndWord, LexerState.End),
        ["ensure"] = (TokenKind.EnsureWord, LexerState.Begin),
        ["false"] = (TokenKind.FalseWord, LexerState.End),
        ["__FILE__"] = (TokenKind.FileWord, LexerState.End),
        ["for"] = (TokenKind.ForWord, LexerState.Begin),
        ["if"] = (TokenKind.IfWord, LexerState.Begin),
        ["in"] = (TokenKind.InWord, LexerState.Begin),
        ["__LINE__"] = (TokenKind.LineWord, LexerState.End),
        ["module"] = (TokenKind.ModuleWord, LexerState.Begin),
        ["next"] = (TokenKind.NextWord, LexerState.Middle),
        ["nil"] = (TokenKind.NilWord, LexerState.End),
        ["not"] = (TokenKind.NotWord, LexerState.Argument),
        ["or"] = (TokenKind.OrWord, LexerState.Begin),
        ["redo"] = (TokenKind.RedoWord, LexerState.End),
        ["rescue"] = (TokenKind.RescueWord, LexerState.Middle),
        ["retry"] = (TokenKind.RetryWord, LexerState.End),
        ["return"] = (TokenKind.ReturnWord, LexerState.Middle),
        ["self"] = (TokenKind.SelfWord, LexerState.End),
        ["super"] = (TokenKind.SuperWord, LexerState.Argument),
        ["then"] = (TokenKind.ThenWord, LexerState.Begin),
        ["true"] = (TokenKind.TrueWord, LexerState.End),
        ["undef"] = (TokenKind.UndefWord, LexerState.MethodName),
        ["unless"] = (TokenKind.UnlessWord, LexerState.Begin),
        ["until"] = (TokenKind.UntilWord, LexerState.Begin),
        ["when"] = (TokenKind.WhenWord, LexerState.Begin),
        ["while"] = (TokenKind.WhileWord, LexerState.Begin),
        ["yield"] = (TokenKind.YieldWord, LexerState.Argument),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, (TokenKind, LexerState)>.AlternateLookup<
        ReadOnlySpan<char>
    > BySpan = ByText.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Find(ReadOnlySpan<char> text, out TokenKind kind, out LexerState after)
    {
        var found = BySpan.TryGetValue(text, out var keyword);
        (kind, after) = keyword;
        return found;
    }
}
