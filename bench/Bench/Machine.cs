using System.Globalization;
using System.Runtime.InteropServices;

namespace Bunraku.Bench;

/// <summary>Where the figures were seen, in one line: figures of different machines do not compare.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var processor =
            Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {Environment.ProcessorCount} × {processor}, {memory:0} GiB, {RuntimeInformation.OSDescription}; \
                Puppet {Version("puppet", "--version")}, Docker {Version(
                    "docker",
                    "version",
                    "--format",
                    "{{.Client.Version}}"
                )}; \
                load before the first run {load}
                """
            )
            .Replace("\\\n", "", StringComparison.Ordinal);
    }

    private static string? Field(string file, string name) =>
        File.ReadLines(file)
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?.Split(':')[^1]
            .Trim();

    /// <summary>The Docker client knows its version without an engine, but then ends with an error.</summary>
    private static string Version(string program, params string[] arguments) =>
        new Command(program, arguments) { ExitCodes = [0, 1] }
            .Run()
            .Trim();
}
