using System.Buffers;
using System.Globalization;

namespace Bunraku.Model;

/// <summary>
/// JSON text as Ruby's library lays it out, written part by part into a buffer before it goes to its target:
/// a large catalog is many small parts.
/// </summary>
public sealed class JsonOutput(TextWriter target, bool isIndented) : IDisposable
{
    private const int Size = 1 << 13;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(code => (char)code),
        '"',
        '\\',
    ]);

    private readonly char[] buffer = ArrayPool<char>.Shared.Rent(Size);
    private int[] items = new int[8];
    private int depth;
    private int count;

    public void Open(char bracket)
    {
        Put(bracket);
        if (++depth == items.Length)
        {
            System.Array.Resize(ref items, 2 * depth);
        }
        items[depth] = 0;
    }

    public void Close(char bracket)
    {
        if (items[depth] == 0 && bracket == ']' && isIndented)
        {
            // Ruby's library gives an empty array a line for its elements.
            Put('\n');
        }
        depth--;
        Break();
        Put(bracket);
    }

    /// <summary>Begins the next element of an array.</summary>
    public void Item()
    {
        if (items[depth]++ > 0)
        {
            Put(',');
        }
        Break();
    }

    /// <summary>Begins the next member of an object.</summary>
    public void Key(string name)
    {
        Item();
        Text(name);
        Put(isIndented ? ": " : ":");
    }

    public void Texts(ReadOnlySpan<string> texts)
    {
        Open('[');
        foreach (var text in texts)
        {
            Item();
            Text(text);
        }
        Close(']');
    }

    public void Value(Value value)
    {
        switch (value)
        {
            case StringValue text:
                Text(text.Text);
                break;
            case UndefValue:
                Put("null");
                break;
            case IntegerValue whole:
                Number(whole.Number);
                break;
            case BooleanValue:
                Put(value.ToString());
                break;
            case FloatValue real when !double.IsFinite(real.Number):
                throw DataTypeException.Runtime($"{real} not allowed in JSON");
            case FloatValue real:
                Put(real.ToString());
                break;
            case ArrayValue array:
                Open('[');
                foreach (var item in array.Items)
                {
                    Item();
                    Value(item);
                }
                Close(']');
                break;
            case HashValue hash:
                Open('{');
                foreach (var (key, item) in hash.Entries)
                {
                    Key(key.ToString());
                    Value(item);
                }
                Close('}');
                break;
            default:
                Text(value.ToString());
                break;
        }
    }

    public void Number(long number)
    {
        if (buffer.Length - count < 20)
        {
            Flush();
        }
        number.TryFormat(buffer.AsSpan(count), out var length, default, CultureInfo.InvariantCulture);
        count += length;
    }

    /// <summary>A reference to a resource, as text.</summary>
    public void Reference(ResourceReference reference)
    {
        Put('"');
        Escape(reference.Type);
        Put('[');
        Escape(reference.Title);
        Put("]\"");
    }

    public void Text(string text)
    {
        Put('"');
        Escape(text);
        Put('"');
    }

    private void Escape(string text)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Put(rest[..at]);
            Put(
                rest[at] switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    '\f' => "\\f",
                    '\b' => "\\b",
                    var c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                }
            );
            rest = rest[(at + 1)..];
        }
        Put(rest);
    }

    /// <summary>Hands over what is left in the buffer.</summary>
    public void Dispose()
    {
        Flush();
        ArrayPool<char>.Shared.Return(buffer);
    }

    private void Break()
    {
        if (!isIndented)
        {
            return;
        }
        Put('\n');
        for (var i = 0; i < depth; i++)
        {
            Put("  ");
        }
    }

    private void Put(char character)
    {
        if (count == buffer.Length)
        {
            Flush();
        }
        buffer[count++] = character;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        if (text.Length > buffer.Length - count)
        {
            Flush();
            if (text.Length > buffer.Length)
            {
                target.Write(text);
                return;
            }
        }
        text.CopyTo(buffer.AsSpan(count));
        count += text.Length;
    }

    private void Flush()
    {
        target.Write(buffer, 0, count);
        count = 0;
    }
}
