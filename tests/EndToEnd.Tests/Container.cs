using System.Diagnostics;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// One of our images as a running container of a Docker engine, without a network but loopback.
/// </summary>
internal sealed class Container : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DockerEngine engine;
    private readonly string id;

    public Container(DockerEngine engine, Home home, string image)
    {
        this.engine = engine;
        var archive = home[image.Replace('/', '-') + ".tar"];
        home.Run("push", image, $"docker-archive:{archive}:{image}");
        engine.Docker("load", "--input", archive);
        File.Delete(archive);
        id = engine.Docker("run", "--detach", "--network", "none", image).Trim();
    }

    /// <summary>Runs a command inside, again and again until its service answers.</summary>
    public string Execute(params IEnumerable<string> command)
    {
        var start = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return engine.Docker(["exec", id, .. command]);
            }
            catch (InvalidOperationException failure)
            {
                if (start.Elapsed > Patience)
                {
                    Assert.Fail(failure.Message + engine.Docker("logs", id));
                }
                Thread.Sleep(200);
            }
        }
    }

    public void Dispose() => engine.Docker("rm", "--force", id);
}
