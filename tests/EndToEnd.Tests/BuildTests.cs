using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>What a build makes anew, and what it does not.</summary>
[Collection(Stories.Name)]
public sealed class BuildTests(Website website)
{
    [RootFact]
    public void A_second_build_reuses_everything_and_says_so()
    {
        var again = website.Home.Build(Website.Site);
        Assert.Equal([Website.Cachier, Website.Database, Website.WebServer], again.Keys.Order());
        Assert.All(again.Values, image => Assert.All(image.Layers, layer => Assert.True(layer.IsReused)));
        Assert.All(again.Values, image => Assert.Equal(website.Images[image.Name].Digest, image.Digest));
        Assert.Contains(
            "nothing has changed",
            website.Home.Run("build", Website.Site),
            StringComparison.Ordinal
        );
    }

    [RootFact]
    public void One_changed_Hiera_value_changes_one_layer()
    {
        var site = website.Copy("changed");
        var data = Path.Combine(site, "hieradata/container/website.yaml");
        File.WriteAllText(
            data,
            File.ReadAllText(data).Replace(Website.Greeting, "Good night", StringComparison.Ordinal)
        );
        var changed = website.Home.Build(site, "changed/webserver")["changed/webserver"];
        var before = Digests(website.Images[Website.WebServer]);
        var after = Digests(changed);
        Assert.Equal(before.Count, after.Count);
        Assert.Single(after.Except(before));
        Assert.Single(changed.Layers, layer => !layer.IsReused);
    }

    [RootFact]
    public void The_older_Hiera_format_gives_the_same_layers()
    {
        var site = website.Copy("older");
        var built = website.Home.Build(
            site,
            "older/webserver",
            "older/database",
            "--hiera-config",
            "hiera3.yaml"
        );
        Assert.Equal(Digests(website.Images[Website.WebServer]), Digests(built["older/webserver"]));
        Assert.Equal(Digests(website.Images[Website.Database]), Digests(built["older/database"]));
    }

    [RootFact]
    public void Layers_made_anew_elsewhere_have_the_same_digests()
    {
        using var elsewhere = new Home();
        var built = elsewhere.Build(Website.Site, Website.WebServer)[Website.WebServer];
        Assert.Equal(website.Images[Website.WebServer].Digest, built.Digest);
    }

    private static List<string> Digests(BuiltImage image) => [.. image.Layers.Select(layer => layer.Digest)];
}
