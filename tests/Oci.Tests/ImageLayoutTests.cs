using Bunraku.Tests;

namespace Bunraku.Oci.Tests;

public sealed class ImageLayoutTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tags_are_listed_moved_found_and_forgotten()
    {
        var layout = ImageLayout.OpenOrCreate(folder.Path);
        var one = SampleImage.Write(layout);
        var two = SampleImage.Write(layout, "file two 644 = two");
        var web = Reference.Parse("website/web");
        layout.Tag(web, one.Descriptor);
        layout.Tag(Reference.Parse("website/web:old"), one.Descriptor);
        layout.Tag(web, two.Descriptor);
        var again = ImageLayout.Open(folder.Path);
        Assert.Equal(
            ["docker.io/website/web:latest", "docker.io/website/web:old"],
            again.List().Select(image => image.Name)
        );
        Assert.Equal(two.Digest, again.Resolve(web).Digest);
        Assert.Equal(one.Digest, again.Resolve(web.WithDigest(one.Digest)).Digest);
        Assert.True(again.Untag("docker.io/website/web:latest"));
        Assert.False(again.Untag("docker.io/website/web:latest"));
        var unknown = Assert.Throws<OciException>(() => again.Resolve(Reference.Parse("website/wep:old")));
        Assert.Equal("did you mean `website/web:old`?", unknown.Diagnostic.Help);
        Assert.Equal(["cat"], again.Read(one.Descriptor).Config.Config!.Cmd!.Value.Skip(1).Take(1));
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        var writers = Enumerable
            .Range(0, 8)
            .Select(i =>
                Task.Run(() =>
                {
                    var layout = ImageLayout.OpenOrCreate(folder.Path);
                    // Every other image is the same: two write the same blobs at the same time.
                    var image = SampleImage.Write(layout, $"file name 644 = {i / 2}");
                    layout.Tag($"tag{i}", image.Descriptor);
                })
            );
        await Task.WhenAll(writers);
        var read = ImageLayout.Open(folder.Path);
        Assert.Equal(8, read.List().Length);
        foreach (var image in read.List())
        {
            Assert.Single(read.Read(image.Descriptor).Manifest.Layers);
        }
        Assert.Empty(Directory.GetFiles(folder[".ingest"]));
    }

    [Fact]
    public void A_writer_that_gives_up_leaves_nothing()
    {
        var layout = ImageLayout.OpenOrCreate(folder.Path);
        using (var writer = LayerWriter.Create(layout.Blobs))
        {
            writer.Add(new TarEntry { Path = "a", Kind = TarKind.Directory });
        }
        Assert.Empty(layout.Blobs.List());
        Assert.Empty(Directory.GetFiles(folder[".ingest"]));
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_a_day_later()
    {
        ImageLayout.OpenOrCreate(folder.Path);
        File.WriteAllText(folder[".ingest/new"], "half");
        File.WriteAllText(folder[".ingest/old"], "half");
        File.SetLastWriteTimeUtc(folder[".ingest/old"], DateTime.UtcNow.AddDays(-2));
        ImageLayout.OpenOrCreate(folder.Path);
        Assert.Equal([folder[".ingest/new"]], Directory.GetFiles(folder[".ingest"]));
    }

    [RootFact]
    public void With_root_a_full_disk_leaves_tags_and_blobs_as_they_were()
    {
        Directory.CreateDirectory(folder["disk"]);
        RealProgram.Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder["disk"]);
        try
        {
            var layout = ImageLayout.OpenOrCreate(folder["disk/store"]);
            var image = SampleImage.Write(layout);
            layout.Tag("kept", image.Descriptor);
            var before = layout.Blobs.List().ToList();
            var noise = new byte[1024 * 1024];
            new Random(1).NextBytes(noise);
            var full = Assert.Throws<OciException>(() => layout.Blobs.Put(noise, MediaTypes.Layer));
            Assert.Equal("store-failed", full.Diagnostic.Code);
            Assert.Equal(before, layout.Blobs.List());
            Assert.Empty(Directory.GetFiles(folder["disk/store/.ingest"]));
            Fill(folder["disk/filler"]);
            Assert.Throws<OciException>(() => layout.Tag(new string('n', 5000), image.Descriptor));
            Assert.Equal(["kept"], ImageLayout.Open(layout.Folder).List().Select(one => one.Name));
        }
        finally
        {
            RealProgram.Run("umount", folder["disk"]);
        }
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }
}
