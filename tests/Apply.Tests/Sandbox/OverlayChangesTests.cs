namespace Bunraku.Apply.Tests;

/// <summary>
/// Holds for root and for an ordinary user: <see cref="OrdinaryUserTests"/> runs it as one.
/// </summary>
public sealed class OverlayChangesTests
{
    [Fact]
    public void A_folder_made_anew_hides_what_it_held()
    {
        using var root = new BusyboxRoot();
        Directory.CreateDirectory(root["lower/data"]);
        File.WriteAllText(root["lower/data/old"], "");

        Sandbox.Run(root.Shell("rm -r /data && mkdir /data && echo 1 > /data/old && echo 2 > /data/other"));
        var changes = OverlayChanges.Read(root.Upper, [root.Lower]);

        Assert.Equal(
            ["M/data", "A/data/old", "A/data/other"],
            changes.Select(c => c.Kind.ToString()[0] + c.Path)
        );
        Assert.True(changes[0].IsOpaque);
    }

    [Fact]
    public void Two_names_of_one_file_are_told_as_such()
    {
        using var root = new BusyboxRoot();

        Sandbox.Run(root.Shell("echo 1 > /b; ln /b /a; ln /b /c"));
        var changes = OverlayChanges.Read(root.Upper, [root.Lower]);

        Assert.Equal([null, "/a", "/a"], changes.Select(change => change.HardLinkOf));
    }

    [Fact]
    public void A_layer_that_was_an_upper_deletes_for_those_above()
    {
        using var root = new BusyboxRoot();
        File.WriteAllText(root["lower/one"], "");
        Sandbox.Run(root.Shell("rm /one"));
        Directory.CreateDirectory(root["upper2"]);
        Directory.CreateDirectory(root["work2"]);
        var second = new OverlayRoot(root.Upper, root.Lower)
        {
            Upper = new OverlayUpper(root["upper2"], root["work2"]),
        };

        var result = Sandbox.Run(root.Shell("test ! -e /one && echo 2 > /one") with { Root = second });

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        var change = Assert.Single(OverlayChanges.Read(root["upper2"], [root.Upper, root.Lower]));
        Assert.Equal(("/one", ChangeKind.Added), (change.Path, change.Kind));
    }
}
