using System.Text.Json;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>Other programs for images take ours as they are.</summary>
[Collection(Stories.Name)]
public sealed class OtherProgramTests(Website website)
{
    [RootFact]
    public void Skopeo_and_umoci_read_and_unpack_every_image()
    {
        foreach (var (name, image) in website.Images)
        {
            var layout = website.Home["layout-" + name.Replace('/', '-')];
            website.Home.Run("push", name, $"oci:{layout}:latest");
            var inspected = JsonDocument.Parse(RealProgram.Run("skopeo", "inspect", $"oci:{layout}:latest"));
            Assert.Equal(image.Digest, inspected.RootElement.GetProperty("Digest").GetString());
            var bundle = layout + "-bundle";
            RealProgram.Run("umoci", "unpack", "--image", $"{layout}:latest", bundle);
            Assert.Equal("Etc/UTC\n", File.ReadAllText(Path.Combine(bundle, "rootfs/etc/timezone")));
        }
    }

    [RootTheory]
    [InlineData(Website.WebServer, 80, "/", "<h1>" + Website.Greeting + "</h1>")]
    [InlineData(Website.Cachier, 3142, "/acng-report.html", "Apt-Cacher NG")]
    public void Docker_runs_what_serves_pages(string image, int port, string path, string expected)
    {
        using var engine = new DockerEngine();
        using var container = new Container(engine, website.Home, image);
        // The images have no HTTP client; Perl is in every Debian.
        var ask =
            $"use IO::Socket::INET; my $s = IO::Socket::INET->new('127.0.0.1:{port}') or exit 1; "
            + $"print $s \"GET {path} HTTP/1.0\\r\\n\\r\\n\"; print while <$s>;";
        Assert.Contains(expected, container.Execute("perl", "-e", ask), StringComparison.Ordinal);
    }

    [RootFact]
    public void Docker_runs_the_database()
    {
        using var engine = new DockerEngine();
        using var container = new Container(engine, website.Home, Website.Database);
        Assert.Equal(
            "theatre\n",
            container.Execute(
                "mariadb",
                "--host=127.0.0.1",
                "--user=puppeteer",
                "--password=three-hands",
                "--skip-column-names",
                "--execute=SHOW DATABASES LIKE 'theatre'"
            )
        );
    }

    [RootFact]
    public void A_pushed_image_comes_back_with_the_same_digest()
    {
        using var registry = new DockerRegistry();
        using var elsewhere = new Home();
        var place = $"{registry.Address}/theatre/webserver:1";
        website.Home.Run("push", Website.WebServer, place);
        elsewhere.Run("pull", place, Website.WebServer);
        Assert.Equal(website.Images[Website.WebServer].Digest, elsewhere.DigestOf(Website.WebServer));
    }

    [RootFact]
    public void A_registry_that_wants_a_login_refuses_and_is_named()
    {
        using var registry = new DockerRegistry(needsLogin: true);
        website
            .Home.Try("push", Website.WebServer, $"{registry.Address}/theatre/webserver:1")
            .ExpectFailure("registry-refused", registry.Address);
    }
}
