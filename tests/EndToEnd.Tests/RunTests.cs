using System.Globalization;
using System.Net;
using System.Net.Http;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>Images run in the sandbox, do their work, and leave nothing behind.</summary>
[Collection(Stories.Name)]
public sealed class RunTests(Website website)
{
    private const int Interrupted = 130;

    [RootFact]
    public void The_web_server_shows_the_greeting_from_Hiera()
    {
        var port = FreePort.Next();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var page = "";
        using var run = Start(
            Website.WebServer,
            port,
            80,
            () => Get(http, $"http://127.0.0.1:{port}/", out page)
        );
        Assert.Contains($"<h1>{Website.Greeting}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<li>www.example.com</li>", page, StringComparison.Ordinal);
        Assert.True(Get(http, $"http://127.0.0.1:{port}/status", out var status));
        Assert.Contains("Active connections", status, StringComparison.Ordinal);
        ExpectCleanEnd(run);
    }

    [RootFact]
    public void The_database_has_the_databases_and_users_from_Hiera()
    {
        var port = FreePort.Next();
        using var run = Start(Website.Database, port, 3306, () => Ask("SELECT 1").ExitCode == 0);
        _ = Ask("CREATE TABLE plays (name TEXT); INSERT INTO plays VALUES ('Kanadehon')").Succeeded;
        Assert.Equal("Kanadehon\n", Ask("SELECT name FROM plays").Succeeded);
        Assert.Equal(
            "utf8mb4\n",
            Ask(
                "SELECT default_character_set_name FROM information_schema.schemata WHERE schema_name = 'theatre'"
            ).Succeeded
        );
        ExpectCleanEnd(run);

        Outcome Ask(string sql) =>
            RealProgram.Try(
                "mariadb",
                [
                    "--no-defaults",
                    "--host=127.0.0.1",
                    $"--port={port}",
                    "--user=puppeteer",
                    "--password=three-hands",
                    "--skip-column-names",
                    $"--execute={sql}",
                    "theatre",
                ]
            );
    }

    [RootFact]
    public void The_package_cache_passes_on_what_the_archive_has()
    {
        var port = FreePort.Next();
        using var direct = new HttpClient();
        using var proxied = new HttpClient(
            new SocketsHttpHandler { Proxy = new WebProxy($"http://127.0.0.1:{port}") }
        );
        var release = "http://deb.debian.org/debian/dists/bookworm/InRelease";
        var seen = "";
        using var run = Start(Website.Cachier, port, 3142, () => Get(proxied, release, out seen));
        Assert.True(Get(direct, release, out var expected));
        Assert.Equal(expected, seen);
        ExpectCleanEnd(run);
    }

    private Daemon Start(string image, int outside, int inside, Func<bool> isReady) =>
        website.Home.Start(
            isReady,
            "run",
            image,
            "--publish",
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{outside}:{inside}")
        );

    private void ExpectCleanEnd(Daemon run)
    {
        var footprint = Footprint.Of(run.Id);
        Assert.True(footprint.ProcessCount > 1);
        Assert.Equal(Interrupted, run.End(Daemon.Interrupt));
        footprint.ExpectNothingLeft(website.Home.Folder);
    }

    private static bool Get(HttpClient http, string address, out string text)
    {
        text = "";
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var answer = http.Send(request);
            text = answer.Content.ReadAsStringAsync().Result;
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
