using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>Builds that fail, are killed or meet each other: store and earlier tags stay whole.</summary>
[Collection(Stories.Name)]
public sealed class TroubleTests(Website website)
{
    private Home Home => website.Home;

    [RootFact]
    public void A_failing_exec_shows_its_output_keeps_the_earlier_tag_and_can_be_looked_at()
    {
        var good = "file { '/etc/stage': content => \"set\\n\" }\n";
        var site = Home.Site("trouble/exec", good);
        Home.Build(site);
        var before = Home.DigestOf("trouble/exec");
        Home.Site(
            "trouble/exec",
            good + "-> exec { '/bin/sh -c \"echo the curtain is stuck; touch /etc/half; exit 3\"': }\n"
        );
        Home.Try("build", site)
            .ExpectFailure("resource-failed", "Exec[", "the curtain is stuck", "site.pp:2", "shell --failed");
        Assert.Equal(before, Home.DigestOf("trouble/exec"));
        Assert.Equal("set\n", Home.Run("shell", "--failed", "trouble/exec", "cat", "/etc/stage"));
        Home.Run("shell", "--failed", "trouble/exec", "test", "-e", "/etc/half");

        Home.Site("trouble/exec", good);
        Home.Build(site);
        Home.Try("shell", "--failed", "trouble/exec", "true").ExpectFailure("no-failed-layer");
    }

    [RootFact]
    public void A_package_that_apt_does_not_know_is_named()
    {
        var site = Home.Site("trouble/package", "package { 'no-such-puppet-stage': ensure => installed }\n");
        Home.Try("build", site).ExpectFailure("resource-failed", "no-such-puppet-stage", "site.pp:1");
        Assert.Null(Home.DigestOf("trouble/package"));
    }

    [RootFact]
    public void Without_a_network_the_packages_are_what_fails()
    {
        var site = Home.Site("trouble/network", "package { 'sl': ensure => installed }\n");
        RealProgram
            .Try("unshare", ["--net", Product.Executable, "build", site], Home.Variables)
            .ExpectFailure("resource-failed", "Package[sl]");
        Assert.Null(Home.DigestOf("trouble/network"));
    }

    [RootFact]
    public void A_full_disk_is_told_and_later_mended()
    {
        using var home = new Home();
        var site = home.Site(
            "trouble/disk",
            "file { '/big': source => 'puppet:///modules/big/big' }\n",
            "scratch"
        );
        var files = Directory.CreateDirectory(Path.Combine(site, "modules/big/files")).FullName;
        var bytes = new byte[8 << 20];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(Path.Combine(files, "big"), bytes);
        File.AppendAllText(Path.Combine(site, "bunraku.yaml"), "modules: modules\n");
        Directory.CreateDirectory(home["data"]);
        RealProgram.Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", home["data"]);
        try
        {
            home.Try("build", site).ExpectFailure("store-failed", "No space left on device");
            Assert.Null(home.DigestOf("trouble/disk"));
            RealProgram.Run("mount", "-o", "remount,size=64m", home["data"]);
            Assert.Single(home.Build(site));
        }
        finally
        {
            RealProgram.Run("umount", home["data"]);
        }
    }

    [RootFact]
    public void A_killed_build_leaves_no_process_no_mount_and_no_half_image()
    {
        var site = Home.Site("trouble/killed", "exec { '/bin/sleep 987': }\n");
        Footprint footprint;
        using (var build = Home.Start(() => IsSleeping("987"), "build", site))
        {
            footprint = Footprint.Of(build.Id);
            build.End(Daemon.KillAtOnce);
        }
        footprint.ExpectNothingLeft(Home.Folder);
        Assert.False(IsSleeping("987"));
        Assert.Null(Home.DigestOf("trouble/killed"));
        Home.Site("trouble/killed", "exec { '/bin/true': }\n");
        Assert.Single(Home.Build(site));
    }

    [RootFact]
    public void Builds_at_once_do_not_disturb_each_other()
    {
        var left = Home.Site("trouble/left", "exec { '/bin/sh -c \"sleep 2; echo left >/etc/side\"': }\n");
        var right = Home.Site("trouble/right", "exec { '/bin/sh -c \"sleep 2; echo right >/etc/side\"': }\n");
        string[] sites = [left, right, left, right];
        var builds = sites.Select(site => Task.Run(() => Home.Build(site).Values.Single())).ToArray();
        Task.WaitAll(builds);
        Assert.Equal(builds[0].Result.Digest, builds[2].Result.Digest);
        Assert.Equal(builds[1].Result.Digest, builds[3].Result.Digest);
        Assert.Equal("left\n", Home.Run("shell", "trouble/left", "cat", "/etc/side"));
        Assert.Equal("right\n", Home.Run("shell", "trouble/right", "cat", "/etc/side"));
    }

    private static bool IsSleeping(string seconds) =>
        RealProgram.Try("pgrep", ["--full", "--exact", $"/bin/sleep {seconds}"]).ExitCode == 0;
}
