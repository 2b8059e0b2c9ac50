using System.Text;
using Bunraku.Tests;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Oci.Tests;

/// <summary>Runs <c>cases/oci</c>; each folder has its runner.</summary>
public sealed class CaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> References => CaseFile.In("oci/references");

    public static TheoryData<string> Layers => CaseFile.In("oci/layers");

    public static TheoryData<string> Layouts => CaseFile.In("oci/layouts");

    public static TheoryData<string> Documents => CaseFile.In("oci/documents");

    public static TheoryData<string> Registries => CaseFile.In("oci/registry");

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(References))]
    public void A_reference_is_read(string name)
    {
        var test = CaseFile.Read(name);
        var result = new StringBuilder();
        foreach (var text in test["references"]!.TrimEnd('\n').Split('\n'))
        {
            var at = new SourceFile("image", text).At(0, text.Length);
            var read = Reference.TryParse(text, out var reference, out var diagnostic, at);
            result.Append(
                read
                    ? $"{text}: {reference} = {reference!.Familiar}\n"
                    : DiagnosticRenderer.Render([diagnostic!])
            );
        }
        test.Expect("result", result.ToString());
    }

    [RootTheory]
    [MemberData(nameof(Layers))]
    public void With_root_a_layer_is_unpacked(string name)
    {
        var test = CaseFile.Read(name);
        var store = ImageLayout.OpenOrCreate(folder["store"]).Blobs;
        Directory.CreateDirectory(folder["root"]);
        File.WriteAllText(folder["outside"], "untouched");
        using var root = RootDirectory.Open(folder["root"]);
        var diagnostics = "";
        try
        {
            foreach (var section in test.Sections)
            {
                if (section.Name == "layer")
                {
                    LayerUnpacker.Unpack(store, LayerText.Write(store, section.Lines), root);
                }
                else if (section.Name == "blob")
                {
                    var blob = store.Put(Convert.FromHexString(section.Value), MediaTypes.LayerGzip);
                    LayerUnpacker.Unpack(store, new Layer(blob, Digest.Of([])), root);
                }
            }
        }
        catch (OciException e)
        {
            diagnostics = Render(e.Diagnostic);
        }
        if (test["diagnostics"] is not null || diagnostics.Length > 0)
        {
            test.Expect("diagnostics", diagnostics);
        }
        test.Expect("tree", LayerText.Print(root));
        Assert.Equal("untouched", File.ReadAllText(folder["outside"]));
        Assert.Equal(["outside", "root", "store"], Names());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_is_read_and_written(string name)
    {
        var test = CaseFile.Read(name);
        var blobs = ImageLayout.OpenOrCreate(folder["store"]).Blobs;
        test.Expect(
            "written",
            await OutcomeAsync(() =>
            {
                var manifest = test["manifest"] is { } text
                    ? blobs.ReadManifest(blobs.Put(Encoding.UTF8.GetBytes(text), MediaTypes.Manifest))
                    : new Manifest(
                        blobs.Put(Encoding.UTF8.GetBytes(test["config"]!), MediaTypes.ImageConfig),
                        []
                    );
                var written = test["manifest"] is null
                    ? OciJson.Write(blobs.ReadConfig(manifest), OciJson.Plain.ImageConfig)
                    : OciJson.Write(manifest, OciJson.Plain.Manifest);
                return Task.FromResult(Encoding.UTF8.GetString(written));
            })
        );
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_layout_or_archive_is_read(string name)
    {
        var test = CaseFile.Read(name);
        foreach (var section in test.Sections.Where(section => section.Name == "file"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[section.Value])!);
            await File.WriteAllTextAsync(folder[section.Value], section.Body.TrimEnd('\n'));
        }
        using var held = test.Value("locked") is { } path
            ? FileLock.Acquire(folder[path], TimeSpan.Zero)
            : null;
        using var registries = new RegistryClient(new RegistrySettings { DockerConfigFile = null });
        test.Expect(
            "result",
            await OutcomeAsync(async () =>
            {
                var layout = ImageLayout.OpenOrCreate(
                    folder[test.Value("store") ?? "store"],
                    TimeSpan.FromMilliseconds(50)
                );
                var place = test.Value("from")!.Replace("FOLDER", folder.Path, StringComparison.Ordinal);
                if (!ImageTransport.TryParse(place, registries, out var transport, out var diagnostic))
                {
                    throw new DiagnosticException(diagnostic);
                }
                var image = await transport.ReadAsync(layout, new Platform("amd64", "linux"));
                return $"{image.MediaType}\n";
            })
        );
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_registrys_answers_are_understood(string name)
    {
        var test = CaseFile.Read(name);
        var layout = ImageLayout.OpenOrCreate(folder["store"]);
        var sample = SampleImage.Write(layout);
        var names = new (string Name, string Text)[]
        {
            ("LAYER", sample.Manifest.Layers[0].Digest.ToString()),
            ("CONFIG", sample.Manifest.Config.Digest.ToString()),
        };
        var answers = names.Aggregate(
            test["answers"] ?? "",
            (text, name) => text.Replace(name.Name, Uri.EscapeDataString(name.Text), StringComparison.Ordinal)
        );
        using var registry = new ScriptedRegistry(answers);
        var config = folder["config.json"];
        await File.WriteAllTextAsync(
            config,
            (test["config.json"] ?? "{}").Replace("REGISTRY", registry.Address, StringComparison.Ordinal)
        );
        using var client = new RegistryClient(
            new RegistrySettings
            {
                DockerConfigFile = config,
                FirstPause = TimeSpan.FromMilliseconds(1),
                StallTimeout = TimeSpan.FromMilliseconds(500),
                // One after the other, so that the requests have an order.
                ParallelBlobs = 1,
                UploadChunk = 130,
            }
        );
        var result = await OutcomeAsync(async () =>
        {
            var reference = Reference.Parse(
                (test.Value("pull") ?? test.Value("push"))!.Replace(
                    "REGISTRY",
                    registry.Address,
                    StringComparison.Ordinal
                )
            );
            if (test.Value("push") is not null)
            {
                await client.PushAsync(reference, layout, sample.Descriptor);
                return "pushed\n";
            }
            var image = await client.PullAsync(reference, layout, new Platform("amd64", "linux"));
            return $"{image.Digest}\n";
        });
        test.Expect("requests", Shown(registry.Requests));
        test.Expect("result", Shown(result));
        // Whatever went wrong, nothing half-written is left.
        Assert.Empty(Directory.GetFiles(folder["store/.ingest"]));

        string Shown(string text) =>
            names
                .Append(("REGISTRY", registry.Address))
                .Aggregate(
                    text.Replace("%3A", ":", StringComparison.Ordinal),
                    (shown, name) => shown.Replace(name.Item2, name.Item1, StringComparison.Ordinal)
                );
    }

    private async Task<string> OutcomeAsync(Func<Task<string>> act)
    {
        try
        {
            return await act();
        }
        catch (OciException e)
        {
            return Render(e.Diagnostic);
        }
        catch (DiagnosticException e)
        {
            return Render(e.Diagnostics[0]);
        }
    }

    private string Render(Diagnostic diagnostic) =>
        DiagnosticRenderer.Render([diagnostic]).Replace(folder.Path, "FOLDER", StringComparison.Ordinal);

    private IEnumerable<string?> Names() =>
        Directory
            .EnumerateFileSystemEntries(folder.Path)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal);
}
