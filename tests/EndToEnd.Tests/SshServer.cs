using System.Net.Sockets;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// Debian's sshd on loopback, with keys of its own; who logs in finds home, cache and state in a temporary
/// folder. Needs root.
/// </summary>
internal sealed class SshServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bunraku-ssh-").FullName;
    private readonly Daemon daemon;

    /// <param name="programs">A folder of programs that those who log in find first.</param>
    public SshServer(string? programs = null)
    {
        Port = FreePort.Next();
        foreach (var key in (string[])["host", "user"])
        {
            RealProgram.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", this[key]);
        }
        var path = $"{(programs is null ? "" : programs + ":")}/usr/sbin:/usr/bin:/sbin:/bin";
        File.WriteAllText(
            this["sshd_config"],
            $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {this["host"]}
            AuthorizedKeysFile {this["user.pub"]}
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin prohibit-password
            Subsystem sftp internal-sftp
            SetEnv HOME={folder} XDG_CACHE_HOME={this["cache"]} XDG_STATE_HOME={this["state"]} PATH={path}

            """
        );
        File.WriteAllText(
            this["ssh_config"],
            $"""
            Host *
              Port {Port}
              IdentityFile {this["user"]}
              UserKnownHostsFile /dev/null
              StrictHostKeyChecking no
              LogLevel ERROR

            """
        );
        // It wants a folder in /run: a /run of its own, seen by nobody else.
        var command =
            $"mount -t tmpfs none /run && mkdir /run/sshd && exec /usr/sbin/sshd -D -e -f {this["sshd_config"]}";
        daemon = new Daemon("unshare", ["--mount", "sh", "-c", command], Answers);
    }

    public int Port { get; }

    /// <summary>The client with what it needs to log in.</summary>
    public string Client => $"ssh -F {this["ssh_config"]}";

    public string this[string name] => Path.Combine(folder, name);

    public void Dispose()
    {
        daemon.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
