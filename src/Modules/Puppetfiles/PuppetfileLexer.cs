using System.Text;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>
/// Cuts a Puppetfile into words, strings, symbols and marks. Strings with Ruby code in them are `Other`.
/// </summary>
internal sealed class PuppetfileLexer(SourceFile file)
{
    private readonly List<PuppetfileToken> tokens = [];
    private int depth;
    private int at;

    private string Text => file.Text;

    private char Current => at < Text.Length ? Text[at] : '\0';

    private char Next => at + 1 < Text.Length ? Text[at + 1] : '\0';

    public List<PuppetfileToken> Read()
    {
        while (at < Text.Length)
        {
            ReadToken();
        }
        Add(TokenKind.End, at, "");
        return tokens;
    }

    private void ReadToken()
    {
        var start = at;
        switch (Current)
        {
            case '#':
                var end = Text.IndexOf('\n', at);
                at = end < 0 ? Text.Length : end;
                return;
            case '\n' or ';':
                at++;
                if (depth == 0 && !EndsOpen())
                {
                    Add(TokenKind.End, start, "");
                }
                return;
            case '\\' when Next == '\n':
                at += 2;
                return;
            case var c when char.IsWhiteSpace(c):
                at++;
                return;
            case '\'' or '"':
                ReadString(start);
                return;
            case '=' when Next == '>':
                at += 2;
                Add(TokenKind.Arrow, start, "=>");
                return;
            case ',':
                at++;
                Add(TokenKind.Comma, start, ",");
                return;
            case '(' or '{' or '[':
                at++;
                depth++;
                Add(TokenKind.Open, start, Text[start].ToString());
                return;
            case ')' or '}' or ']':
                at++;
                depth = Math.Max(0, depth - 1);
                Add(TokenKind.Close, start, Text[start].ToString());
                return;
            case ':' when IsWordCharacter(Next):
                at++;
                ReadWord();
                Add(TokenKind.Symbol, start, Text[(start + 1)..at]);
                return;
            case var c when IsWordCharacter(c):
                ReadWord();
                var word = Text[start..at];
                if (Current == ':' && Next != ':')
                {
                    at++;
                    Add(TokenKind.Label, start, word);
                    return;
                }
                Add(TokenKind.Word, start, word);
                return;
            default:
                at++;
                Add(TokenKind.Other, start, Text[start..at]);
                return;
        }
    }

    /// <summary>Whether the statement goes on in the next line.</summary>
    private bool EndsOpen() =>
        tokens is [.., { Kind: TokenKind.Comma or TokenKind.Arrow or TokenKind.Label }];

    private void ReadWord()
    {
        while (IsWordCharacter(Current))
        {
            at++;
        }
        if (Current is '?' or '!')
        {
            at++;
        }
    }

    private void ReadString(int start)
    {
        var quote = Text[at++];
        var value = new StringBuilder();
        var hasCode = false;
        while (at < Text.Length && Text[at] != quote && Text[at] != '\n')
        {
            if (Text[at] == '\\' && at + 1 < Text.Length)
            {
                at++;
                var isEscape = quote == '"' || Text[at] is '\'' or '\\';
                value.Append(isEscape ? "" : "\\");
            }
            hasCode |= quote == '"' && Text[at] == '#' && Next == '{';
            value.Append(Text[at++]);
        }
        var isClosed = Current == quote;
        at += isClosed ? 1 : 0;
        Add(isClosed && !hasCode ? TokenKind.String : TokenKind.Other, start, value.ToString());
    }

    private void Add(TokenKind kind, int start, string text) =>
        tokens.Add(new(kind, text, file.At(start, at)));

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
