using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bunraku.Unix;

/// <summary>Reads the names in an open directory (getdents64), without <c>.</c> and <c>..</c>.</summary>
internal static unsafe class DirectoryNames
{
    private const int LengthOffset = 16;
    private const int NameOffset = 19;

    /// <summary>The names, sorted by their bytes.</summary>
    public static List<string> Read(SafeFileHandle directory, string path)
    {
        var names = new List<byte[]>();
        var buffer = new byte[32 * 1024];
        while (true)
        {
            nint filled;
            fixed (byte* start = buffer)
            {
                filled = Libc.GetDirectoryEntries(directory, start, buffer.Length);
            }
            if (filled < 0)
            {
                throw UnixException.Last("list", path);
            }
            if (filled == 0)
            {
                break;
            }
            AddNames(buffer.AsSpan(0, (int)filled), names);
        }
        names.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        return names.ConvertAll(name => UnixText.Decode(name));
    }

    private static void AddNames(ReadOnlySpan<byte> entries, List<byte[]> names)
    {
        while (entries.Length > 0)
        {
            var length = MemoryMarshal.Read<ushort>(entries[LengthOffset..]);
            var name = entries[NameOffset..length];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                names.Add(name.ToArray());
            }
            entries = entries[length..];
        }
    }
}
