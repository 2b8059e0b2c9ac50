using System.Collections.Immutable;
using System.Net;
using System.Runtime.InteropServices;

namespace Bunraku.Unix;

/// <summary>What the running kernel tells by calls rather than by files.</summary>
public static unsafe partial class KernelCalls
{
    private const int NameLength = 65;
    private const int InterNetwork = 2;
    private const int InterNetwork6 = 10;
    private const int Packet = 17;
    private const int DatagramCloseOnExec = 0x80002;
    private const nuint GetMtu = 0x8921;
    private const string Library = "libc";

    /// <summary>uname(2).</summary>
    public static KernelName Name()
    {
        // Six texts of the same length; the last is the domain of NIS.
        var buffer = stackalloc byte[NameLength * 6];
        return Uname(buffer) == 0
            ? new(Text(buffer, 0), Text(buffer, 1), Text(buffer, 2), Text(buffer, 3), Text(buffer, 4))
            : throw UnixException.Last("uname", "");

        static string Text(byte* buffer, int at) =>
            Marshal.PtrToStringUTF8((nint)(buffer + at * NameLength)) ?? "";
    }

    /// <summary>The room of the file system that holds a path, or null when nobody may look.</summary>
    public static DiskSpace? Space(string path)
    {
        StatfsBuffer buffer;
        if (Statfs(path, &buffer) != 0)
        {
            return null;
        }
        var unit = buffer.FragmentSize > 0 ? buffer.FragmentSize : buffer.BlockSize;
        return new(
            (long)buffer.Blocks * unit,
            (long)buffer.BlocksAvailable * unit,
            (long)buffer.BlocksFree * unit
        );
    }

    /// <summary>The addresses of all network interfaces, in the kernel's order.</summary>
    public static ImmutableArray<NetworkAddress> Addresses()
    {
        InterfaceAddress* first;
        if (GetInterfaceAddresses(&first) != 0)
        {
            return [];
        }
        try
        {
            var found = ImmutableArray.CreateBuilder<NetworkAddress>();
            for (var at = first; at is not null; at = at->Next)
            {
                var name = Marshal.PtrToStringUTF8((nint)at->Name) ?? "";
                found.Add(
                    new(name)
                    {
                        Address = InternetAddress(at->Address),
                        Mask = InternetAddress(at->Mask),
                        Hardware = HardwareAddress(at->Address),
                    }
                );
            }
            return found.ToImmutable();
        }
        finally
        {
            FreeInterfaceAddresses(first);
        }
    }

    /// <summary>
    /// netdevice(7), SIOCGIFMTU: the largest packet of a network interface in bytes, or null.
    /// </summary>
    public static long? Mtu(string card)
    {
        // struct ifreq: 16 bytes of name, then a union of 24.
        var request = stackalloc byte[40];
        var name = System.Text.Encoding.UTF8.GetBytes(card);
        if (name.Length > 15)
        {
            return null;
        }
        new Span<byte>(request, 40).Clear();
        name.CopyTo(new Span<byte>(request, name.Length));
        var socket = Socket(InterNetwork, DatagramCloseOnExec, 0);
        if (socket < 0)
        {
            return null;
        }
        var answer = Control(socket, GetMtu, request);
        Close(socket);
        return answer == 0 ? *(int*)(request + 16) : null;
    }

    private static IPAddress? InternetAddress(byte* address)
    {
        if (address is null)
        {
            return null;
        }
        return *(ushort*)address switch
        {
            InterNetwork => new IPAddress(new ReadOnlySpan<byte>(address + 4, 4)),
            InterNetwork6 => new IPAddress(new ReadOnlySpan<byte>(address + 8, 16)),
            _ => null,
        };
    }

    /// <summary>packet(7): the length stands in byte 11, the address after it.</summary>
    private static byte[]? HardwareAddress(byte* address) =>
        address is not null && *(ushort*)address == Packet && address[11] > 0
            ? new ReadOnlySpan<byte>(address + 12, Math.Min((int)address[11], 8)).ToArray()
            : null;

    [LibraryImport(Library, EntryPoint = "uname", SetLastError = true)]
    private static partial int Uname(byte* buffer);

    [LibraryImport(
        Library,
        EntryPoint = "statfs",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Custom,
        StringMarshallingCustomType = typeof(UnixTextMarshaller)
    )]
    private static partial int Statfs(string path, StatfsBuffer* buffer);

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, byte* argument);

    [LibraryImport(Library, EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport(Library, EntryPoint = "getifaddrs", SetLastError = true)]
    private static partial int GetInterfaceAddresses(InterfaceAddress** first);

    [LibraryImport(Library, EntryPoint = "freeifaddrs")]
    private static partial void FreeInterfaceAddresses(InterfaceAddress* first);

    /// <summary><c>struct ifaddrs</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct InterfaceAddress
    {
        public InterfaceAddress* Next;
        public byte* Name;
        public uint Flags;
        public byte* Address;
        public byte* Mask;
    }

    /// <summary><c>struct statfs</c> of machines with 64 bits.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct StatfsBuffer
    {
        public long Type;
        public long BlockSize;
        public ulong Blocks;
        public ulong BlocksFree;
        public ulong BlocksAvailable;
        public ulong Files;
        public ulong FilesFree;
        public long Identifier;
        public long NameLength;
        public long FragmentSize;
        public fixed long Rest[8];
    }
}
