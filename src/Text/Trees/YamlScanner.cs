using System.Text;

namespace Bunraku.Text;

/// <summary>
/// Divides a text into the tokens of YAML 1.1 with the rules and the leniency of libyaml, which all existing
/// data was read with: simple keys are found afterwards, blocks end where the indentation does.
/// </summary>
internal sealed partial class YamlScanner(string text)
{
    /// <summary>How long a key on one line may be.</summary>
    private const int LongestSimpleKey = 1024;

    private readonly List<YamlToken> tokens = [];
    private readonly Stack<int> indents = [];
    private readonly Stack<SimpleKey> simpleKeys = new([default]);
    private int index = text.StartsWith('\ufeff') ? 1 : 0;
    private int line;
    private int column;
    private int indent = -1;
    private int flowLevel;
    private int taken;
    private bool isSimpleKeyAllowed = true;
    private bool isAtEnd;

    private readonly record struct SimpleKey(
        bool IsPossible,
        bool IsRequired,
        int TokenNumber,
        YamlMark Mark
    );

    private YamlMark Mark => new(index, line, column);

    private char Current => At(0);

    /// <summary>The next token, which stays the next one.</summary>
    public YamlToken Peek()
    {
        while (NeedsMore())
        {
            FetchNext();
        }
        return tokens[0];
    }

    public YamlToken Take()
    {
        var token = Peek();
        tokens.RemoveAt(0);
        taken++;
        return token;
    }

    private bool NeedsMore()
    {
        if (isAtEnd)
        {
            return false;
        }
        if (tokens.Count == 0)
        {
            return true;
        }
        DropStaleKeys();
        foreach (var key in simpleKeys)
        {
            if (key.IsPossible && key.TokenNumber == taken)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Keys end on the line they began on.</summary>
    private void DropStaleKeys()
    {
        foreach (var key in simpleKeys)
        {
            if (!key.IsPossible || !IsStale(key))
            {
                continue;
            }
            if (key.IsRequired)
            {
                throw Fault("while scanning a simple key", key.Mark, "could not find expected ':'");
            }
            var kept = simpleKeys.Select(k => k.IsPossible && IsStale(k) ? default : k).Reverse().ToList();
            simpleKeys.Clear();
            kept.ForEach(simpleKeys.Push);
            return;
        }
    }

    private bool IsStale(SimpleKey key) => key.Mark.Line < line || key.Mark.Index + LongestSimpleKey < index;

    private void FetchNext()
    {
        SkipToNextToken();
        DropStaleKeys();
        Unroll(column);
        var c = Current;
        if (c == '\0')
        {
            FetchStreamEnd();
        }
        else if (column == 0 && c == '%')
        {
            Reset();
            tokens.Add(Directive());
        }
        else if (IsDocumentIndicator('-') || IsDocumentIndicator('.'))
        {
            Reset();
            Single(c == '-' ? YamlTokenKind.DocumentStart : YamlTokenKind.DocumentEnd, 3);
        }
        else if (!FetchIndicator(c))
        {
            FetchContent(c);
        }
    }

    /// <summary>The end of all blocks, before what stands between documents.</summary>
    private void Reset()
    {
        Unroll(-1);
        RemoveSimpleKey();
        isSimpleKeyAllowed = false;
    }

    private bool FetchIndicator(char c)
    {
        switch (c)
        {
            case '[' or '{':
                SaveSimpleKey();
                simpleKeys.Push(default);
                flowLevel++;
                isSimpleKeyAllowed = true;
                Single(c == '[' ? YamlTokenKind.FlowSequenceStart : YamlTokenKind.FlowMappingStart, 1);
                return true;
            case ']' or '}':
                RemoveSimpleKey();
                if (flowLevel > 0)
                {
                    flowLevel--;
                    simpleKeys.Pop();
                }
                isSimpleKeyAllowed = false;
                Single(c == ']' ? YamlTokenKind.FlowSequenceEnd : YamlTokenKind.FlowMappingEnd, 1);
                return true;
            case ',':
                RemoveSimpleKey();
                isSimpleKeyAllowed = true;
                Single(YamlTokenKind.FlowEntry, 1);
                return true;
            case '-' when IsBlankOrEnd(1):
                FetchBlockEntry();
                return true;
            case '?' when flowLevel > 0 || IsBlankOrEnd(1):
                FetchKey();
                return true;
            case ':' when flowLevel > 0 || IsBlankOrEnd(1):
                FetchValue();
                return true;
            default:
                return false;
        }
    }

    private void FetchContent(char c)
    {
        if (c is '|' or '>' && flowLevel == 0)
        {
            RemoveSimpleKey();
            isSimpleKeyAllowed = true;
            tokens.Add(BlockScalar(c == '|'));
            return;
        }
        var isPlain =
            !IsBlankOrEnd(0) && "-?:,[]{}#&*!|>'\"%@`".IndexOf(c, StringComparison.Ordinal) < 0
            || c == '-' && !IsBlank(1)
            || flowLevel == 0 && c is '?' or ':' && !IsBlankOrEnd(1);
        if (c is not ('*' or '&' or '!' or '\'' or '"') && !isPlain)
        {
            throw Fault(
                "while scanning for the next token",
                Mark,
                "found character that cannot start any token"
            );
        }
        SaveSimpleKey();
        isSimpleKeyAllowed = false;
        tokens.Add(
            c switch
            {
                '*' => Anchor(YamlTokenKind.Alias),
                '&' => Anchor(YamlTokenKind.Anchor),
                '!' => Tag(),
                '\'' or '"' => QuotedScalar(c),
                _ => PlainScalar(),
            }
        );
    }

    private void FetchStreamEnd()
    {
        if (column != 0)
        {
            column = 0;
            line++;
        }
        Reset();
        isAtEnd = true;
        Single(YamlTokenKind.StreamEnd, 0);
    }

    private void FetchBlockEntry()
    {
        if (flowLevel == 0)
        {
            Allow("block sequence entries are not allowed in this context");
            Roll(column, null, YamlTokenKind.BlockSequenceStart, Mark);
        }
        RemoveSimpleKey();
        isSimpleKeyAllowed = true;
        Single(YamlTokenKind.BlockEntry, 1);
    }

    private void FetchKey()
    {
        if (flowLevel == 0)
        {
            Allow("mapping keys are not allowed in this context");
            Roll(column, null, YamlTokenKind.BlockMappingStart, Mark);
        }
        RemoveSimpleKey();
        isSimpleKeyAllowed = flowLevel == 0;
        Single(YamlTokenKind.Key, 1);
    }

    private void FetchValue()
    {
        var key = simpleKeys.Peek();
        if (key.IsPossible)
        {
            tokens.Insert(key.TokenNumber - taken, new(YamlTokenKind.Key, key.Mark, key.Mark));
            Roll(key.Mark.Column, key.TokenNumber, YamlTokenKind.BlockMappingStart, key.Mark);
            simpleKeys.Pop();
            simpleKeys.Push(default);
            isSimpleKeyAllowed = false;
        }
        else
        {
            if (flowLevel == 0)
            {
                Allow("mapping values are not allowed in this context");
                Roll(column, null, YamlTokenKind.BlockMappingStart, Mark);
            }
            isSimpleKeyAllowed = flowLevel == 0;
        }
        Single(YamlTokenKind.Value, 1);
    }

    private void Allow(string problem)
    {
        if (!isSimpleKeyAllowed)
        {
            throw Fault(null, Mark, problem);
        }
    }

    private void Single(YamlTokenKind kind, int length)
    {
        var start = Mark;
        for (var i = 0; i < length; i++)
        {
            Skip();
        }
        tokens.Add(new(kind, start, Mark));
    }

    private void SaveSimpleKey()
    {
        if (!isSimpleKeyAllowed)
        {
            return;
        }
        RemoveSimpleKey();
        simpleKeys.Pop();
        simpleKeys.Push(new(true, flowLevel == 0 && indent == column, taken + tokens.Count, Mark));
    }

    private void RemoveSimpleKey()
    {
        var key = simpleKeys.Pop();
        simpleKeys.Push(default);
        if (key is { IsPossible: true, IsRequired: true })
        {
            throw Fault("while scanning a simple key", key.Mark, "could not find expected ':'");
        }
    }

    /// <summary>Opens a block that begins further to the right.</summary>
    private void Roll(int to, int? tokenNumber, YamlTokenKind kind, YamlMark mark)
    {
        if (flowLevel > 0 || indent >= to)
        {
            return;
        }
        indents.Push(indent);
        indent = to;
        tokens.Insert(tokenNumber is { } number ? number - taken : tokens.Count, new(kind, mark, mark));
    }

    /// <summary>Closes the blocks that began further to the right.</summary>
    private void Unroll(int to)
    {
        while (flowLevel == 0 && indent > to)
        {
            tokens.Add(new(YamlTokenKind.BlockEnd, Mark, Mark));
            indent = indents.Pop();
        }
    }

    private void SkipToNextToken()
    {
        while (true)
        {
            while (Current == ' ' || Current == '\t' && (flowLevel > 0 || !isSimpleKeyAllowed))
            {
                Skip();
            }
            if (Current == '#')
            {
                SkipToLineEnd();
            }
            if (!IsBreak(0))
            {
                return;
            }
            SkipLine();
            isSimpleKeyAllowed |= flowLevel == 0;
        }
    }

    private void SkipToLineEnd()
    {
        while (!IsBreakOrEnd(0))
        {
            Skip();
        }
    }

    private char At(int offset) => index + offset < text.Length ? text[index + offset] : '\0';

    private bool IsBlank(int offset) => At(offset) is ' ' or '\t';

    private bool IsBreak(int offset) => At(offset) is '\n' or '\r' or '\x85' or '\u2028' or '\u2029';

    private bool IsBreakOrEnd(int offset) => At(offset) == '\0' || IsBreak(offset);

    private bool IsBlankOrEnd(int offset) => IsBlank(offset) || IsBreakOrEnd(offset);

    private bool IsDocumentIndicator(char c) =>
        column == 0 && At(0) == c && At(1) == c && At(2) == c && IsBlankOrEnd(3);

    private void Skip()
    {
        column += char.IsLowSurrogate(At(0)) ? 0 : 1;
        index++;
    }

    private void Read(StringBuilder output)
    {
        output.Append(Current);
        Skip();
    }

    private void SkipLine() => ReadLine(null);

    private void ReadLine(StringBuilder? output)
    {
        if (!IsBreak(0))
        {
            return;
        }
        output?.Append(Current is '\u2028' or '\u2029' ? Current : '\n');
        index += Current == '\r' && At(1) == '\n' ? 2 : 1;
        column = 0;
        line++;
    }

    private YamlFault Fault(string? context, YamlMark start, string problem) =>
        new(context, start, problem, Mark);
}
