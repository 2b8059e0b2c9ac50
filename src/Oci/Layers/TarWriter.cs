using System.Globalization;
using System.Text;
using Bunraku.Unix;

namespace Bunraku.Oci;

/// <summary>
/// Writes tar archives of which every byte follows from the entries: ustar headers without names of users,
/// pax records (POSIX.1-2001) only for what ustar cannot say, in a fixed order.
/// </summary>
public sealed class TarWriter(Stream output)
{
    internal const int BlockSize = 512;
    internal const string AttributePrefix = "SCHILY.xattr.";
    private const long LargestOctal11 = 0x1_FFFF_FFFF;
    private const int LargestOctal7 = 0x1F_FFFF;
    private const int NameLength = 100;
    private const int PrefixLength = 155;
    private readonly byte[] header = new byte[BlockSize];

    /// <summary>
    /// Writes an entry; <paramref name="content"/> must hold as many bytes as the entry says.
    /// </summary>
    public void Write(TarEntry entry, Stream? content = null)
    {
        var path = UnixText.Encode(entry.Kind == TarKind.Directory ? entry.Path + "/" : entry.Path);
        var link = UnixText.Encode(entry.LinkTarget);
        var records = Records(entry, path, link);
        if (records.Length > 0)
        {
            WriteHeader(RecordEntry(records.Length), "PaxHeaders/0"u8, [], 'x');
            output.Write(records);
            Pad(records.Length);
        }
        WriteHeader(entry, path, link, (char)entry.Kind);
        if (entry.Size > 0)
        {
            WriteContent(entry, content ?? throw new ArgumentNullException(nameof(content)));
        }
    }

    /// <summary>Ends the archive with its two empty blocks; the stream stays open.</summary>
    public void Finish()
    {
        header.AsSpan().Clear();
        output.Write(header);
        output.Write(header);
        output.Flush();
    }

    private void WriteContent(TarEntry entry, Stream content)
    {
        var buffer = new byte[(int)Math.Min(entry.Size, 128 * 1024)];
        for (var left = entry.Size; left > 0; )
        {
            var read = content.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                throw new EndOfStreamException($"{entry.Path} became shorter while it was read");
            }
            output.Write(buffer, 0, read);
            left -= read;
        }
        Pad(entry.Size);
    }

    private void Pad(long written)
    {
        header.AsSpan().Clear();
        output.Write(header, 0, (int)((BlockSize - written % BlockSize) % BlockSize));
    }

    private static TarEntry RecordEntry(int size) =>
        new()
        {
            Path = "",
            Kind = TarKind.File,
            Size = size,
            Permissions = 0x1A4,
        };

    private void WriteHeader(TarEntry entry, ReadOnlySpan<byte> path, ReadOnlySpan<byte> link, char kind)
    {
        var block = header.AsSpan();
        block.Clear();
        var (prefix, name) = SplitPath(path);
        name[..Math.Min(name.Length, NameLength)].CopyTo(block);
        Octal(block.Slice(100, 8), entry.Permissions);
        Octal(block.Slice(108, 8), entry.Uid <= LargestOctal7 ? entry.Uid : 0);
        Octal(block.Slice(116, 8), entry.Gid <= LargestOctal7 ? entry.Gid : 0);
        Octal(block.Slice(124, 12), entry.Size <= LargestOctal11 ? entry.Size : 0);
        Octal(block.Slice(136, 12), Math.Clamp(entry.Modified.Seconds, 0, LargestOctal11));
        block.Slice(148, 8).Fill((byte)' ');
        block[156] = (byte)kind;
        link[..Math.Min(link.Length, NameLength)].CopyTo(block[157..]);
        "ustar\000"u8.CopyTo(block[257..]);
        if (entry.Kind is TarKind.CharacterDevice or TarKind.BlockDevice)
        {
            Octal(block.Slice(329, 8), entry.DeviceMajor);
            Octal(block.Slice(337, 8), entry.DeviceMinor);
        }
        prefix.CopyTo(block[345..]);
        var sum = 0;
        foreach (var octet in block)
        {
            sum += octet;
        }
        Octal(block.Slice(148, 7), sum);
        output.Write(header);
    }

    /// <summary>ustar keeps a longer path in two fields, parted at a slash, which is left out.</summary>
    private static Split SplitPath(ReadOnlySpan<byte> path)
    {
        if (path.Length > NameLength && path.Length <= NameLength + 1 + PrefixLength)
        {
            var from = path.Length - NameLength - 1;
            var slash = path[from..^1].IndexOf((byte)'/') + from;
            if (slash >= from && slash <= PrefixLength)
            {
                return new Split(path[..slash], path[(slash + 1)..]);
            }
        }
        return new Split([], path);
    }

    private static bool Fits(ReadOnlySpan<byte> path) => SplitPath(path).Name.Length <= NameLength;

    private static void Octal(Span<byte> field, long value)
    {
        for (var i = field.Length - 2; i >= 0; i--)
        {
            field[i] = (byte)('0' + (value & 7));
            value >>= 3;
        }
    }

    private static byte[] Records(TarEntry entry, byte[] path, byte[] link)
    {
        var records = new MemoryStream();
        if (!Fits(path) || !Ascii.IsValid(path))
        {
            Record(records, "path", path);
        }
        if (link.Length > NameLength || !Ascii.IsValid(link))
        {
            Record(records, "linkpath", link);
        }
        NumberRecord(records, "size", entry.Size, LargestOctal11);
        NumberRecord(records, "uid", entry.Uid, LargestOctal7);
        NumberRecord(records, "gid", entry.Gid, LargestOctal7);
        var time = entry.Modified;
        if (time.Nanoseconds != 0 || time.Seconds is < 0 or > LargestOctal11)
        {
            Record(records, "mtime", Encoding.ASCII.GetBytes(Time(time)));
        }
        foreach (
            var (name, value) in entry.ExtendedAttributes.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        )
        {
            Record(records, AttributePrefix + EscapeName(name), value);
        }
        return records.ToArray();
    }

    /// <summary>
    /// A record's key ends at its first <c>=</c>, so GNU tar escapes it in names of attributes.
    /// </summary>
    private static string EscapeName(string name) =>
        name.Replace("%", "%25", StringComparison.Ordinal).Replace("=", "%3D", StringComparison.Ordinal);

    private static void NumberRecord(MemoryStream records, string key, long value, long largest)
    {
        if (value > largest)
        {
            Record(records, key, Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static string Time(UnixTime time)
    {
        // -1.5 s is second -2 and a half: the fraction is written away from zero.
        var whole = time.Seconds < 0 && time.Nanoseconds != 0 ? time.Seconds + 1 : time.Seconds;
        var part =
            time.Seconds < 0 && time.Nanoseconds != 0 ? 1_000_000_000 - time.Nanoseconds : time.Nanoseconds;
        var sign = time.Seconds < 0 && whole == 0 ? "-" : "";
        var text = string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{part:D9}").TrimEnd('0');
        return text.TrimEnd('.');
    }

    /// <summary>“LENGTH KEY=VALUE\n”, where the length counts itself.</summary>
    private static void Record(MemoryStream records, string key, byte[] value)
    {
        var name = UnixText.Encode(key);
        var rest = name.Length + value.Length + 3;
        var length = rest;
        while (rest + Digits(length) != length)
        {
            length = rest + Digits(length);
        }
        records.Write(Encoding.ASCII.GetBytes(length.ToString(CultureInfo.InvariantCulture)));
        records.WriteByte((byte)' ');
        records.Write(name);
        records.WriteByte((byte)'=');
        records.Write(value);
        records.WriteByte((byte)'\n');
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private readonly ref struct Split(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name)
    {
        private ReadOnlySpan<byte> Prefix { get; } = prefix;

        public ReadOnlySpan<byte> Name { get; } = name;

        public void Deconstruct(out ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> name)
        {
            prefix = Prefix;
            name = Name;
        }
    }
}
