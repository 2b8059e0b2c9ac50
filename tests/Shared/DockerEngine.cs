using System.Diagnostics;

namespace Bunraku.Tests;

/// <summary>
/// A Docker engine of the test's own: socket and data in a temporary folder, no bridge and no firewall rules,
/// so that it disturbs nothing else on the machine. Needs root.
/// </summary>
internal sealed class DockerEngine : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bunraku-docker-").FullName;
    private readonly Daemon daemon;

    public DockerEngine(string storageDriver = "overlay2")
    {
        daemon = new Daemon(
            "dockerd",
            [
                "--host",
                Host,
                "--data-root",
                Path.Combine(folder, "data"),
                "--exec-root",
                Path.Combine(folder, "exec"),
                "--pidfile",
                Path.Combine(folder, "pid"),
                "--storage-driver",
                storageDriver,
                "--iptables=false",
                "--ip6tables=false",
                "--bridge=none",
            ],
            Answers
        );
    }

    /// <summary>What <c>DOCKER_HOST</c> would say.</summary>
    public string Host => $"unix://{folder}/docker.sock";

    /// <summary>Runs a <c>docker</c> command against this engine and returns what it printed.</summary>
    public string Docker(params IEnumerable<string> arguments) =>
        RealProgram.Run("docker", ["--host", Host, .. arguments]);

    public void Dispose()
    {
        daemon.Dispose();
        foreach (var mount in Mounts())
        {
            RealProgram.Run("umount", "--lazy", mount);
        }
        Directory.Delete(folder, recursive: true);
    }

    private IEnumerable<string> Mounts() =>
        File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' ')[1])
            .Where(mount => mount.StartsWith(folder, StringComparison.Ordinal))
            .Reverse()
            .ToList();

    private bool Answers()
    {
        using var process = Process.Start(
            new ProcessStartInfo("docker", ["--host", Host, "version"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
