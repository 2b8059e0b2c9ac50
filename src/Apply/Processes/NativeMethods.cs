using System.Runtime.InteropServices;

namespace Bunraku.Apply;

/// <summary>The shim's entry and the few calls of the C library that talk to a child.</summary>
internal static unsafe partial class NativeMethods
{
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const int SignalKill = 9;
    public const int SignalTerminate = 15;
    public const int LongestPath = 4096;
    private const string SetFileFlagsEntry = "fcntl";
    private const int SetFileFlagsCommand = 4;

    [LibraryImport("bunraku-native", EntryPoint = "bunraku_spawn")]
    public static partial int Spawn(NativeSpawnRequest* request, NativeSpawnResult* result);

    [LibraryImport("bunraku-native", EntryPoint = "bunraku_give_back_code")]
    public static partial void GiveBackCode();

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    public static partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, void* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, void* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(NativePoll* sources, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int pid, int* status, int options);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial int EffectiveUser();

    [LibraryImport("libc", EntryPoint = "getegid")]
    public static partial int EffectiveGroup();

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true)]
    public static partial byte* RealPath(byte* path, byte* resolved);

    public static void MakeNonBlocking(int file) => SetFileFlags(file, SetFileFlagsCommand, NonBlocking);

    [LibraryImport("libc", EntryPoint = SetFileFlagsEntry)]
    private static partial int SetFileFlags(int file, int command, nint flags);
}

/// <summary><c>struct operation</c> of the shim.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeOperation
{
    public int Code;
    public int Flags;
    public long Number;
    public long Other;
    public byte* Target;
    public byte* Source;
    public byte* FileSystem;
    public byte* Data;
}

/// <summary><c>struct spawn_request</c> of the shim.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeSpawnRequest
{
    public byte* File;
    public byte* SearchPath;
    public byte** Arguments;
    public byte** Environment;
    public NativeOperation* Operations;
    public int OperationCount;
    public int SetupCount;
    public int Namespaces;
    public int Input;
    public int Output;
    public int Error;
}

/// <summary><c>struct report</c> of the shim.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeReport
{
    public const int Started = 1;
    public const int Failed = 2;
    public const int Ended = 3;

    public int Kind;
    public int Operation;
    public int Value;
}

/// <summary><c>struct spawn_result</c> of the shim.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeSpawnResult
{
    public int Pid;
    public int PidFile;
    public int Gate;
    public int Report;
    public NativeReport Failure;
}

/// <summary><c>struct pollfd</c>. A negative file is passed over.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativePoll
{
    public int File;
    public short Wanted;
    public short Seen;
}
