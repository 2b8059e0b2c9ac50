using System.Buffers.Binary;

namespace Bunraku.Cli;

/// <summary>
/// Which machines a program is for, in the words of <c>uname -m</c>: elf(5), <c>e_machine</c>.
/// </summary>
internal static class ElfArchitecture
{
    private const int MachineOffset = 18;

    /// <summary>Null for a file that is no such program, or one of a machine without a name here.</summary>
    public static string? Of(string path)
    {
        var head = new byte[MachineOffset + sizeof(ushort)];
        using var file = File.OpenRead(path);
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return null;
        }
        return head is not [0x7F, (byte)'E', (byte)'L', (byte)'F', ..]
            ? null
            : BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(MachineOffset)) switch
            {
                3 => "i686",
                40 => "armv7l",
                62 => "x86_64",
                183 => "aarch64",
                243 => "riscv64",
                _ => null,
            };
    }
}
