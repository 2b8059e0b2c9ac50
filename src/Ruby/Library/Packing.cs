using System.Buffers.Binary;
using System.Text;

namespace Bunraku.Ruby;

/// <summary><c>Array#pack</c> and <c>String#unpack</c>.</summary>
internal static class Packing
{
    /// <param name="Count">How many; null when it was not said, -1 for <c>*</c>.</param>
    private sealed record Directive(char Kind, int? Count, bool IsBig, bool IsLittle);

    private static IEnumerable<Directive> Directives(Runtime r, string format)
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

    private static int Size(char kind) =>
        kind switch
        {
            'c' or 'C' => 1,
            's' or 'S' or 'n' or 'v' => 2,
            'i' or 'I' or 'l' or 'L' or 'N' or 'V' or 'f' or 'F' or 'e' or 'g' => 4,
            _ => 8,
        };

    private static bool IsBig(Directive directive) =>
        directive.Kind is 'n' or 'N' or 'g' or 'G' || directive.IsBig;

    public static RubyString Pack(Runtime r, List<object> items, string format)
    {
        var output = new List<byte>();
        var next = 0;
        object Next() =>
            next < items.Count ? items[next++] : throw r.Error("ArgumentError", "too few arguments");
        var isText = true;
        var isFirst = true;
        foreach (var directive in Directives(r, format))
        {
            isText &= directive.Kind is 'U' or 'm' or 'M' or 'u';
            if (isFirst && directive.Kind == 'U')
            {
                isText = true;
            }
            isFirst = false;
            switch (directive.Kind)
            {
                case 'a' or 'A' or 'Z' or 'H' or 'h' or 'b' or 'B' or 'm' or 'M' or 'u':
                    var text = Next();
                    output.AddRange(TextOf(r, directive, text));
                    break;
                case 'x':
                    output.AddRange(new byte[Math.Max(0, directive.Count ?? 1)]);
                    break;
                case 'X':
                    var back = Math.Max(0, directive.Count ?? 1);
                    if (back > output.Count)
                    {
                        throw r.Error("ArgumentError", "X outside of string");
                    }
                    output.RemoveRange(output.Count - back, back);
                    break;
                default:
                    var count = directive.Count switch
                    {
                        null => 1,
                        -1 => items.Count - next,
                        { } given => given,
                    };
                    for (; count > 0; count--)
                    {
                        output.AddRange(Number(r, directive, Next()));
                    }
                    break;
            }
        }
        return EncodingMethods.FromBytes(
            r,
            [.. output],
            !isText ? RubyEncoding.Binary
                : format.StartsWith('U') ? RubyEncoding.Utf8
                : RubyEncoding.Ascii
        );
    }

    private static byte[] TextOf(Runtime r, Directive directive, object value)
    {
        var bytes =
            value is Nil ? []
            : value is RubyString text ? text.Bytes
            : directive.Kind is 'M' ? Encoding.UTF8.GetBytes(r.ToText(value))
            : Encoding.UTF8.GetBytes(r.Text(value));
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
                return [.. bytes.Chunk(45).SelectMany(Uuencoding.Line)];
            case 'M':
                return Encoding.ASCII.GetBytes(
                    string.Concat(
                        bytes.Select(b =>
                            b is (< 33 or > 126 or 61) and not 10 and not 32 ? $"={b:X2}" : $"{(char)b}"
                        )
                    ) + "=\n"
                );
            case 'H' or 'h':
                var digits = RubyEncoding.Latin(bytes);
                digits = digits.Length % 2 == 1 ? digits + "0" : digits;
                var pairs = digits.Chunk(2).Select(pair => directive.Kind == 'H' ? pair : [pair[1], pair[0]]);
                return [.. pairs.Select(pair => Convert.ToByte(new string(pair), 16))];
            case 'b' or 'B':
                return
                [
                    .. RubyEncoding
                        .Latin(bytes)
                        .Chunk(8)
                        .Select(bits => Bits(new string(bits), directive.Kind == 'b')),
                ];
            default:
                var length = directive.Count switch
                {
                    null => 1,
                    -1 => bytes.Length + (directive.Kind == 'Z' ? 1 : 0),
                    { } wanted => wanted,
                };
                var filler = directive.Kind == 'A' ? (byte)' ' : (byte)0;
                return
                [
                    .. bytes.Take(length),
                    .. Enumerable.Repeat(filler, Math.Max(0, length - bytes.Length)),
                ];
        }
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

    private static byte Bits(string bits, bool isLowFirst)
    {
        var padded = bits.PadRight(8, '0');
        return Convert.ToByte(isLowFirst ? new string([.. Enumerable.Reverse(padded)]) : padded, 2);
    }

    private static byte[] Number(Runtime r, Directive directive, object value)
    {
        switch (directive.Kind)
        {
            case 'U':
                return Encoding.UTF8.GetBytes(char.ConvertFromUtf32((int)r.Int(value)));
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
        : r.ClassOf(value).Is(r.Classes.Numeric) ? Numbers.Float(r.Send(value, "to_f"))
        : throw r.Error("TypeError", $"can't convert {r.Kind(value)} into Float");

    public static RubyArray Unpack(Runtime r, RubyString text, object[] a)
    {
        var format = r.Text(a[0]);
        var bytes = text.Bytes;
        var items = new List<object>();
        var at =
            a is [_, RubyHash options] && options.Find(new Symbol("offset")) is { } offset
                ? r.Int(offset)
                : 0;
        if (at < 0 || at > bytes.Length)
        {
            throw r.Error("ArgumentError", at < 0 ? "offset can't be negative" : "offset outside of string");
        }
        return r.Array(Unpack(r, bytes, (int)at, format));
    }

    private static List<object> Unpack(Runtime r, byte[] bytes, int at, string format)
    {
        var items = new List<object>();
        var start = at;
        foreach (var directive in Directives(r, format))
        {
            switch (directive.Kind)
            {
                case 'a' or 'A' or 'Z' or 'H' or 'h' or 'b' or 'B' or 'm' or 'M' or 'u':
                    items.Add(TakeText(r, directive, bytes, ref at));
                    break;
                case 'x' or 'X' or '@':
                    at = Moved(directive, start, at, bytes.Length);
                    if (at < 0 || at > bytes.Length)
                    {
                        throw r.Error("ArgumentError", $"{directive.Kind} outside of string");
                    }
                    break;
                default:
                    TakeNumbers(r, directive, bytes, ref at, items);
                    break;
            }
        }
        return items;
    }

    private static int Moved(Directive directive, int start, int at, int length) =>
        (directive.Kind, directive.Count) switch
        {
            ('x', -1) => length,
            ('x', var count) => at + (count ?? 1),
            ('X', -1) => at - (length - at),
            ('X', var count) => at - (count ?? 1),
            (_, -1) => at,
            (_, var count) => start + (count ?? 1),
        };

    private static RubyString TakeText(Runtime r, Directive directive, byte[] bytes, ref int at)
    {
        var rest = bytes[Math.Min(at, bytes.Length)..];
        var count = directive.Count;
        switch (directive.Kind)
        {
            case 'm':
                at = bytes.Length;
                if (count == 0)
                {
                    return EncodingMethods.FromBytes(r, Strict(r, rest), RubyEncoding.Binary);
                }
                var coded = new string([
                    .. RubyEncoding.Latin(rest).Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'),
                ]);
                coded = coded[..(coded.Length - (coded.Length % 4 == 1 ? 1 : 0))];
                coded = coded.PadRight((coded.Length + 3) / 4 * 4, '=');
                return EncodingMethods.FromBytes(r, Convert.FromBase64String(coded), RubyEncoding.Binary);
            case 'u':
                at = bytes.Length;
                return EncodingMethods.FromBytes(r, Uuencoding.Decoded(rest), RubyEncoding.Binary);
            case 'M':
                at = bytes.Length;
                return EncodingMethods.FromBytes(r, Quoted(rest), RubyEncoding.Binary);
            case 'H' or 'h':
                var digits =
                    count is null ? 1
                    : count == -1 ? rest.Length * 2
                    : Math.Min(count.Value, rest.Length * 2);
                at += (digits + 1) / 2;
                var text = Convert.ToHexStringLower(rest);
                text =
                    directive.Kind == 'h'
                        ? string.Concat(text.Chunk(2).Select(pair => $"{pair[1]}{pair[0]}"))
                        : text;
                return Ascii(r, text[..digits]);
            case 'b' or 'B':
                var bits = string.Concat(
                    rest.Select(b =>
                        Convert.ToString(b, 2).PadLeft(8, '0') is var one && directive.Kind == 'B'
                            ? one
                            : new string([.. Enumerable.Reverse(one)])
                    )
                );
                var length =
                    count is null ? 1
                    : count == -1 ? bits.Length
                    : Math.Min(count.Value, bits.Length);
                at += (length + 7) / 8;
                return Ascii(r, bits[..length]);
            default:
                var taken =
                    count is null ? 1
                    : count == -1 ? rest.Length
                    : Math.Min(count.Value, rest.Length);
                taken = Math.Min(taken, rest.Length);
                var part = rest[..taken];
                at += taken;
                if (directive.Kind == 'Z' && Array.IndexOf(part, (byte)0) is >= 0 and var end)
                {
                    at = count == -1 ? at - taken + end + 1 : at;
                    part = part[..end];
                }
                while (directive.Kind == 'A' && part is [.., 0 or (byte)' '])
                {
                    part = part[..^1];
                }
                return EncodingMethods.FromBytes(r, part, RubyEncoding.Binary);
        }
    }

    private static byte[] Strict(Runtime r, byte[] coded)
    {
        var text = RubyEncoding.Latin(coded);
        return
            text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=')
            && Convert.TryFromBase64String(text, coded = new byte[text.Length], out var count)
            ? coded[..count]
            : throw r.Error("ArgumentError", "invalid base64");
    }

    private static RubyString Ascii(Runtime r, string text) =>
        new(r.Classes.String, text) { Encoding = RubyEncoding.Ascii };

    private static byte[] Quoted(byte[] bytes)
    {
        var output = new List<byte>();
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '=')
            {
                output.Add(bytes[i]);
            }
            else if (i + 1 < bytes.Length && bytes[i + 1] == '\n')
            {
                i++;
            }
            else if (i + 2 < bytes.Length)
            {
                output.Add(Convert.ToByte(RubyEncoding.Latin(bytes[(i + 1)..(i + 3)]), 16));
                i += 2;
            }
        }
        return [.. output];
    }

    private static void TakeNumbers(
        Runtime r,
        Directive directive,
        byte[] bytes,
        ref int at,
        List<object> items
    )
    {
        var count = directive.Count ?? 1;
        if (directive.Kind == 'U')
        {
            for (; count != 0 && at < bytes.Length; count--)
            {
                if (
                    Rune.DecodeFromUtf8(bytes.AsSpan(at), out var rune, out var length)
                    != System.Buffers.OperationStatus.Done
                )
                {
                    throw r.Error("ArgumentError", "malformed UTF-8 character");
                }
                items.Add((long)rune.Value);
                at += length;
            }
            return;
        }
        if (directive.Kind == 'w')
        {
            for (; count != 0 && at < bytes.Length; count--)
            {
                var number = System.Numerics.BigInteger.Zero;
                do
                {
                    number = number << 7 | bytes[at] & 0x7f;
                } while (bytes[at++] > 0x7f && at < bytes.Length);
                items.Add(Integers.Of(number));
            }
            return;
        }
        var size = Size(directive.Kind);
        for (; count != 0; count--)
        {
            if (at + size > bytes.Length)
            {
                if (count > 0)
                {
                    items.Add(Nil.Value);
                    continue;
                }
                return;
            }
            var part = bytes[at..(at + size)];
            at += size;
            if (IsBig(directive))
            {
                Array.Reverse(part);
            }
            items.Add(
                directive.Kind switch
                {
                    'c' => (long)(sbyte)part[0],
                    'C' => (long)part[0],
                    's' => (long)BitConverter.ToInt16(part),
                    'S' or 'n' or 'v' => (long)BitConverter.ToUInt16(part),
                    'i' or 'l' => (long)BitConverter.ToInt32(part),
                    'I' or 'L' or 'N' or 'V' => (long)BitConverter.ToUInt32(part),
                    'f' or 'F' or 'e' or 'g' => (object)(double)BitConverter.ToSingle(part),
                    'd' or 'D' or 'E' or 'G' => BitConverter.ToDouble(part),
                    'q' or 'j' => BitConverter.ToInt64(part),
                    _ => Integers.Of(BitConverter.ToUInt64(part)),
                }
            );
        }
    }

    public static byte[] Bytes(RubyString text) => text.Bytes;
}
