using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Bunraku.Apply;
using Bunraku.Text;

namespace Bunraku.Images;

/// <summary>
/// A network for one sandbox, made by slirp4netns(1) in user space: a way out, a resolver, and ports of this
/// machine that lead in. It needs no root and changes nothing of the machine's own network.
/// </summary>
internal sealed class UserNetwork : IDisposable
{
    private const string Tool = "slirp4netns";
    private const string GuestAddress = "10.0.2.100";
    private const string Resolver = "nameserver 10.0.2.3\n";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);
    private readonly ImmutableArray<PublishedPort> ports;
    private readonly string socketPath;
    private Process? process;
    private string said = "";

    public UserNetwork(ImmutableArray<PublishedPort> ports, string folder)
    {
        this.ports = ports;
        socketPath = Path.Combine(folder, "network.socket");
        ResolverFile = Path.Combine(folder, "resolv.conf");
        File.WriteAllText(ResolverFile, Resolver);
    }

    /// <summary>What the sandbox shall have as <c>/etc/resolv.conf</c>.</summary>
    public string ResolverFile { get; }

    /// <summary>Connects the network namespace of a process, and opens the ports.</summary>
    public void Connect(int pid)
    {
        try
        {
            process = Process.Start(Describe(pid))!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new DiagnosticException(ImagesDiagnostics.ToolMissing(Tool, Tool));
        }
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Reach().Dispose();
        foreach (var port in ports)
        {
            Open(port);
        }
    }

    private ProcessStartInfo Describe(int pid)
    {
        var start = new ProcessStartInfo(Tool)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in (ReadOnlySpan<string>)["--configure", "--mtu=65520", "--disable-host-loopback"])
        {
            start.ArgumentList.Add(word);
        }
        if (PrivateMounts.IsMapped)
        {
            // The network belongs to the sandbox's own user namespace, which is inside ours.
            start.ArgumentList.Add($"--userns-path=/proc/{pid}/ns/user");
        }
        start.ArgumentList.Add("--api-socket");
        start.ArgumentList.Add(socketPath);
        start.ArgumentList.Add(pid.ToString(System.Globalization.CultureInfo.InvariantCulture));
        start.ArgumentList.Add("tap0");
        return start;
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }
        process?.Dispose();
    }

    /// <summary>
    /// Its last words, for when it gives up; reading them also keeps its pipes from filling.
    /// </summary>
    private void Keep(string? line) => said = line ?? said;

    /// <summary>A connection to its socket, as soon as it listens there.</summary>
    private Socket Reach()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(socketPath));
                return socket;
            }
            catch (SocketException) when (!process!.HasExited && clock.Elapsed < StartLimit)
            {
                socket.Dispose();
                Thread.Sleep(2);
            }
            catch (SocketException)
            {
                socket.Dispose();
                if (process!.HasExited)
                {
                    // Its last words may still be in the pipes.
                    process.WaitForExit();
                }
                throw new DiagnosticException(ImagesDiagnostics.NetworkFailed(Tool, said));
            }
        }
    }

    /// <summary>slirp4netns(1), API socket: one JSON request a connection.</summary>
    private void Open(PublishedPort port)
    {
        var request = new JsonObject
        {
            ["execute"] = "add_hostfwd",
            ["arguments"] = new JsonObject
            {
                ["proto"] = "tcp",
                ["host_addr"] = port.Address,
                ["host_port"] = port.HostPort,
                ["guest_addr"] = GuestAddress,
                ["guest_port"] = port.ContainerPort,
            },
        };
        using var socket = Reach();
        socket.Send(Encoding.UTF8.GetBytes(request.ToJsonString()));
        socket.Shutdown(SocketShutdown.Send);
        var buffer = new byte[4096];
        var length = socket.Receive(buffer);
        if (length == 0)
        {
            throw new DiagnosticException(ImagesDiagnostics.NetworkFailed(Tool, said));
        }
        if (JsonNode.Parse(buffer.AsSpan(0, length))?["error"] is not null)
        {
            throw new DiagnosticException(ImagesDiagnostics.PortTaken(port));
        }
    }
}
