using System.IO.Compression;
using System.Text;
using Bunraku.Tests;
using Bunraku.Unix;

namespace Bunraku.Oci.Tests;

public sealed class LayerWriterTests : IDisposable
{
    private static readonly string LongPath = "etc/" + string.Concat(Enumerable.Repeat("long/", 30));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// Origin: ours. The diff ID must never change; the digest changes with the framework's compressor, and
    /// whoever sees it change writes so into the change log (docs/decisions/0011-layer-bytes.md).
    /// </summary>
    [Fact]
    public void The_same_entries_are_the_same_bytes_on_every_machine()
    {
        var layer = WriteSample();
        Assert.Equal(
            "sha256:c02e95b3e2909555725724f915ef3853f7c93632285c2d523dd298adff2fa7da",
            layer.DiffId.ToString()
        );
        Assert.Equal(
            "sha256:698988e564f234f79fd6738dec8c670216e9c505b21236b7e7f88d971660dfe6",
            layer.Descriptor.Digest.ToString()
        );
    }

    [Fact]
    public void The_diff_id_is_the_digest_of_the_uncompressed_tar()
    {
        var store = ImageLayout.OpenOrCreate(folder.Path).Blobs;
        var layer = WriteSample();
        using var blob = store.OpenRead(layer.Descriptor.Digest);
        using var tar = new GZipStream(blob, CompressionMode.Decompress);
        Assert.Equal(layer.DiffId, Digest.Of(tar));
        Assert.Equal(store.Size(layer.Descriptor.Digest), layer.Descriptor.Size);
    }

    [Fact]
    public void An_empty_layer_is_two_empty_blocks()
    {
        var store = ImageLayout.OpenOrCreate(folder.Path).Blobs;
        using var writer = LayerWriter.Create(store);
        var layer = writer.Finish();
        Assert.Equal(Digest.Of(new byte[1024]), layer.DiffId);
    }

    [Fact]
    public void Gnu_tar_lists_every_entry_as_it_was_written()
    {
        var store = ImageLayout.OpenOrCreate(folder.Path).Blobs;
        var blob = store.PathOf(WriteSample().Descriptor.Digest);
        var listing = RealProgram.Run("tar", "--utc", "--numeric-owner", "--xattrs", "-tvvzf", blob);
        Assert.Equal(
            """
            drwxr-xr-x  0/0               0 2023-11-14 22:13 etc/
            -rwsr-xr-x* 3000000/33  2288890 2001-09-09 01:46 etc/numbers
            h---------  0/0               0 1970-01-01 00:00 LONGü link to etc/numbers
            crw-rw-rw-  0/0             1,3 1970-01-01 00:00 dev-null
            ----------  0/0               0 2023-11-14 22:13 etc/.wh.gone
            ----------  0/0               0 2023-11-14 22:13 var/.wh..wh..opq

            """,
            listing.Replace(LongPath, "LONG", StringComparison.Ordinal)
        );
    }

    private Layer WriteSample()
    {
        var store = ImageLayout.OpenOrCreate(folder.Path).Blobs;
        using var writer = LayerWriter.Create(store, new UnixTime(1_700_000_000));
        writer.Add(
            new TarEntry
            {
                Path = "etc",
                Kind = TarKind.Directory,
                Permissions = 493,
                Modified = new UnixTime(1_800_000_000, 5),
            }
        );
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 400_000)));
        writer.Add(
            new TarEntry
            {
                Path = "etc/numbers",
                Kind = TarKind.File,
                Permissions = 2541,
                Uid = 3_000_000,
                Gid = 33,
                Size = content.Length,
                Modified = new UnixTime(1_000_000_000),
                ExtendedAttributes = TarEntry
                    .NoAttributes.Add("security.capability", [1, 0, 0, 2, 0, 0x20, 0, 0xFF, (byte)'\n'])
                    .Add("user.a", "b"u8.ToArray()),
            },
            new MemoryStream(content)
        );
        writer.Add(
            new TarEntry
            {
                Path = LongPath + "ü",
                Kind = TarKind.HardLink,
                LinkTarget = "etc/numbers",
            }
        );
        writer.Add(
            new TarEntry
            {
                Path = "dev-null",
                Kind = TarKind.CharacterDevice,
                Permissions = 438,
                DeviceMajor = 1,
                DeviceMinor = 3,
            }
        );
        writer.AddWhiteout("etc/gone");
        writer.AddOpaque("var");
        return writer.Finish();
    }
}
