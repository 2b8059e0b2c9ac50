using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bunraku.Apply.Tests;

/// <summary>A web server of a few lines on the loopback address.</summary>
/// <param name="answer">The status line, the headers and the body for a request's first line, headers, body.</param>
internal sealed class SmallWeb : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, ILookup<string, string>, string, string> answer;

    public SmallWeb(Func<string, ILookup<string, string>, string, string> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address => $"http://{listener.LocalEndpoint}";

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync();
                await AnswerAsync(connection.GetStream());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        if (await reader.ReadLineAsync() is not { } first)
        {
            return;
        }
        var headers = new List<(string Name, string Value)>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var end = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add((line[..end].ToLowerInvariant(), line[(end + 1)..].Trim()));
        }
        var known = headers.ToLookup(header => header.Name, header => header.Value);
        var body = new char[int.TryParse(known["content-length"].FirstOrDefault(), out var size) ? size : 0];
        // Even of no characters at all it would wait for the first.
        if (body.Length > 0)
        {
            await reader.ReadBlockAsync(body);
        }
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer(first, known, new string(body))));
    }
}
