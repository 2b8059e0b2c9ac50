namespace Bunraku.Oci.Tests;

/// <summary>A small image whose digests are the same everywhere.</summary>
internal static class SampleImage
{
    public static Image Write(ImageLayout layout, params IEnumerable<string> lines)
    {
        var layer = LayerText.Write(
            layout.Blobs,
            lines.Any() ? lines : ["directory etc 755", "file etc/motd 644 = hello"]
        );
        var config = new ImageConfig("amd64", "linux", new RootFs([layer.DiffId]))
        {
            Created = DateTimeOffset.UnixEpoch,
            Config = new ContainerConfig { Cmd = ["/bin/busybox", "cat", "/etc/motd"] },
            History = [new HistoryEntry { CreatedBy = "test", Created = DateTimeOffset.UnixEpoch }],
        };
        return layout.Write(config, [layer.Descriptor]);
    }
}
