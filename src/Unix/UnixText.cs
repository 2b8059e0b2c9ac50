using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Text;

namespace Bunraku.Unix;

/// <summary>
/// File names are bytes, strings are not: bytes that are no UTF-8 become the lone surrogates U+DC80 to U+DCFF
/// and turn back into the same bytes, so that every name survives the way in and out (the convention of
/// Python's PEP 383).
/// </summary>
public static class UnixText
{
    private const int EscapeBase = 0xDC00;

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }
        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune);
                bytes = bytes[used..];
                continue;
            }
            text.Append((char)(EscapeBase + bytes[0]));
            bytes = bytes[1..];
        }
        return text.ToString();
    }

    public static byte[] Encode(string text)
    {
        var bytes = new byte[LongestEncoding(text)];
        return bytes[..Encode(text, bytes)];
    }

    /// <summary>Whether all bytes that a text was decoded from were UTF-8.</summary>
    public static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsSurrogatePair(text, i))
                {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    internal static int LongestEncoding(string text) => text.Length * 3;

    internal static int Encode(string text, Span<byte> bytes)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (unit < 0x80)
            {
                bytes[length++] = (byte)unit;
            }
            else if (unit is >= '\uDC80' and <= '\uDCFF' && (i == 0 || !char.IsHighSurrogate(text[i - 1])))
            {
                bytes[length++] = (byte)(unit - EscapeBase);
            }
            else
            {
                _ = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
                length += rune.EncodeToUtf8(bytes[length..]);
                i += used - 1;
            }
        }
        return length;
    }
}

/// <summary>Hands strings to the C library as <see cref="UnixText"/> encodes them, ended by a zero.</summary>
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedIn, typeof(ManagedToUnmanagedIn))]
internal static unsafe class UnixTextMarshaller
{
    internal ref struct ManagedToUnmanagedIn
    {
        private byte* text;
        private bool allocated;

        public static int BufferSize => 512;

        public void FromManaged(string managed, Span<byte> buffer)
        {
            // A zero would silently cut the path short: a different file than the one asked for.
            if (managed.Contains('\0', StringComparison.Ordinal))
            {
                throw new UnixException("name", managed, Errno.EINVAL);
            }
            var room = UnixText.LongestEncoding(managed) + 1;
            if (room > buffer.Length)
            {
                text = (byte*)NativeMemory.Alloc((nuint)room);
                allocated = true;
                buffer = new Span<byte>(text, room);
            }
            else
            {
                // The caller's buffer is on its stack, so its address stays.
                text = (byte*)
                    System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer));
            }
            buffer[UnixText.Encode(managed, buffer)] = 0;
        }

        public readonly byte* ToUnmanaged() => text;

        public readonly void Free()
        {
            if (allocated)
            {
                NativeMemory.Free(text);
            }
        }
    }
}
