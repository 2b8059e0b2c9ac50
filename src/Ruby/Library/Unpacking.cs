using System.Globalization;
using System.Text;

namespace Bunraku.Ruby;

/// <summary><c>String#unpack</c>.</summary>
internal static class Unpacking
{
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
        foreach (var directive in Packing.Directives(r, format))
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

    private static int Moved(Packing.Directive directive, int start, int at, int length) =>
        (directive.Kind, directive.Count) switch
        {
            ('x', -1) => length,
            ('x', var count) => at + (count ?? 1),
            ('X', -1) => at - (length - at),
            ('X', var count) => at - (count ?? 1),
            (_, -1) => at,
            (_, var count) => start + (count ?? 0),
        };

    private static RubyString TakeText(Runtime r, Packing.Directive directive, byte[] bytes, ref int at)
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
                var digits = count == -1 ? rest.Length * 2 : Math.Min(count ?? 1, rest.Length * 2);
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
                var length = count == -1 ? bits.Length : Math.Min(count ?? 1, bits.Length);
                at += (length + 7) / 8;
                return Ascii(r, bits[..length]);
            default:
                var taken = count == -1 ? rest.Length : Math.Min(count ?? 1, rest.Length);
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
            var rest = bytes.AsSpan(i);
            if (rest[0] != '=')
            {
                output.Add(rest[0]);
            }
            else if (rest is [_, (byte)'\n', ..] or [_, (byte)'\r', (byte)'\n', ..])
            {
                i += rest[1] == '\n' ? 1 : 2;
            }
            else if (
                rest.Length > 2
                && byte.TryParse(
                    rest.Slice(1, 2),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var coded
                )
            )
            {
                output.Add(coded);
                i += 2;
            }
            else
            {
                output.AddRange(rest);
                break;
            }
        }
        return [.. output];
    }

    private static void TakeNumbers(
        Runtime r,
        Packing.Directive directive,
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
        var size = Packing.Size(directive.Kind);
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
            if (Packing.IsBig(directive))
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
}
