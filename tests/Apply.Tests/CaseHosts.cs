using System.Globalization;
using System.Net;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Machines as cases write them: <c>--- file /path: 0644 0:0</c>, <c>--- directory /path: …</c>,
/// <c>--- kernel: name release</c>, <c>--- address eth0: 10.0.0.5/24</c>, <c>--- hardware eth0: 02:…</c>,
/// <c>--- link /path: target</c>, <c>--- process: command line</c> (<c>--- process 3: …</c> exits with 3).
/// </summary>
internal static class CaseHosts
{
    public static ScriptedHost Read(CaseFile @case)
    {
        var stage = @case.Value("stage") is { } name ? Enum.Parse<Stage>(name, ignoreCase: true) : Stage.Host;
        var kernel = new CaseKernel();
        var host = new ScriptedHost(stage) { MachineKernel = kernel };
        foreach (var section in @case.Sections)
        {
            var words = section.Name.Split(' ');
            switch (words[0])
            {
                case "file":
                    var (mode, uid, gid) = Owner(section.Value, "0644");
                    host.AddFile(words[1], section.Body, mode, uid, gid);
                    break;
                case "directory":
                    (mode, uid, gid) = Owner(section.Value, "0755");
                    host.AddDirectory(words[1], mode, uid, gid);
                    break;
                case "link":
                    host.AddLink(words[1], section.Value);
                    break;
                case "kernel":
                    var names = section.Value.Split(' ');
                    kernel.Call(new("Linux", names[0], names[1], "#1 SMP", "x86_64"));
                    break;
                case "address":
                    var address = MaskOf(section.Value);
                    kernel.Add(
                        new(words[1])
                        {
                            Address = IPAddress.Parse(section.Value.Split('/')[0]),
                            Mask = address,
                        }
                    );
                    break;
                case "hardware":
                    kernel.Add(
                        new(words[1]) { Hardware = Convert.FromHexString(section.Value.Replace(":", "")) }
                    );
                    break;
                case "process":
                    var code = words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 0;
                    host.AddProcess(section.Value, new ProcessResult(code, section.Body, ""));
                    break;
                case "program":
                    host.AddFile(words[1], "", Convert.ToInt32("755", 8));
                    break;
            }
        }
        return host;
    }

    /// <summary>The mask of an address such as <c>10.1.2.3/8</c>.</summary>
    private static IPAddress MaskOf(string text)
    {
        var parts = text.Split('/');
        var mask = new byte[IPAddress.Parse(parts[0]).GetAddressBytes().Length];
        for (var bit = 0; bit < int.Parse(parts[1], CultureInfo.InvariantCulture); bit++)
        {
            mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }
        return new IPAddress(mask);
    }

    private static (int Mode, int Uid, int Gid) Owner(string text, string defaultMode)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ids = words.Length > 1 ? words[1].Split(':') : ["0", "0"];
        return (
            Convert.ToInt32(words.Length > 0 ? words[0] : defaultMode, 8),
            int.Parse(ids[0], CultureInfo.InvariantCulture),
            int.Parse(ids[1], CultureInfo.InvariantCulture)
        );
    }
}
