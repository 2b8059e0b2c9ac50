namespace Bunraku.Unix;

/// <summary>What the kernel knows of a file, as <c>stat</c> tells it.</summary>
/// <param name="Permissions">The lower twelve bits: setuid, setgid, sticky, rwx three times.</param>
/// <param name="Device">The device the file lies on; with <see cref="Inode"/> it names the file.</param>
public readonly record struct FileStatus(
    FileKind Kind,
    int Permissions,
    int Uid,
    int Gid,
    long Size,
    UnixTime Modified,
    UnixTime Changed,
    ulong Device,
    ulong Inode,
    int Links,
    int DeviceMajor,
    int DeviceMinor
)
{
    private const int PermissionBits = 0xFFF;

    /// <summary>When it was last read, as far as its file system keeps that.</summary>
    public UnixTime Accessed { get; init; }

    /// <summary>How many blocks of 512 bytes it takes.</summary>
    public long Blocks { get; init; }

    /// <summary>How many bytes are best read and written at once.</summary>
    public int BlockSize { get; init; }

    internal static FileStatus From(in StatxBuffer buffer) =>
        new(
            (FileKind)(buffer.Mode & ~PermissionBits),
            buffer.Mode & PermissionBits,
            (int)buffer.Uid,
            (int)buffer.Gid,
            (long)buffer.Size,
            new UnixTime(buffer.ModifiedSeconds, (int)buffer.ModifiedNanoseconds),
            new UnixTime(buffer.ChangedSeconds, (int)buffer.ChangedNanoseconds),
            ((ulong)buffer.DeviceMajor << 32) | buffer.DeviceMinor,
            buffer.Inode,
            (int)buffer.Links,
            (int)buffer.SpecialMajor,
            (int)buffer.SpecialMinor
        )
        {
            Accessed = new UnixTime(buffer.AccessedSeconds, (int)buffer.AccessedNanoseconds),
            Blocks = (long)buffer.Blocks,
            BlockSize = (int)buffer.BlockSize,
        };
}

/// <summary>
/// Seconds since 1970 and nanoseconds: what file systems store, without <c>DateTime</c>'s rounding.
/// </summary>
public readonly record struct UnixTime(long Seconds, int Nanoseconds = 0) : IComparable<UnixTime>
{
    public int CompareTo(UnixTime other) =>
        Seconds == other.Seconds
            ? Nanoseconds.CompareTo(other.Nanoseconds)
            : Seconds.CompareTo(other.Seconds);
}
