using System.Buffers.Binary;
using System.Text;

namespace Bunraku.Ruby;

/// <summary><c>Array#pack</c>.</summary>
internal static class Packing
{
    /// <param name="Count">How many; null when it was not said, -1 for <c>*</c>.</param>
    public sealed record Directive(char Kind, int? Count, bool IsBig, bool IsLittle);

    public static IEnumerable<Directive> Directives(Runtime r, string format)
    {
        for (var i = 0; i < format.Length; )
        {
            var kind = format[i++];
            if (char.IsWhiteSpace(kind))
            {
                continue;
            }
            if (kind == '#')
            {
                i = format.IndexOf('\n', i) is >= 0 and var end ? end : format.Length;
                continue;
            }
            if (!"aAbBcCsSiIlLqQnNvVUwmMuxXHhZjJfFdDeEgG@".Contains(kind))
            {
                throw r.Error("ArgumentError", $"unknown pack directive '{kind}' in '{format}'");
            }
            var (isBig, isLittle, isNative) = (false, false, false);
            for (; i < format.Length && format[i] is '<' or '>' or '_' or '!'; i++)
            {
                var mark = format[i];
                if (!"sSiIlLqQjJ".Contains(kind))
                {
                    throw r.Error("ArgumentError", $"'{mark}' allowed only after types sSiIlLqQjJ");
                }
                (isBig, isLittle, isNative) = (
                    isBig || mark == '>',
                    isLittle || mark == '<',
                    isNative || mark is '_' or '!'
                );
            }
            if (isBig && isLittle)
            {
                throw r.Error("RangeError", "Can't use both '<' and '>'");
            }
            // A long of this machine has eight bytes.
            kind = (isNative, kind) switch
            {
                (true, 'l') => 'q',
                (true, 'L') => 'Q',
                _ => kind,
            };
            int? count = null;
            if (i < format.Length && format[i] == '*')
            {
                (count, i) = (-1, i + 1);
            }
            for (; i < format.Length && char.IsAsciiDigit(format[i]); i++)
            {
                count = Math.Min((count ?? 0) * 10 + format[i] - '0', 1 << 24);
            }
            yield return new Directive(kind, count, isBig, isLittle);
        }
    }

    public static int Size(char kind) =>
        kind switch
        {
            'c' or 'C' => 1,
            's' or 'S' or 'n' or 'v' => 2,
            'i' or 'I' or 'l' or 'L' or 'N' or 'V' or 'f' or 'F' or 'e' or 'g' => 4,
            _ => 8,
        };

    public static bool IsBig(Directive directive) =>
        directive.Kind is 'n' or 'N' or 'g' or 'G' || directive.IsBig;

    /// <param name="into">The text that it is written behind, if one is given.</param>
    public static RubyString Pack(Runtime r, List<object> items, string format, object? into)
    {
        var target = into switch
        {
            null => null,
            RubyString text => text,
            _ => throw r.Error("TypeError", $"buffer must be String, not {r.RealClass(into).DisplayName}"),
        };
        if (target is not null)
        {
            r.Change(target);
        }
        List<byte> output = [.. target?.Bytes ?? []];
        var encoding = RubyEncoding.Ascii;
        var next = 0;
        object Next() =>
            next < items.Count ? items[next++] : throw r.Error("ArgumentError", "too few arguments");
        foreach (var directive in Directives(r, format))
        {
            encoding = directive.Kind switch
            {
                'U' when encoding == RubyEncoding.Ascii => RubyEncoding.Utf8,
                'U' or 'm' or 'M' or 'u' => encoding,
                _ => RubyEncoding.Binary,
            };
            var count = Math.Max(0, directive.Count ?? 1);
            switch (directive.Kind)
            {
                case 'a' or 'A' or 'Z' or 'H' or 'h' or 'b' or 'B' or 'm' or 'M' or 'u':
                    output.AddRange(TextOf(r, directive, Next()));
                    break;
                case 'x':
                    output.AddRange(new byte[count]);
                    break;
                case 'X':
                    if (count > output.Count)
                    {
                        throw r.Error("ArgumentError", "X outside of string");
                    }
                    output.RemoveRange(output.Count - count, count);
                    break;
                case '@':
                    output.AddRange(new byte[Math.Max(0, count - output.Count)]);
                    output.RemoveRange(count, output.Count - count);
                    break;
                default:
                    count = directive.Count == -1 ? items.Count - next : count;
                    for (; count > 0; count--)
                    {
                        output.AddRange(Number(r, directive, Next()));
                    }
                    break;
            }
        }
        if (target is null)
        {
            return EncodingMethods.FromBytes(r, [.. output], encoding);
        }
        target.Text = EncodingMethods.FromBytes(r, [.. output], target.Encoding).Text;
        return target;
    }

    private static byte[] TextOf(Runtime r, Directive directive, object value)
    {
        var isData = directive.Kind is 'm' or 'u';
        var bytes =
            value is Nil && !isData ? []
            : value is RubyString text ? text.Bytes
            : directive.Kind is 'M' ? RubyEncoding.Bytes(r.ToText(value))
            : RubyEncoding.Bytes(r.Text(value));
        var length = directive.Count switch
        {
            null => 1,
            -1 => bytes.Length + (directive.Kind == 'Z' ? 1 : 0),
            { } wanted => wanted,
        };
        switch (directive.Kind)
        {
            case 'm':
                var coded = Convert.ToBase64String(bytes);
                var width = directive.Count is { } given and > 2 ? given / 3 * 4 : 60;
                return Encoding.ASCII.GetBytes(
                    directive.Count == 0
                        ? coded
                        : string.Concat(coded.Chunk(width).Select(line => new string(line) + "\n"))
                );
            case 'u':
                var size = directive.Count is { } wide and > 2 ? Math.Min(wide, 189) / 3 * 3 : 45;
                return [.. bytes.Chunk(size).SelectMany(Uuencoding.Line)];
            case 'M':
                return Printable(bytes, directive.Count is { } most and > 1 ? most : 72);
            case 'H' or 'h':
                return Digits(bytes, length, 4, directive.Kind == 'H');
            case 'b' or 'B':
                return Digits(bytes, length, 1, directive.Kind == 'B');
            default:
                var filler = directive.Kind == 'A' ? (byte)' ' : (byte)0;
                return
                [
                    .. bytes.Take(length),
                    .. Enumerable.Repeat(filler, Math.Max(0, length - bytes.Length)),
                ];
        }
    }

    /// <summary>
    /// Digits of so many bits put together to bytes: those of a text, and bytes for the digits that it is
    /// too short for (of single bits Ruby counts those by two).
    /// </summary>
    private static byte[] Digits(byte[] text, int count, int width, bool isHighFirst)
    {
        var perByte = 8 / width;
        var given = Math.Min(count, text.Length);
        var output = new byte[(given + perByte - 1) / perByte];
        for (var i = 0; i < given; i++)
        {
            var digit =
                width == 1 ? text[i] & 1
                : char.IsAsciiLetter((char)text[i]) ? (text[i] & 15) + 9 & 15
                : text[i] & 15;
            var place = i % perByte * width;
            output[i / perByte] |= (byte)(digit << (isHighFirst ? 8 - width - place : place));
        }
        var missing = width == 1 ? (count - given + 1) / 2 : (count + 1) / 2 - (given + 1) / 2;
        return [.. output, .. new byte[count > text.Length ? missing : 0]];
    }

    /// <summary>Lines of printable characters, other bytes by their numbers (RFC 2045, 6.7).</summary>
    private static byte[] Printable(byte[] bytes, int most)
    {
        var output = new StringBuilder();
        var (width, previous) = (0, '\0');
        foreach (var one in bytes)
        {
            var c = (char)one;
            if (c is '\n')
            {
                output.Append(previous is ' ' or '\t' ? "=\n\n" : "\n");
                (width, previous) = (0, c);
            }
            else
            {
                var isPlain = c is '\t' or (>= ' ' and <= '~') and not '=';
                output.Append(isPlain ? c.ToString() : $"={one:X2}");
                (width, previous) = (width + (isPlain ? 1 : 3), isPlain ? c : '\0');
            }
            if (width > most)
            {
                output.Append("=\n");
                (width, previous) = (0, '\n');
            }
        }
        return Encoding.ASCII.GetBytes(output.Append(width > 0 ? "=\n" : "").ToString());
    }

    /// <summary>The bytes that UTF-8 writes a number with, be it no character.</summary>
    private static byte[] Character(Runtime r, long code)
    {
        if (code is < 0 or > int.MaxValue)
        {
            throw r.Error("RangeError", "pack(U): value out of range");
        }
        if (code < 0x80)
        {
            return [(byte)code];
        }
        var more = new Stack<byte>();
        var first = 0x3f;
        for (; code > first; code >>= 6, first >>= 1)
        {
            more.Push((byte)(0x80 | code & 0x3f));
        }
        return [(byte)(~first << 1 & 0xff | (int)code), .. more];
    }

    /// <summary>A number in groups of seven bits, the last of which has no eighth one (BER).</summary>
    private static byte[] Compressed(Runtime r, System.Numerics.BigInteger number)
    {
        if (number.Sign < 0)
        {
            throw r.Error("ArgumentError", "can't compress negative numbers");
        }
        var output = new List<byte> { (byte)(number & 0x7f) };
        for (number >>= 7; !number.IsZero; number >>= 7)
        {
            output.Insert(0, (byte)(number & 0x7f | 0x80));
        }
        return [.. output];
    }

    private static byte[] Number(Runtime r, Directive directive, object value)
    {
        switch (directive.Kind)
        {
            case 'U':
                return Character(r, r.Int(value));
            case 'w':
                return Compressed(r, Whole(r, value));
            case 'f' or 'F' or 'e' or 'g':
                var single = BitConverter.GetBytes((float)Real(r, value));
                return IsBig(directive) ? [.. Enumerable.Reverse(single)] : single;
            case 'd' or 'D' or 'E' or 'G':
                var real = BitConverter.GetBytes(Real(r, value));
                return IsBig(directive) ? [.. Enumerable.Reverse(real)] : real;
            default:
                var bits = (ulong)(Whole(r, value) & ulong.MaxValue);
                Span<byte> bytes = stackalloc byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, bits);
                var part = bytes[..Size(directive.Kind)].ToArray();
                return IsBig(directive) ? [.. Enumerable.Reverse(part)] : part;
        }
    }

    private static System.Numerics.BigInteger Whole(Runtime r, object value) =>
        value switch
        {
            double number => new System.Numerics.BigInteger(number),
            long or System.Numerics.BigInteger => Integers.Big(value),
            _ => r.Int(value),
        };

    private static double Real(Runtime r, object value) =>
        Runtime.IsNumber(value) ? Numbers.Float(value)
        : r.ClassOf(value).Is(r.Classes.Numeric) && r.RespondsTo(value, "to_f")
            ? Numbers.Float(r.Send(value, "to_f"))
        : throw r.Error("TypeError", $"can't convert {r.Kind(value)} into Float");

    public static byte[] Bytes(RubyString text) => text.Bytes;
}
