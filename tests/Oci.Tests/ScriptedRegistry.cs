using System.Globalization;
using System.Net;
using System.Text;
using Bunraku.Tests;

namespace Bunraku.Oci.Tests;

/// <summary>
/// A registry that answers by script: blocks of <c>METHOD PATH STATUS</c>, header lines, and <c>= BODY</c>,
/// each used in order for its method and path, the last one again and again. The body <c>stall</c> never
/// comes; what is not in the script is 404.
/// </summary>
internal sealed class ScriptedRegistry : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly List<Answer> answers = [];
    private readonly StringBuilder requests = new();
    private readonly Task serving;
    private readonly CancellationTokenSource stop = new();

    public ScriptedRegistry(string script)
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Next()}");
        foreach (var block in script.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            answers.Add(Answer.Parse(block.TrimEnd('\n').Split('\n'), Address));
        }
        listener.Prefixes.Add($"http://{Address}/");
        listener.Start();
        serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>What was asked, in order.</summary>
    public string Requests
    {
        get
        {
            lock (requests)
            {
                return requests.ToString().Replace(Address, "REGISTRY", StringComparison.Ordinal);
            }
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Close();
        serving.GetAwaiter().GetResult();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        var authorization = request.Headers["Authorization"] is { } shown ? $" [{shown}]" : "";
        var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        var range = request.Headers["Content-Range"] is { } part ? $" {part}" : "";
        lock (requests)
        {
            requests.Append($"{request.HttpMethod} {request.RawUrl}{range}{authorization}\n");
        }
        var answer = Take(request.HttpMethod, request.RawUrl!);
        context.Response.StatusCode = answer?.Status ?? 404;
        foreach (var (name, value) in answer?.Headers ?? [])
        {
            context.Response.AddHeader(name, value);
        }
        var content = Encoding.UTF8.GetBytes(answer?.Body ?? "");
        if (answer?.Body == "stall")
        {
            context.Response.ContentLength64 = 100;
            await context.Response.OutputStream.FlushAsync();
            await Task.Delay(Timeout.Infinite, stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Response.Abort();
            return;
        }
        if (request.HttpMethod != "HEAD")
        {
            context.Response.ContentLength64 = content.Length;
            await context.Response.OutputStream.WriteAsync(content);
        }
        context.Response.Close();
    }

    private Answer? Take(string method, string path)
    {
        var found = answers.FindAll(answer =>
            answer.Method == method && Uri.UnescapeDataString(answer.Path) == Uri.UnescapeDataString(path)
        );
        if (found.Count > 1)
        {
            answers.Remove(found[0]);
        }
        return found.Count > 0 ? found[0] : null;
    }

    private sealed record Answer(
        string Method,
        string Path,
        int Status,
        List<(string Name, string Value)> Headers,
        string Body
    )
    {
        public static Answer Parse(string[] lines, string address)
        {
            var words = lines[0].Split(' ');
            var headers = lines
                .Skip(1)
                .Where(line => !line.StartsWith("= ", StringComparison.Ordinal))
                .Select(line => line.Replace("REGISTRY", address, StringComparison.Ordinal).Split(": ", 2))
                .Select(pair => (pair[0], pair[1]))
                .ToList();
            var body = lines.FirstOrDefault(line => line.StartsWith("= ", StringComparison.Ordinal)) ?? "= ";
            return new Answer(
                words[0],
                words[1],
                int.Parse(words[2], CultureInfo.InvariantCulture),
                headers,
                body[2..]
            );
        }
    }
}
