using System.Runtime.InteropServices;

namespace Bunraku.Apply;

/// <summary>The processor this executable was made for, in the words of the kernel and of Debian.</summary>
internal static class Machine
{
    public static string Hardware =>
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x86_64",
            Architecture.Arm64 => "aarch64",
            var other => other.ToString().ToLowerInvariant(),
        };

    /// <summary>facter: Debian's name on Debian's family, the kernel's elsewhere.</summary>
    public static string DebianArchitecture(string family) =>
        (family, RuntimeInformation.ProcessArchitecture) switch
        {
            ("Debian", Architecture.X64) => "amd64",
            ("Debian", Architecture.Arm64) => "arm64",
            _ => Hardware,
        };
}
