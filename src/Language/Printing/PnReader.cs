using System.Collections.Immutable;
using System.Text;

namespace Bunraku.Language;

/// <summary>Reads PN as <see cref="PnPrinter"/> writes it.</summary>
public sealed class PnReader
{
    private readonly string text;
    private int position;

    private PnReader(string text) => this.text = text;

    public static PnNode Read(string pn) => new PnReader(pn).ReadNode();

    private PnNode ReadNode()
    {
        switch (text[position])
        {
            case '(':
                position++;
                var name = ReadWord();
                return new PnCall(name, ReadItems(')'));
            case '[':
                position++;
                return new PnList(ReadItems(']'));
            case '{':
                position++;
                return new PnMap(ReadEntries());
            case '"':
                return ReadString();
            default:
                return new PnLiteral(ReadWord(), null);
        }
    }

    private ImmutableArray<PnNode> ReadItems(char closing)
    {
        var items = ImmutableArray.CreateBuilder<PnNode>();
        while (SkipTo(closing))
        {
            items.Add(ReadNode());
        }
        return items.DrainToImmutable();
    }

    private ImmutableArray<KeyValuePair<string, PnNode>> ReadEntries()
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, PnNode>>();
        while (SkipTo('}'))
        {
            position++;
            var key = ReadWord();
            position++;
            entries.Add(new(key, ReadNode()));
        }
        return entries.DrainToImmutable();
    }

    /// <summary>Passes over blanks; false, and behind it, when what comes is the closing mark.</summary>
    private bool SkipTo(char closing)
    {
        while (text[position] == ' ')
        {
            position++;
        }
        if (text[position] != closing)
        {
            return true;
        }
        position++;
        return false;
    }

    private string ReadWord()
    {
        var start = position;
        while (position < text.Length && text[position] is not (' ' or ')' or ']' or '}'))
        {
            position++;
        }
        return text[start..position];
    }

    private PnLiteral ReadString()
    {
        var start = position++;
        var value = new StringBuilder();
        while (text[position] != '"')
        {
            var character = text[position++];
            value.Append(character == '\\' ? ReadEscape() : character);
        }
        position++;
        return new PnLiteral(text[start..position], value.ToString());
    }

    private char ReadEscape()
    {
        var mark = text[position++];
        switch (mark)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'o':
                position += 3;
                return (char)Convert.ToInt32(text[(position - 3)..position], 8);
            default:
                return mark;
        }
    }
}
