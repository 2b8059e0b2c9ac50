using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bunraku.Unix;

/// <summary>
/// Extended attributes of a name in an open directory. The kernel has no such calls (before Linux 6.13), so
/// the directory is named through <c>/proc/self/fd</c>; the name itself is not followed.
/// </summary>
internal static unsafe class ExtendedAttributeCalls
{
    /// <summary>The kernel's limits: 64 KiB for one value and for the list of names.</summary>
    private const int LargestValue = 64 * 1024;

    public static ImmutableSortedDictionary<string, byte[]> Read(
        SafeFileHandle parent,
        string name,
        string shown
    )
    {
        var path = PathOf(parent, name);
        var buffer = ArrayPool<byte>.Shared.Rent(LargestValue);
        try
        {
            fixed (byte* start = buffer)
            {
                return Read(path, start, buffer.Length, shown);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static void Set(
        SafeFileHandle parent,
        string name,
        string attribute,
        ReadOnlySpan<byte> value,
        string shown
    )
    {
        fixed (byte* start = value)
        {
            if (Libc.SetAttribute(PathOf(parent, name), attribute, start, value.Length, 0) < 0)
            {
                throw UnixException.Last("setxattr", shown);
            }
        }
    }

    public static void Remove(SafeFileHandle parent, string name, string attribute, string shown)
    {
        if (Libc.RemoveAttribute(PathOf(parent, name), attribute) < 0)
        {
            throw UnixException.Last("removexattr", shown);
        }
    }

    private static ImmutableSortedDictionary<string, byte[]> Read(
        string path,
        byte* buffer,
        int size,
        string shown
    )
    {
        var listed = Libc.ListAttributes(path, buffer, size);
        if (listed < 0 && Marshal.GetLastPInvokeError() != (int)Errno.EOPNOTSUPP)
        {
            throw UnixException.Last("listxattr", shown);
        }
        if (listed <= 0)
        {
            return Empty;
        }
        // The names are decoded before the buffer takes their values.
        var names = UnixText.Decode(new ReadOnlySpan<byte>(buffer, (int)listed - 1)).Split('\0');
        var attributes = Empty.ToBuilder();
        foreach (var attribute in names)
        {
            var length = Libc.GetAttribute(path, attribute, buffer, size);
            attributes[attribute] =
                length < 0
                    ? throw UnixException.Last("getxattr", shown)
                    : new ReadOnlySpan<byte>(buffer, (int)length).ToArray();
        }
        return attributes.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, byte[]> Empty { get; } =
        ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal);

    private static string PathOf(SafeFileHandle parent, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{parent.DangerousGetHandle()}/{name}");
}
