using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>Mistakes in a site are told before anything is built, and not to root alone.</summary>
public sealed class MistakeTests
{
    [Fact]
    public void Wrong_YAML_is_shown_where_it_is()
    {
        using var home = new Home();
        var site = home.Site("mistake/yaml", "");
        File.WriteAllText(Path.Combine(site, "bunraku.yaml"), "images:\n  web: [one,\n");
        home.Try("build", site).ExpectFailure("invalid-yaml", "bunraku.yaml:", "^");
    }

    [Fact]
    public void A_misspelt_key_of_the_site_is_answered_with_the_right_one()
    {
        using var home = new Home();
        var site = home.Site("mistake/key", "");
        File.WriteAllText(Path.Combine(site, "bunraku.yaml"), "images:\n  web: { form: scratch }\n");
        home.Try("build", site).ExpectFailure("unknown-key", "bunraku.yaml:2:", "did you mean `from`");
    }

    [Fact]
    public void Mistakes_of_the_manifest_are_told_together()
    {
        using var home = new Home();
        var site = home.Site(
            "mistake/syntax",
            "file { '/a' content => 'x' }\n$b = \nclass c { \n",
            "scratch"
        );
        home.Try("build", site).ExpectFailure("syntax-error", "site.pp:1:");
    }

    [Fact]
    public void An_image_with_nothing_to_run_is_refused()
    {
        using var home = new Home();
        var site = home.Site("mistake/idle", "");
        File.WriteAllText(
            Path.Combine(site, "bunraku.yaml"),
            "manifest: site.pp\nimages:\n  mistake/idle: { from: scratch }\n"
        );
        home.Try("build", site).ExpectFailure("no-process", "mistake/idle");
    }

    [Fact]
    public void A_cache_that_cannot_be_made_is_told_in_the_words_of_the_system()
    {
        using var home = new Home();
        var site = home.Site("mistake/cache", "", "scratch");
        File.WriteAllText(home["cache"], "");
        home.Try("build", site).ExpectFailure("world-failed", home["cache"]);
    }
}
