using System.Net;
using System.Net.Sockets;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>
/// Connections that Ruby code of this machine makes, by their numbers; for a host that is none there are no
/// others to reach.
/// </summary>
internal sealed class RubySockets(RubyWorld world)
{
    private const int Chunk = 16 * 1024;
    private readonly Dictionary<long, Socket> open = [];
    private long last;

    public static void Define(RubyWorld world)
    {
        var door = new HostDoor(world);
        var sockets = new RubySockets(world);
        door.On(
            "socket_open",
            3,
            a => sockets.Open(Text(a[0]), a[1] as long?, a[2] is Nil ? null : Convert.ToDouble(a[2]))
        );
        door.Do("socket_write", 2, a => sockets.Write((long)a[0], RubyValues.Bytes((RubyString)a[1])));
        door.On("socket_read", 1, a => sockets.Read((long)a[0]));
        door.Do("socket_finish", 1, a => sockets.open[(long)a[0]].Shutdown(SocketShutdown.Send));
        door.Do("socket_close", 1, a => sockets.Close((long)a[0]));
        door.On(
            "addresses",
            1,
            a =>
                world.Ruby.Array([
                    .. sockets.Addresses(Text(a[0])).Select(one => (object)world.Ruby.String(one)),
                ])
        );
    }

    private static string Text(object value) => ((RubyString)value).Text;

    /// <summary>To a port, or to a socket that is a file.</summary>
    private long Open(string address, long? port, double? seconds)
    {
        CheckReach(address);
        return Reached(() =>
        {
            var patience = seconds is { } some ? TimeSpan.FromSeconds(some) : world.Ruby.Remaining;
            using var patient = new CancellationTokenSource(patience ?? Timeout.InfiniteTimeSpan);
            EndPoint target = port is { } number
                ? new IPEndPoint(IPAddress.Parse(address), (int)number)
                : new UnixDomainSocketEndPoint(address);
            var socket = new Socket(
                target.AddressFamily,
                SocketType.Stream,
                port is null ? ProtocolType.Unspecified : ProtocolType.Tcp
            );
            try
            {
                socket.ConnectAsync(target, patient.Token).AsTask().GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                throw new SocketException((int)SocketError.TimedOut);
            }
            open[++last] = socket;
            return last;
        });
    }

    private void Write(long number, byte[] bytes) =>
        Reached(() =>
        {
            for (var sent = 0; sent < bytes.Length; )
            {
                sent += open[number].Send(bytes.AsSpan(sent));
            }
            return true;
        });

    /// <summary>What has come, or nil when no more will.</summary>
    private object Read(long number)
    {
        var buffer = new byte[Chunk];
        var count = Reached(() =>
        {
            var socket = open[number];
            socket.ReceiveTimeout = world.Ruby.Remaining is { } left
                ? Math.Max(1, (int)left.TotalMilliseconds)
                : 0;
            return socket.Receive(buffer);
        });
        return count == 0 ? Nil.Value : HostDoorFiles.Binary(world.Ruby, buffer[..count]);
    }

    private void Close(long number)
    {
        if (open.Remove(number, out var socket))
        {
            socket.Dispose();
        }
    }

    private IEnumerable<string> Addresses(string name)
    {
        CheckReach(name);
        try
        {
            return world.Ruby.Outside(() => Dns.GetHostAddresses(name)).Select(one => one.ToString());
        }
        catch (SocketException)
        {
            throw world.Ruby.Fault("SocketError", "getaddrinfo: Name or service not known");
        }
    }

    private void CheckReach(string target)
    {
        if (world.Host.Stage != Stage.Host || !world.Host.RunsPrograms)
        {
            throw world.Ruby.Fault("SecurityError", $"the network is not to be reached from here ({target})");
        }
    }

    private T Reached<T>(Func<T> act)
    {
        try
        {
            return world.Ruby.Outside(act);
        }
        catch (SocketException failure)
        {
            world.Ruby.CheckDeadlines();
            throw world.Ruby.Fault(ErrorOf(failure.SocketErrorCode), "");
        }
    }

    private static string ErrorOf(SocketError error) =>
        error switch
        {
            SocketError.ConnectionRefused => "Errno::ECONNREFUSED",
            SocketError.ConnectionReset => "Errno::ECONNRESET",
            SocketError.HostUnreachable => "Errno::EHOSTUNREACH",
            SocketError.NetworkUnreachable => "Errno::ENETUNREACH",
            SocketError.AddressNotAvailable => "Errno::ENOENT",
            SocketError.AccessDenied => "Errno::EACCES",
            SocketError.Shutdown => "Errno::EPIPE",
            SocketError.TimedOut => "Errno::ETIMEDOUT",
            _ => "IOError",
        };
}
