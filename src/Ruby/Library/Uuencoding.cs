namespace Bunraku.Ruby;

/// <summary>Bytes as lines of printable characters, six bits in each.</summary>
internal static class Uuencoding
{
    /// <summary>A line of uuencode: how many bytes, then six bits a character.</summary>
    public static byte[] Line(byte[] bytes)
    {
        static byte Coded(int bits) => (byte)((bits & 63) == 0 ? '`' : (bits & 63) + ' ');
        var output = new List<byte> { Coded(bytes.Length) };
        foreach (var three in bytes.Chunk(3))
        {
            var bits =
                three[0] << 16 | (three.Length > 1 ? three[1] << 8 : 0) | (three.Length > 2 ? three[2] : 0);
            output.AddRange([Coded(bits >> 18), Coded(bits >> 12), Coded(bits >> 6), Coded(bits)]);
        }
        return [.. output, (byte)'\n'];
    }

    public static byte[] Decoded(byte[] text)
    {
        var output = new List<byte>();
        foreach (var line in RubyEncoding.Latin(text).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int Value(int at) => at < line.Length ? (line[at] - ' ') & 63 : 0;
            var end = output.Count + Value(0);
            for (var at = 1; output.Count < end; at += 4)
            {
                var bits = Value(at) << 18 | Value(at + 1) << 12 | Value(at + 2) << 6 | Value(at + 3);
                byte[] three = [(byte)(bits >> 16), (byte)(bits >> 8), (byte)bits];
                output.AddRange(three.Take(end - output.Count));
            }
        }
        return [.. output];
    }
}
