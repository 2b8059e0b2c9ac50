using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bunraku.Unix;

/// <summary>
/// The C library's calls, as thin as they come; none of them follows a link unless told to.
/// </summary>
internal static unsafe partial class Libc
{
    public const int AtSymlinkNoFollow = 0x100;
    public const int AtRemoveDirectory = 0x200;
    public const int AtEmptyPath = 0x1000;
    public const uint StatxBasic = 0x7FF;
    public const long SysOpenat2 = 437;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;
    public const long KeepTime = (1L << 30) - 2;
    public const int AdviseHugePages = 14;
    public const int AdviseDump = 17;
    public const int ReadAndWrite = 3;
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "mprotect")]
    public static partial int ProtectMemory(nint start, nint size, int protection);

    [LibraryImport(Library, EntryPoint = "madvise")]
    public static partial int AdviseMemory(nint start, nint size, int advice);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Openat2(nint number, nint root, byte* path, OpenHow* how, nint size);

    [LibraryImport(
        Library,
        EntryPoint = "open",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport(
        Library,
        EntryPoint = "openat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int OpenAt(SafeFileHandle directory, string path, int flags, int mode);

    [LibraryImport(
        Library,
        EntryPoint = "statx",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int Statx(
        SafeFileHandle directory,
        string path,
        int flags,
        uint mask,
        StatxBuffer* buffer
    );

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(SafeFileHandle file, byte* buffer, nint size, long position);

    [LibraryImport(Library, EntryPoint = "getdents64", SetLastError = true)]
    public static partial nint GetDirectoryEntries(SafeFileHandle directory, byte* buffer, nint size);

    [LibraryImport(
        Library,
        EntryPoint = "readlinkat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial nint ReadLinkAt(SafeFileHandle directory, string path, byte* buffer, nint size);

    [LibraryImport(
        Library,
        EntryPoint = "mkdirat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int MakeDirectoryAt(SafeFileHandle directory, string path, int mode);

    [LibraryImport(
        Library,
        EntryPoint = "mknodat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int MakeNodeAt(SafeFileHandle directory, string path, int mode, ulong device);

    [LibraryImport(
        Library,
        EntryPoint = "symlinkat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int SymlinkAt(string target, SafeFileHandle directory, string path);

    [LibraryImport(
        Library,
        EntryPoint = "linkat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int LinkAt(
        SafeFileHandle fromDirectory,
        string from,
        SafeFileHandle toDirectory,
        string to,
        int flags
    );

    [LibraryImport(
        Library,
        EntryPoint = "renameat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int RenameAt(
        SafeFileHandle fromDirectory,
        string from,
        SafeFileHandle toDirectory,
        string to
    );

    [LibraryImport(
        Library,
        EntryPoint = "unlinkat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int UnlinkAt(SafeFileHandle directory, string path, int flags);

    [LibraryImport(
        Library,
        EntryPoint = "fchownat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int ChangeOwnerAt(
        SafeFileHandle directory,
        string path,
        int uid,
        int gid,
        int flags
    );

    [LibraryImport(
        Library,
        EntryPoint = "fchmodat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int ChangeModeAt(SafeFileHandle directory, string path, int mode, int flags);

    [LibraryImport(Library, EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(SafeFileHandle file, int mode);

    [LibraryImport(
        Library,
        EntryPoint = "utimensat",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int SetTimesAt(SafeFileHandle directory, string path, long* times, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport(
        Library,
        EntryPoint = "lgetxattr",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial nint GetAttribute(string path, string name, byte* value, nint size);

    [LibraryImport(
        Library,
        EntryPoint = "llistxattr",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial nint ListAttributes(string path, byte* list, nint size);

    [LibraryImport(
        Library,
        EntryPoint = "lsetxattr",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int SetAttribute(string path, string name, byte* value, nint size, int flags);

    [LibraryImport(
        Library,
        EntryPoint = "lremovexattr",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    public static partial int RemoveAttribute(string path, string name);
}

/// <summary><c>struct open_how</c> of openat2(2).</summary>
internal struct OpenHow
{
    public ulong Flags;
    public ulong Mode;
    public ulong Resolve;
}

/// <summary>The flags of open(2); two of them differ between architectures.</summary>
internal static class OpenFlags
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NoTerminal = 0x100;
    public const int Truncate = 0x200;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int PathOnly = 0x200000;
    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    public static int Directory { get; } = Arm ? 0x4000 : 0x10000;

    public static int NoFollow { get; } = Arm ? 0x8000 : 0x20000;
}
