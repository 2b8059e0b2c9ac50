using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bunraku.Tests;
using Bunraku.Unix;

namespace Bunraku.Oci.Tests;

/// <summary>Debian's own programs read what is written here, and the other way round.</summary>
public sealed class RealProgramTests : IDisposable
{
    private static readonly Platform Amd64 = new("amd64", "linux");
    private readonly TemporaryFolder folder = new();
    private readonly ImageLayout layout;

    public RealProgramTests() => layout = ImageLayout.OpenOrCreate(folder["store"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Skopeo_reads_our_store_and_we_read_what_it_copies()
    {
        var image = SampleImage.Write(layout);
        layout.Tag("one", image.Descriptor);
        var told = RealProgram.Run("skopeo", "inspect", $"oci:{layout.Folder}:one");
        Assert.Contains(image.Digest.ToString(), told, StringComparison.Ordinal);
        RealProgram.Run("skopeo", "copy", $"oci:{layout.Folder}:one", $"oci:{folder["copy"]}:two");
        var copied = ImageLayout.Open(folder["copy"]).Find("two");
        Assert.Equal(image.Digest, copied!.Digest);
    }

    [RootFact]
    public void With_root_umoci_unpacks_the_tree_that_we_unpack()
    {
        string[] first =
        [
            "directory etc 755",
            "file etc/shadow 640 0:42 = secret",
            "file etc/gone 644 = gone",
            "directory var 755",
            "file var/old 644 = old",
            "directory usr 755",
            "directory usr/bin 755",
            "file usr/bin/su 4755 = su",
            "hardlink usr/bin/sudo -> usr/bin/su",
            "symlink bin -> usr/bin",
            "directory tmp 1777",
        ];
        string[] second =
        [
            "whiteout etc/gone",
            "opaque var",
            "file var/new 600 33:33 = new",
            "file bin 755 = no link any more",
        ];
        var one = LayerText.Write(layout.Blobs, first);
        var two = LayerText.Write(layout.Blobs, second);
        var image = layout.Write(
            new ImageConfig("amd64", "linux", new RootFs([one.DiffId, two.DiffId])),
            [one.Descriptor, two.Descriptor]
        );
        layout.Tag("image", image.Descriptor);
        RealProgram.Run("umoci", "unpack", "--image", $"{layout.Folder}:image", folder["bundle"]);
        Directory.CreateDirectory(folder["root"]);
        using var ours = RootDirectory.Open(folder["root"]);
        LayerUnpacker.Unpack(layout.Blobs, image, ours);
        using var theirs = RootDirectory.Open(folder["bundle/rootfs"]);
        Assert.Equal(LayerText.Print(theirs), LayerText.Print(ours));
    }

    [Fact]
    public async Task A_registry_gives_back_what_it_was_given()
    {
        using var registry = new DockerRegistry();
        var settings = new RegistrySettings { DockerConfigFile = null, UploadChunk = 1024 * 1024 };
        using var client = new RegistryClient(settings);
        var big = new string('x', 1000);
        var image = SampleImage.Write(
            layout,
            Enumerable.Range(0, 400).Select(i => $"file {i} 644 = {Noise(i)}{big}")
        );
        Assert.True(image.Manifest.Layers[0].Size > 2 * settings.UploadChunk);
        var reference = Reference.Parse($"{registry.Address}/some/image:1");
        var states = new List<TransferProgress>();
        await client.PushAsync(reference, layout, image.Descriptor, new Recorder(states));
        Assert.Equal(2, states.Count(state => state.State == TransferState.Finished));
        layout.Tag(reference, image.Descriptor);

        // A second repository gets the layer from the first.
        states.Clear();
        var other = Reference.Parse($"{registry.Address}/other:1");
        await client.PushAsync(other, layout, image.Descriptor, new Recorder(states));
        Assert.Contains(states, s => s.State == TransferState.Present && s.Blob == image.Manifest.Layers[0]);

        var second = ImageLayout.OpenOrCreate(folder["second"]);
        var pulled = await client.PullAsync(other, second, Amd64);
        Assert.Equal(image.Digest, pulled.Digest);
        Assert.Equal(layout.Blobs.List(), second.Blobs.List());
        var told = RealProgram.Run("skopeo", "inspect", "--tls-verify=false", $"docker://{reference}");
        Assert.Contains(image.Digest.ToString(), told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_with_login_wants_the_account_of_dockers_login_file()
    {
        using var registry = new DockerRegistry(needsLogin: true);
        var image = SampleImage.Write(layout);
        var reference = Reference.Parse($"{registry.Address}/image");
        using var stranger = new RegistryClient(new RegistrySettings { DockerConfigFile = null });
        var refused = await Assert.ThrowsAsync<OciException>(() =>
            stranger.PushAsync(reference, layout, image.Descriptor)
        );
        Assert.Equal("registry-refused", refused.Diagnostic.Code);
        var account = Convert.ToBase64String(
            System.Text.Encoding.UTF8.GetBytes($"{DockerRegistry.User}:{DockerRegistry.Password}")
        );
        var config = folder["config.json"];
        await File.WriteAllTextAsync(
            config,
            $$"""{"auths": {"{{registry.Address}}": {"auth": "{{account}}"} } }"""
        );
        using var known = new RegistryClient(new RegistrySettings { DockerConfigFile = config });
        await known.PushAsync(reference, layout, image.Descriptor);
        var pulled = await known.PullAsync(reference, ImageLayout.OpenOrCreate(folder["second"]), Amd64);
        Assert.Equal(image.Digest, pulled.Digest);
    }

    [Fact]
    public async Task A_credential_helper_is_asked_for_the_account()
    {
        using var registry = new DockerRegistry(needsLogin: true);
        var helper = folder["docker-credential-bunraku-test"];
        await File.WriteAllTextAsync(
            helper,
            $$"""
            #!/bin/sh
            [ "$1 $(cat)" = "get {{registry.Address}}" ] || exit 1
            echo '{"Username": "{{DockerRegistry.User}}", "Secret": "{{DockerRegistry.Password}}"}'
            """
        );
        RealProgram.Run("chmod", "700", helper);
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", $"{path}:{folder.Path}");
        var config = folder["config.json"];
        await File.WriteAllTextAsync(config, """{"credsStore": "bunraku-test"}""");
        using var client = new RegistryClient(new RegistrySettings { DockerConfigFile = config });
        var reference = Reference.Parse($"{registry.Address}/image");
        await client.PushAsync(reference, layout, SampleImage.Write(layout).Descriptor);
        Environment.SetEnvironmentVariable("PATH", path);
    }

    [Fact]
    public async Task An_unknown_certificate_is_refused_unless_that_was_allowed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var pem = (certificate.ExportCertificatePem(), key.ExportECPrivateKeyPem());
        using var registry = new DockerRegistry(certificate: pem);
        var reference = Reference.Parse($"{registry.Address}/image");
        var image = SampleImage.Write(layout).Descriptor;
        using var strict = new RegistryClient(new RegistrySettings { DockerConfigFile = null });
        var refused = await Assert.ThrowsAsync<OciException>(() =>
            strict.PushAsync(reference, layout, image)
        );
        Assert.Contains("TLS failed", refused.Diagnostic.Message, StringComparison.Ordinal);
        using var lenient = new RegistryClient(
            new RegistrySettings { DockerConfigFile = null, Insecure = true }
        );
        await lenient.PushAsync(reference, layout, image);
    }

    [Fact]
    public async Task Skopeo_and_we_read_each_others_archives()
    {
        using var registries = new RegistryClient(new RegistrySettings { DockerConfigFile = null });
        var image = SampleImage.Write(layout);
        var name = Reference.Parse("some/name:1");
        await Transport(registries, $"docker-archive:{folder["ours.tar"]}")
            .WriteAsync(layout, image.Descriptor, name);
        RealProgram.Run(
            "skopeo",
            "copy",
            $"docker-archive:{folder["ours.tar"]}:some/name:1",
            $"docker-archive:{folder["theirs.tar"]}:other/name:2"
        );
        var second = ImageLayout.OpenOrCreate(folder["second"]);
        var read = await Transport(registries, $"docker-archive:{folder["theirs.tar"]}:other/name:2")
            .ReadAsync(second, Amd64);
        Assert.Equal(image.Config.RootFs.DiffIds, second.Read(read).Config.RootFs.DiffIds);
        var back = await Transport(registries, $"docker-archive:{folder["ours.tar"]}")
            .ReadAsync(second, Amd64);
        Assert.Equal(image.Manifest.Layers[0].Digest, second.Read(back).Manifest.Layers[0].Digest);
    }

    [Fact]
    public async Task An_index_yields_the_platform_that_was_asked_for()
    {
        using var registries = new RegistryClient(new RegistrySettings { DockerConfigFile = null });
        using var registry = new DockerRegistry();
        var amd64 = SampleImage.Write(layout);
        var arm64 = SampleImage.Write(layout, "file arm 644 = arm").Descriptor with
        {
            Platform = new Platform("arm64", "linux") { Variant = "v8" },
        };
        var index = layout.Blobs.Put(
            OciJson.Write(new Index([arm64, amd64.Descriptor]), OciJson.Plain.Index),
            MediaTypes.Index
        );
        var reference = Reference.Parse($"{registry.Address}/both");
        await registries.PushAsync(reference, layout, index);
        var second = ImageLayout.OpenOrCreate(folder["second"]);
        Assert.Equal(amd64.Digest, (await registries.PullAsync(reference, second, Amd64)).Digest);
        var arm = await registries.PullAsync(reference, second, new Platform("arm64", "linux"));
        Assert.Equal(arm64.Digest, arm.Digest);
    }

    private static ImageTransport Transport(RegistryClient registries, string text) =>
        ImageTransport.TryParse(text, registries, out var transport, out var diagnostic)
            ? transport
            : throw new Text.DiagnosticException(diagnostic);

    /// <summary>Text that does not compress, the same each time.</summary>
    private static string Noise(int seed)
    {
        var bytes = new byte[8000];
        new Random(seed).NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    private sealed class Recorder(List<TransferProgress> states) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            lock (states)
            {
                states.Add(value);
            }
        }
    }
}
