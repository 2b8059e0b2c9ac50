using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary>
/// The machine's system log (RFC 3164, by the socket of syslog(3)); lost when nobody listens.
/// </summary>
internal sealed class SyslogConnection : IDisposable
{
    private const string Place = "/dev/log";
    private const int Daemon = 3 << 3;

    private readonly Socket? socket = Connect();

    public void Write(Log line)
    {
        foreach (var part in line.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var source = line.Source == "Puppet" ? "" : $"({line.Source}) ";
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"<{Daemon | Severity(line.Level)}>{line.Time:MMM} {line.Time.Day, 2} {line.Time:HH:mm:ss} puppet-user[{Environment.ProcessId}]: {source}{part}"
            );
            try
            {
                socket?.Send(Encoding.UTF8.GetBytes(text));
            }
            catch (SocketException)
            {
                // syslog(3) loses lines too.
            }
        }
    }

    public void Dispose() => socket?.Dispose();

    private static Socket? Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(Place));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static int Severity(LogLevel level) =>
        level switch
        {
            LogLevel.Debug => 7,
            LogLevel.Info => 6,
            LogLevel.Notice => 5,
            LogLevel.Warning => 4,
            LogLevel.Err => 3,
            LogLevel.Crit => 2,
            LogLevel.Alert => 1,
            _ => 0,
        };
}
