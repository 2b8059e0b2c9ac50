using System.Buffers.Text;
using System.Text;

namespace Bunraku.Model;

/// <summary>
/// Writes YAML line by line, laid out and quoted as Ruby's Psych does it, straight to a stream: reports and
/// what runs remember are long, and most of their texts need no second look.
/// </summary>
public sealed class YamlLines(Stream output) : IDisposable
{
    private const int LongestPlain = 120;

    private const int LongestWord = 24;

    /// <summary>A text that ends before here is not folded, wherever it stands.</summary>
    private const int LineWidth = 80;
    private const int MostWords = 1024;
    private const int TimeLength = 36;
    private readonly byte[] buffer = new byte[1 << 16];

    /// <summary>Short texts as they are written: most come again and again.</summary>
    private readonly Dictionary<string, string> words = [];
    private int used;

    /// <summary>A line as it stands.</summary>
    public void Line(int indent, ReadOnlySpan<byte> line)
    {
        Begin(indent, line.Length + 1);
        Put(line);
        Put("\n"u8);
    }

    public void Pair(int indent, ReadOnlySpan<byte> key, string? text)
    {
        Key(indent, key);
        if (text is not null)
        {
            Put(" "u8);
            Text(text, indent + key.Length + 2, indent + 2);
        }
        EndLine();
    }

    /// <summary>A text that is known to need no quotes.</summary>
    public void Plain(int indent, ReadOnlySpan<byte> key, string text)
    {
        Key(indent, key);
        Put(" "u8);
        Put(text);
        EndLine();
    }

    public void Pair(int indent, ReadOnlySpan<byte> key, long number)
    {
        Key(indent, key);
        Put(" "u8);
        Room(24);
        Utf8Formatter.TryFormat(number, buffer.AsSpan(used), out var written);
        used += written;
        EndLine();
    }

    public void Pair(int indent, ReadOnlySpan<byte> key, bool isTrue)
    {
        Key(indent, key);
        Put(isTrue ? " true\n"u8 : " false\n"u8);
    }

    /// <summary>A moment in quotes.</summary>
    public void Pair(int indent, ReadOnlySpan<byte> key, DateTimeOffset time)
    {
        Key(indent, key);
        Put(" '"u8);
        Room(TimeLength);
        used += ReportTime.Write(time, buffer.AsSpan(used), (byte)'T');
        Put("'\n"u8);
    }

    /// <summary>A moment that is read as one.</summary>
    public void Moment(int indent, ReadOnlySpan<byte> key, DateTimeOffset time)
    {
        Key(indent, key);
        Put(" "u8);
        Room(TimeLength);
        used += ReportTime.Write(time, buffer.AsSpan(used), (byte)' ');
        EndLine();
    }

    public void Pair(int indent, ReadOnlySpan<byte> key, double number) =>
        Plain(indent, key, new FloatValue(number).ToString());

    /// <summary>A value of any shape; nothing for null.</summary>
    public void Pair(int indent, ReadOnlySpan<byte> key, Value? value)
    {
        if (value is ArrayValue { Count: > 0 } or HashValue { Count: > 0 })
        {
            Key(indent, key);
            EndLine();
            Nested(indent, value);
            return;
        }
        switch (value)
        {
            case null or UndefValue:
                Pair(indent, key, (string?)null);
                break;
            case StringValue text:
                Pair(indent, key, text.Text);
                break;
            case ArrayValue:
                Plain(indent, key, "[]");
                break;
            case HashValue:
                Plain(indent, key, "{}");
                break;
            default:
                Plain(indent, key, value.ToString());
                break;
        }
    }

    /// <summary>A number behind a name.</summary>
    public void Figure(int indent, string key, Value number)
    {
        Begin(indent, 0);
        Text(key, indent, indent);
        Put(": "u8);
        Put(number.ToString());
        EndLine();
    }

    /// <summary>An item of a sequence.</summary>
    public void Item(int indent, string text)
    {
        Begin(indent, 2);
        Put("- "u8);
        Text(text, indent + 2, indent + 2);
        EndLine();
    }

    /// <summary>The first item of a sequence that is itself an item.</summary>
    public void Item(int indent, string text, bool isFirst)
    {
        Begin(indent, 4);
        Put(isFirst ? "- - "u8 : "  - "u8);
        Text(text, indent + 4, indent + 4);
        EndLine();
    }

    /// <summary>An item that is a number.</summary>
    public void Item(int indent, Value number)
    {
        Begin(indent, 2);
        Put("- "u8);
        Put(number.ToString());
        EndLine();
    }

    /// <summary>A key that is a text, and the end of its line.</summary>
    public void Heading(int indent, string key)
    {
        Begin(indent, 0);
        if (!Direct(key))
        {
            var folded = new YamlOutput();
            YamlStringStyle.Append(key, indent, isKey: true, folded);
            Put(folded.Finish());
            used -= buffer[used - 1] == '\n' ? 1 : 0;
        }
        Put(":\n"u8);
    }

    /// <summary>Text that is YAML already.</summary>
    public void Raw(string text) => Put(text);

    /// <summary>Bytes that are YAML already.</summary>
    public void Raw(ReadOnlySpan<byte> text)
    {
        while (text.Length > buffer.Length)
        {
            Put(text[..buffer.Length]);
            text = text[buffer.Length..];
        }
        Put(text);
    }

    public void Dispose()
    {
        output.Write(buffer.AsSpan(0, used));
        used = 0;
    }

    private void Nested(int indent, Value value)
    {
        // The generic writer lays it out from the left; here it stands further in.
        var lines = YamlText.Write(value).Split('\n');
        var margin = new string(' ', indent + (value is HashValue ? 2 : 0));
        foreach (var line in lines.Skip(1).Where((line, i) => line.Length > 0 || i + 2 < lines.Length))
        {
            Put(line.Length > 0 ? margin + line : "");
            EndLine();
        }
    }

    private void Key(int indent, ReadOnlySpan<byte> key)
    {
        Begin(indent, key.Length + 1);
        Put(key);
        Put(":"u8);
    }

    private void EndLine() => Put("\n"u8);

    /// <param name="column">Where the text starts.</param>
    /// <param name="indent">Where its further lines start.</param>
    private void Text(string text, int column, int indent)
    {
        if (Direct(text))
        {
            return;
        }
        if (
            text.Length <= LongestWord
            && words.TryGetValue(text, out var known)
            && column + known.Length <= LineWidth
        )
        {
            Put(known);
            return;
        }
        var folded = new YamlOutput(column);
        YamlStringStyle.Append(text, indent, isKey: false, folded);
        var written = folded.Finish()[..^1];
        Put(written);
        if (
            text.Length <= LongestWord
            && !text.Contains('\n')
            && column + written.Length <= LineWidth
            && words.Count < MostWords
        )
        {
            words.TryAdd(text, written);
        }
    }

    /// <summary>Writes a text of harmless letters: most are names, paths and numbers in words.</summary>
    private bool Direct(string text)
    {
        if (text.Length is < 6 or > LongestPlain)
        {
            return false;
        }
        var isPath = text[0] == '/';
        if (!isPath && !char.IsAsciiLetter(text[0]))
        {
            return false;
        }
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '_' or '-' or '.' or '[' or ']'))
            {
                return false;
            }
        }
        Room(text.Length + 2);
        Put(isPath ? "\""u8 : ""u8);
        Put(text);
        Put(isPath ? "\""u8 : ""u8);
        return true;
    }

    private void Begin(int indent, int more)
    {
        Room(indent + more);
        buffer.AsSpan(used, indent).Fill((byte)' ');
        used += indent;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var part = text[..Math.Min(text.Length, buffer.Length / 4)];
            if (part.Length < text.Length && char.IsHighSurrogate(part[^1]))
            {
                part = part[..^1];
            }
            Room(part.Length * 3);
            used += Encoding.UTF8.GetBytes(part, buffer.AsSpan(used));
            text = text[part.Length..];
        }
    }

    private void Room(int bytes)
    {
        if (used + bytes > buffer.Length)
        {
            output.Write(buffer.AsSpan(0, used));
            used = 0;
        }
    }
}
