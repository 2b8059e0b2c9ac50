namespace Bunraku.Language;

/// <content>Names, keywords, variables and numbers.</content>
internal sealed partial class Lexer
{
    private void ReadBareWord()
    {
        var from = position;
        var (to, kind) = ScanBareWord(from);
        position = to;
        var word = text.AsSpan(from, to - from);
        if (kind == TokenKind.Name && KeywordOf(word) is var keyword and not TokenKind.Name)
        {
            Emit(keyword, from, to);
            return;
        }
        Emit(kind, from, to, names.Get(word));
    }

    /// <summary>
    /// Where the bare word at an offset ends (there, when there is none), and whether it is a name.
    /// </summary>
    private (int End, TokenKind Kind) ScanBareWord(int from)
    {
        var isName = true;
        var to = from;
        while (true)
        {
            var segment = to + 1 < end && text[to] == ':' && text[to + 1] == ':' ? to + 2 : to;
            if (
                segment >= end
                || (segment == to && to > from)
                || !(text[segment] is (>= 'a' and <= 'z') or '_')
            )
            {
                return (to, isName ? TokenKind.Name : TokenKind.Word);
            }
            isName &= text[segment] != '_';
            var rest = text.AsSpan(segment, end - segment);
            var length = rest.IndexOfAnyExcept(BareWordCharacters);
            rest = length < 0 ? rest : rest[..length];
            rest = rest.TrimEnd('-');
            isName &= !rest.Contains('-');
            to = segment + rest.Length;
        }
    }

    private static TokenKind KeywordOf(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 8)
        {
            return TokenKind.Name;
        }
        return word switch
        {
            "and" => TokenKind.And,
            "attr" => TokenKind.Attr,
            "case" => TokenKind.Case,
            "class" => TokenKind.Class,
            "default" => TokenKind.Default,
            "define" => TokenKind.Define,
            "else" => TokenKind.Else,
            "elsif" => TokenKind.Elsif,
            "false" => TokenKind.Boolean,
            "function" => TokenKind.Function,
            "if" => TokenKind.If,
            "in" => TokenKind.In,
            "inherits" => TokenKind.Inherits,
            "node" => TokenKind.Node,
            "or" => TokenKind.Or,
            "private" => TokenKind.Private,
            "true" => TokenKind.Boolean,
            "type" => TokenKind.Type,
            "undef" => TokenKind.Undef,
            "unless" => TokenKind.Unless,
            _ => TokenKind.Name,
        };
    }

    private void ReadClassReference()
    {
        var from = position;
        var to = ScanClassReference(from);
        if (to + 1 < end && text[to] == ':' && text[to + 1] == ':')
        {
            // The reference names the second colon, or the letter after both for a name that starts with
            // two.
            var place = text[from] == ':' ? to + 3 : to + 1;
            var diagnostic = SyntaxDiagnostics.IllegalClassReference(
                At(Math.Min(place, end), Math.Min(place + 1, end)),
                text[from..to],
                text[from] == ':'
            );
            position = to + 2;
            Fail(diagnostic, from, position);
            return;
        }
        position = to;
        Emit(TokenKind.ClassReference, from, to, names.Get(text.AsSpan(from, to - from)));
    }

    private int ScanClassReference(int from)
    {
        var to = from;
        while (true)
        {
            var segment = to + 1 < end && text[to] == ':' && text[to + 1] == ':' ? to + 2 : to;
            if (segment >= end || !char.IsAsciiLetterUpper(text[segment]))
            {
                return to;
            }
            to = SkipWord(segment);
        }
    }

    private int SkipWord(int from)
    {
        var length = text.AsSpan(from, end - from).IndexOfAnyExcept(WordCharacters);
        return length < 0 ? end : from + length;
    }

    private void ReadColon()
    {
        if (Peek(1) != ':')
        {
            EmitFixed(TokenKind.Colon, 1);
            return;
        }
        if (char.IsAsciiLetterUpper(Peek(2)))
        {
            ReadClassReference();
            return;
        }
        var (to, kind) = ScanBareWord(position);
        if (to > position)
        {
            Emit(kind, position, to, names.Get(text.AsSpan(position, to - position)));
            position = to;
            return;
        }
        var from = position;
        position += 2;
        var place = Math.Min(position, end);
        Fail(SyntaxDiagnostics.IllegalQualifiedName(At(place, Math.Min(place + 1, end))), from, position);
    }

    private void ReadVariable()
    {
        var from = position;
        var to = ScanVariableName(from + 1);
        position = to < 0 ? from + 1 : to;
        Emit(
            TokenKind.Variable,
            from,
            position,
            to < 0 ? "" : names.Get(text.AsSpan(from + 1, to - from - 1))
        );
    }

    /// <summary>Where the variable name at an offset ends, or -1 when there is none.</summary>
    private int ScanVariableName(int from)
    {
        var first = from + 1 < end && text[from] == ':' && text[from + 1] == ':' ? from + 2 : from;
        if (first >= end || !IsWord(text[first]))
        {
            return -1;
        }
        var to = SkipWord(first);
        while (to + 2 < end && text[to] == ':' && text[to + 1] == ':' && IsWord(text[to + 2]))
        {
            to = SkipWord(to + 2);
        }
        return to;
    }

    private void ReadNumber()
    {
        var from = position;
        var to = ScanNumber(from);
        if (to < 0)
        {
            to = SkipWord(from);
            position = to;
            var whole = IncludeDigitsBeforeDot(from);
            if (to < end && char.IsLetterOrDigit(text[to]))
            {
                // The reference points behind the first digit when a letter of another alphabet follows.
                var place = At(Math.Min(whole + 1, end), to + 1);
                Fail(SyntaxDiagnostics.NumberBeforeLetter(place, text[whole..to]), from, to);
                return;
            }
            Fail(SyntaxDiagnostics.IllegalNumber(At(whole, to), text[whole..to]), from, to);
            return;
        }
        position = to;
        var number = text.AsSpan(from, to - from);
        var isOctal = number.Length > 1 && number[0] == '0' && number[1] is not ('.' or 'x' or 'X');
        if (isOctal && number.IndexOfAnyExceptInRange('0', '7') >= 0)
        {
            Fail(SyntaxDiagnostics.IllegalNumber(At(from, to), number.ToString()), from, to);
            return;
        }
        Emit(TokenKind.Number, from, to);
    }

    /// <summary>
    /// “1.5x” is cut at the dot before it is seen to be wrong; the whole of it is reported.
    /// </summary>
    private int IncludeDigitsBeforeDot(int from)
    {
        if (from - 2 < start || text[from - 1] != '.' || !char.IsAsciiDigit(text[from - 2]))
        {
            return from;
        }
        var first = from - 2;
        while (first > start && char.IsAsciiDigit(text[first - 1]))
        {
            first--;
        }
        return first;
    }

    private int ScanNumber(int from)
    {
        if (text[from] == '0' && from + 2 < end && text[from + 1] is 'x' or 'X')
        {
            var hex = from + 2;
            while (hex < end && char.IsAsciiHexDigit(text[hex]))
            {
                hex++;
            }
            if (hex > from + 2 && IsBoundary(hex))
            {
                return hex;
            }
        }
        var whole = SkipDigits(from);
        if (whole + 1 < end && text[whole] == '.' && char.IsAsciiDigit(text[whole + 1]))
        {
            var fraction = SkipDigits(whole + 1);
            var found = AtBoundary(SkipExponent(fraction), fraction);
            if (found >= 0)
            {
                return found;
            }
        }
        return AtBoundary(SkipExponent(whole), whole);
    }

    private int AtBoundary(int first, int second) =>
        IsBoundary(first) ? first
        : IsBoundary(second) ? second
        : -1;

    /// <summary>Letters of any script go on with a number, and so make it an illegal one.</summary>
    private bool IsBoundary(int offset) =>
        offset >= end || !(IsWord(text[offset]) || char.IsLetterOrDigit(text[offset]));

    private int SkipDigits(int from)
    {
        while (from < end && char.IsAsciiDigit(text[from]))
        {
            from++;
        }
        return from;
    }

    private int SkipExponent(int from)
    {
        if (from + 1 >= end || text[from] is not ('e' or 'E'))
        {
            return from;
        }
        var digits = text[from + 1] == '-' ? from + 2 : from + 1;
        var to = SkipDigits(digits);
        return to > digits ? to : from;
    }
}
