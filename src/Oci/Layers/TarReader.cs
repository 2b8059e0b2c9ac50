using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bunraku.Unix;

namespace Bunraku.Oci;

/// <summary>
/// Reads tar archives as a stream: ustar, pax (POSIX.1-2001), GNU's long names and large numbers, and the old
/// form before them; anything else is an <see cref="InvalidDataException"/>. The framework's reader turns
/// extended attributes into text and so loses their bytes.
/// </summary>
public sealed class TarReader(Stream input)
{
    /// <summary>
    /// Pax records and long names are read into memory: 64 KiB attributes are the largest of them.
    /// </summary>
    private const int LargestRecords = 1024 * 1024;
    private const string CutShort = "the archive ends within an entry";
    private readonly byte[] block = new byte[TarWriter.BlockSize];
    private Part content = new(Stream.Null, 0);
    private long padding;
    private bool ended;

    /// <summary>The content of the current entry; what is not read of it is skipped.</summary>
    public Stream Content => content;

    /// <summary>
    /// The next entry, or null at the end. The path is relative, without <c>.</c> and empty names; <c>..</c>
    /// stays for the caller to refuse.
    /// </summary>
    public TarEntry? Next()
    {
        var records = new PaxRecords();
        while (ReadHeader())
        {
            var kind = (char)block[156];
            switch (kind)
            {
                case 'x':
                    records.Parse(ReadRecords());
                    break;
                case 'g':
                    // Global records: git writes a comment there. Nothing that layers use stands in them.
                    _ = ReadRecords();
                    break;
                case 'L':
                    records.Path = ReadLongName();
                    break;
                case 'K':
                    records.LinkPath = ReadLongName();
                    break;
                default:
                    return ReadEntry(kind, records);
            }
        }
        return null;
    }

    /// <summary>
    /// The form in which paths are compared: relative, without <c>.</c>, empty or trailing names.
    /// </summary>
    internal static string Normalize(string path) =>
        string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "."));

    private TarEntry ReadEntry(char kind, PaxRecords records)
    {
        var name = records.Path ?? HeaderPath();
        var link = records.LinkPath ?? Text(block.AsSpan(157, 100));
        var tarKind = kind switch
        {
            '\0' or '0' or '7' => name.EndsWith('/') ? TarKind.Directory : TarKind.File,
            >= '1' and <= '6' => (TarKind)kind,
            _ => throw Fault($"`{name}` is of the unknown kind `{kind}`"),
        };
        var size = records.Size ?? Number(block.AsSpan(124, 12));
        var entry = new TarEntry
        {
            Path = Normalize(name),
            Kind = tarKind,
            Permissions = (int)(Number(block.AsSpan(100, 8)) & 0xFFF),
            Uid = (int)(records.Uid ?? Number(block.AsSpan(108, 8))),
            Gid = (int)(records.Gid ?? Number(block.AsSpan(116, 8))),
            Size = tarKind == TarKind.File ? size : 0,
            Modified = records.Modified ?? new UnixTime(Number(block.AsSpan(136, 12))),
            LinkTarget = tarKind switch
            {
                TarKind.HardLink => Normalize(link),
                TarKind.Symlink => link,
                _ => "",
            },
            DeviceMajor = (int)Number(block.AsSpan(329, 8)),
            DeviceMinor = (int)Number(block.AsSpan(337, 8)),
            ExtendedAttributes = records.Attributes.ToImmutable(),
        };
        StartContent(entry.Size);
        return entry;
    }

    /// <summary>Reads the next header into <see cref="block"/>; false at the end of the archive.</summary>
    private bool ReadHeader()
    {
        if (ended)
        {
            return false;
        }
        Skip(content.Left + padding);
        padding = 0;
        content = new Part(Stream.Null, 0);
        // An archive ends with two empty blocks; some writers leave one or both away.
        var read = input.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        if (read == 0 || !block.AsSpan().ContainsAnyExcept((byte)0))
        {
            ended = true;
            return false;
        }
        if (read < block.Length)
        {
            throw Fault(CutShort);
        }
        CheckSum();
        return true;
    }

    private void CheckSum()
    {
        var sum = 8 * ' ';
        for (var i = 0; i < block.Length; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : block[i];
        }
        if (sum != Number(block.AsSpan(148, 8)))
        {
            throw Fault("a header's checksum is wrong");
        }
    }

    private void StartContent(long size)
    {
        if (size < 0)
        {
            throw Fault("an entry has a negative size");
        }
        padding = (TarWriter.BlockSize - size % TarWriter.BlockSize) % TarWriter.BlockSize;
        content = new Part(input, size);
    }

    private byte[] ReadRecords()
    {
        var size = Number(block.AsSpan(124, 12));
        if (size > LargestRecords)
        {
            throw Fault("the attributes of an entry are larger than 1 MiB");
        }
        StartContent(size);
        var records = new byte[size];
        if (content.ReadAtLeast(records, records.Length, throwOnEndOfStream: false) < records.Length)
        {
            throw Fault(CutShort);
        }
        return records;
    }

    private string ReadLongName() => UnixText.Decode(ReadRecords().AsSpan().TrimEnd((byte)0));

    private string HeaderPath()
    {
        var name = Text(block.AsSpan(0, 100));
        // GNU's own form (“ustar  ”) keeps times where ustar keeps the prefix.
        var prefix = block.AsSpan(257, 6).SequenceEqual("ustar\0"u8) ? Text(block.AsSpan(345, 155)) : "";
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    private void Skip(long count)
    {
        if (count > 0 && input.CanSeek)
        {
            input.Seek(count, SeekOrigin.Current);
            return;
        }
        var buffer = new byte[Math.Min(count, 64 * 1024)];
        while (count > 0)
        {
            var read = input.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            count -= read > 0 ? read : throw Fault(CutShort);
        }
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return UnixText.Decode(end < 0 ? field : field[..end]);
    }

    /// <summary>Octal digits, or GNU's base 256 when the first bit is set.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        long value = 0;
        if ((field[0] & 0x80) != 0)
        {
            value = (field[0] & 0x40) != 0 ? -1 : 0;
            value = (value << 6) | (uint)(field[0] & 0x3F);
            foreach (var octet in field[1..])
            {
                value = (value << 8) | octet;
            }
            return value;
        }
        foreach (var octet in field.Trim(" \0"u8))
        {
            if (octet is < (byte)'0' or > (byte)'7')
            {
                // What follows a blank or zero is not part of the number.
                return octet is (byte)' ' or 0 ? value : throw Fault("a header's number is not octal");
            }
            value = (value << 3) | (uint)(octet - '0');
        }
        return value;
    }

    internal static InvalidDataException Fault(string fault) => new(fault);

    /// <summary>What the pax records before an entry say of it.</summary>
    private sealed class PaxRecords
    {
        public string? Path { get; set; }

        public string? LinkPath { get; set; }

        public long? Size { get; private set; }

        public long? Uid { get; private set; }

        public long? Gid { get; private set; }

        public UnixTime? Modified { get; private set; }

        public ImmutableSortedDictionary<string, byte[]>.Builder Attributes { get; } =
            TarEntry.NoAttributes.ToBuilder();

        public void Parse(ReadOnlySpan<byte> records)
        {
            while (records.Length > 0)
            {
                if (
                    !Utf8Parser.TryParse(records, out int length, out var digits)
                    || length <= digits + 1
                    || length > records.Length
                    || records[length - 1] != '\n'
                    || records[..length].IndexOf((byte)'=') is not (> 0 and var equals)
                )
                {
                    throw Fault("an entry's attributes are malformed");
                }
                var key = UnixText.Decode(records[(digits + 1)..equals]);
                Set(key, records[(equals + 1)..(length - 1)]);
                records = records[length..];
            }
        }

        private void Set(string key, ReadOnlySpan<byte> value)
        {
            switch (key)
            {
                case "path":
                    Path = UnixText.Decode(value);
                    break;
                case "linkpath":
                    LinkPath = UnixText.Decode(value);
                    break;
                case "size":
                    Size = Integer(value);
                    break;
                case "uid":
                    Uid = Integer(value);
                    break;
                case "gid":
                    Gid = Integer(value);
                    break;
                case "mtime":
                    Modified = Time(value);
                    break;
                default:
                    if (key.StartsWith(TarWriter.AttributePrefix, StringComparison.Ordinal))
                    {
                        Attributes[UnescapeName(key[TarWriter.AttributePrefix.Length..])] = value.ToArray();
                    }
                    break;
            }
        }

        private static string UnescapeName(string name) =>
            name.Replace("%3D", "=", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

        private static long Integer(ReadOnlySpan<byte> value) =>
            long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Fault($"`{Encoding.ASCII.GetString(value)}` is not a number");

        private static UnixTime Time(ReadOnlySpan<byte> value)
        {
            const decimal Billion = 1_000_000_000;
            if (
                !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                || Math.Abs(seconds) > long.MaxValue / 2
            )
            {
                throw Fault($"`{Encoding.ASCII.GetString(value)}` is not a time");
            }
            var whole = Math.Floor(seconds);
            return new UnixTime((long)whole, (int)((seconds - whole) * Billion));
        }
    }

    /// <summary>The next bytes of a stream, and no more.</summary>
    private sealed class Part(Stream inner, long size) : ReadOnlyStream
    {
        public long Left { get; private set; } = size;

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, Left)]);
            if (read == 0 && Left > 0 && buffer.Length > 0)
            {
                throw Fault(CutShort);
            }
            Left -= read;
            return read;
        }
    }
}
