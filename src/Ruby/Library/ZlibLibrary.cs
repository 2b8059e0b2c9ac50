using System.IO.Compression;

namespace Bunraku.Ruby;

/// <summary>What <c>zlib.rb</c> stands on: the framework's compression, and checksums.</summary>
internal static class ZlibLibrary
{
    public static void Define(Runtime r)
    {
        var outer = r.NewModule(null);
        r.SetConstant(r.Classes.Object, "Zlib", outer);
        var native = r.NewModule(null);
        r.SetConstant(outer, "Native", native);
        r.DefineOwn(
            native,
            "pack",
            3,
            3,
            static (r, _, a, _) => Bytes(r, Pack(r.Text(a[0]), Given(a[1]), Level(a[2])))
        );
        r.DefineOwn(
            native,
            "unpack",
            2,
            2,
            static (r, _, a, _) => Bytes(r, Unpack(r, r.Text(a[0]), Given(a[1])))
        );
        r.DefineOwn(native, "crc32", 2, 2, static (r, _, a, _) => (long)Crc(Given(a[0]), (uint)r.Int(a[1])));
        r.DefineOwn(
            native,
            "adler32",
            2,
            2,
            static (r, _, a, _) => (long)Adler(Given(a[0]), (uint)r.Int(a[1]))
        );
    }

    private static byte[] Given(object value) => ((RubyString)value).Bytes;

    private static RubyString Bytes(Runtime r, byte[] bytes) =>
        EncodingMethods.FromBytes(r, bytes, RubyEncoding.Binary);

    private static CompressionLevel Level(object value) =>
        value switch
        {
            0L => CompressionLevel.NoCompression,
            1L => CompressionLevel.Fastest,
            9L => CompressionLevel.SmallestSize,
            _ => CompressionLevel.Optimal,
        };

    private static byte[] Pack(string form, byte[] given, CompressionLevel level)
    {
        using var target = new MemoryStream();
        using (
            Stream stream = form switch
            {
                "gzip" => new GZipStream(target, level, leaveOpen: true),
                "zlib" => new ZLibStream(target, level, leaveOpen: true),
                _ => new DeflateStream(target, level, leaveOpen: true),
            }
        )
        {
            stream.Write(given);
        }
        return target.ToArray();
    }

    private static byte[] Unpack(Runtime r, string form, byte[] given)
    {
        if (form == "gzip" && given is not [0x1f, 0x8b, ..])
        {
            throw r.Error((RubyModule)r.FindConstant("Zlib::GzipFile::Error")!, "not in gzip format");
        }
        using var source = new MemoryStream(given);
        using Stream stream = form switch
        {
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            "zlib" => new ZLibStream(source, CompressionMode.Decompress),
            _ => new DeflateStream(source, CompressionMode.Decompress),
        };
        using var target = new MemoryStream();
        try
        {
            var buffer = new byte[81_920];
            for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                r.Grow((int)Math.Min(int.MaxValue, target.Length + count));
                target.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException)
        {
            var (type, message) =
                form == "gzip"
                    ? ("Zlib::GzipFile::Error", "not in gzip format")
                    : ("Zlib::DataError", "incorrect header check");
            throw r.Error((RubyModule)r.FindConstant(type)!, message);
        }
        return target.ToArray();
    }

    private static uint Crc(byte[] bytes, uint start)
    {
        var crc = ~start;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ (0xedb88320 & (uint)-(crc & 1));
            }
        }
        return ~crc;
    }

    private static uint Adler(byte[] bytes, uint start)
    {
        var (low, high) = (start & 0xffff, start >> 16);
        foreach (var value in bytes)
        {
            low = (low + value) % 65_521;
            high = (high + low) % 65_521;
        }
        return high << 16 | low;
    }
}
