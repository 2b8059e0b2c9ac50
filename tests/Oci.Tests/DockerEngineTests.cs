using Bunraku.Tests;

namespace Bunraku.Oci.Tests;

/// <summary>A real Docker engine loads, pulls and runs what is written here.</summary>
public sealed class DockerEngineTests
{
    [RootFact]
    public async Task With_root_docker_loads_our_archive_pulls_our_push_and_runs_both()
    {
        using var folder = new TemporaryFolder();
        using var engine = new DockerEngine();
        using var registry = new DockerRegistry();
        using var registries = new RegistryClient(new RegistrySettings { DockerConfigFile = null });
        var layout = ImageLayout.OpenOrCreate(folder["store"]);
        var image = WriteBusybox(layout);
        var archive = folder["image.tar"];
        Assert.True(
            ImageTransport.TryParse($"docker-archive:{archive}", registries, out var transport, out _)
        );
        await transport.WriteAsync(layout, image.Descriptor, Reference.Parse("test/loaded:1"));
        engine.Docker("load", "--input", archive);
        Assert.Equal("hello\n", engine.Docker("run", "--rm", "--network", "none", "test/loaded:1"));

        var reference = Reference.Parse($"{registry.Address}/test/pulled:1");
        await registries.PushAsync(reference, layout, image.Descriptor);
        engine.Docker("pull", reference.ToString());
        Assert.Equal("hello\n", engine.Docker("run", "--rm", "--network", "none", reference.ToString()));
        Assert.Equal(
            image.Manifest.Config.Digest.ToString(),
            engine.Docker("image", "inspect", "--format", "{{.Id}}", reference.ToString()).Trim()
        );

        // And back: what the engine saves is read here.
        engine.Docker("save", "--output", folder["saved.tar"], "test/loaded:1");
        Assert.True(
            ImageTransport.TryParse($"docker-archive:{folder["saved.tar"]}", registries, out var saved, out _)
        );
        var second = ImageLayout.OpenOrCreate(folder["second"]);
        var read = second.Read(await saved.ReadAsync(second, new Platform("amd64", "linux")));
        Assert.Equal(image.Config.RootFs.DiffIds, read.Config.RootFs.DiffIds);
    }

    private static Image WriteBusybox(ImageLayout layout)
    {
        using var busybox = File.OpenRead("/bin/busybox");
        using var writer = LayerWriter.Create(layout.Blobs);
        writer.Add(Directory("bin"));
        writer.Add(
            new TarEntry
            {
                Path = "bin/busybox",
                Kind = TarKind.File,
                Permissions = 493,
                Size = busybox.Length,
            },
            busybox
        );
        writer.Add(Directory("etc"));
        var greeting = new MemoryStream("hello\n"u8.ToArray());
        writer.Add(
            new TarEntry
            {
                Path = "etc/motd",
                Kind = TarKind.File,
                Permissions = 420,
                Size = greeting.Length,
            },
            greeting
        );
        var layer = writer.Finish();
        return layout.Write(
            new ImageConfig("amd64", "linux", new RootFs([layer.DiffId]))
            {
                Created = DateTimeOffset.UnixEpoch,
                Config = new ContainerConfig
                {
                    Entrypoint = ["/bin/busybox"],
                    Cmd = ["cat", "/etc/motd"],
                    Healthcheck = new Healthcheck { Test = ["NONE"] },
                    ExposedPorts = ["80/tcp"],
                },
                History = [new HistoryEntry { CreatedBy = "test", Created = DateTimeOffset.UnixEpoch }],
            },
            [layer.Descriptor]
        );
    }

    private static TarEntry Directory(string path) =>
        new()
        {
            Path = path,
            Kind = TarKind.Directory,
            Permissions = 493,
        };
}
