using System.Globalization;
using System.Text;
using Bunraku.Oci;
using Bunraku.Tests;
using Bunraku.Unix;

namespace Bunraku.Images.Tests;

/// <summary>Whiteouts and owners need root; the tests work on folders of their own.</summary>
public sealed class LayerPackerTests : IDisposable
{
    private static readonly UnixTime Latest = new(1_000_000_000);
    private readonly TemporaryFolder folder = new();
    private readonly BlobStore store;

    public LayerPackerTests()
    {
        store = ImageLayout.OpenOrCreate(folder["store"]).Blobs;
        Directory.CreateDirectory(folder["upper/etc"]);
    }

    public void Dispose() => folder.Dispose();

    [RootFact]
    public void An_overlays_upper_directory_becomes_a_layer()
    {
        File.WriteAllText(folder["upper/etc/motd"], "hello");
        RealProgram.Run("ln", folder["upper/etc/motd"], folder["upper/etc/twin"]);
        RealProgram.Run("chown", "33:44", folder["upper/etc/motd"]);
        RealProgram.Run("chmod", "640", folder["upper/etc/motd"]);
        RealProgram.Run("mknod", folder["upper/etc/gone"], "c", "0", "0");
        Directory.CreateDirectory(folder["upper/srv"]);
        using (var root = RootDirectory.Open(folder["upper"]))
        {
            root.SetExtendedAttribute("/srv", "trusted.overlay.opaque", "y"u8);
        }
        File.CreateSymbolicLink(folder["upper/srv/link"], "../etc/motd");
        Assert.Equal(
            """
            Directory etc 755 0:0
            File etc/.wh.gone 0 0:0
            File etc/motd 640 33:44
            HardLink etc/twin 640 33:44 -> etc/motd
            Directory srv 755 0:0
            File srv/.wh..wh..opq 0 0:0
            Symlink srv/link 777 0:0 -> ../etc/motd

            """,
            Print(Pack(_ => false)!)
        );
    }

    [Fact]
    public void Times_are_clamped_and_the_same_folder_gives_the_same_layer()
    {
        File.WriteAllText(folder["upper/etc/new"], "new");
        File.WriteAllText(folder["upper/etc/old"], "old");
        File.SetLastWriteTimeUtc(folder["upper/etc/old"], DateTime.UnixEpoch.AddSeconds(12));
        var first = Pack(_ => false)!;
        File.SetLastWriteTimeUtc(folder["upper/etc/new"], DateTime.UnixEpoch.AddSeconds(1_500_000_000));
        var second = Pack(_ => false)!;
        Assert.Equal(first.Descriptor.Digest, second.Descriptor.Digest);
        var times = Entries(second).ToDictionary(entry => entry.Path, entry => entry.Modified.Seconds);
        Assert.Equal((1_000_000_000, 12), (times["etc/new"], times["etc/old"]));
    }

    [Fact]
    public void What_is_left_out_takes_along_what_lies_below_it()
    {
        Directory.CreateDirectory(folder["upper/var/cache/deep"]);
        File.WriteAllText(folder["upper/var/cache/deep/file"], "");
        File.WriteAllText(folder["upper/var/cache-not"], "");
        bool IsLeftOut(DirectoryEntry entry) => entry.Path == "/var/cache";
        Assert.Equal(["etc", "var", "var/cache-not"], Entries(Pack(IsLeftOut)!).Select(entry => entry.Path));
        LayerPacker.RemoveLeftOut(folder["upper"], IsLeftOut);
        Assert.False(Directory.Exists(folder["upper/var/cache"]));
        Assert.True(File.Exists(folder["upper/var/cache-not"]));
    }

    [Fact]
    public void Nothing_makes_no_layer() => Assert.Null(Pack(_ => true));

    private Layer? Pack(Func<DirectoryEntry, bool> isLeftOut) =>
        LayerPacker.Pack(folder["upper"], store, Latest, isLeftOut);

    private List<TarEntry> Entries(Layer layer)
    {
        using var reader = LayerReader.Open(store, layer.Descriptor);
        var tar = new TarReader(reader.Tar);
        var entries = new List<TarEntry>();
        while (tar.Next() is { } entry)
        {
            entries.Add(entry);
        }
        return entries;
    }

    private string Print(Layer layer)
    {
        var text = new StringBuilder();
        foreach (var entry in Entries(layer))
        {
            var mode = Convert.ToString(entry.Permissions, 8);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{entry.Kind} {entry.Path} {mode} {entry.Uid}:{entry.Gid}"
            );
            text.Append(entry.LinkTarget.Length > 0 ? $" -> {entry.LinkTarget}\n" : "\n");
        }
        return text.ToString();
    }
}
