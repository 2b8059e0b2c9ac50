using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Oci;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// Makes a base from the Debian archive with mmdebstrap, which needs no root where user namespaces are
/// allowed.
/// The tar comes through a file, its entries are filtered and clamped like those of any layer.
/// </summary>
internal static class Bootstrap
{
    private const string Tool = "mmdebstrap";
    private const string Path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>
    /// The name under which the base is kept in the store: a suite, and the sources it came from.
    /// </summary>
    public static Reference NameOf(string suite) => Reference.Parse($"debootstrap:{suite}");

    public static Image Make(
        string suite,
        Span at,
        ImageLayout store,
        string workFolder,
        UnixTime latest,
        CancellationToken cancellation
    )
    {
        var archive = System.IO.Path.Combine(workFolder, $"bootstrap-{Environment.ProcessId}.tar");
        try
        {
            Run(suite, at, archive, latest, cancellation);
            return Import(archive, store, latest);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static void Run(
        string suite,
        Span at,
        string archive,
        UnixTime latest,
        CancellationToken cancellation
    )
    {
        var request = new ProcessRequest([
            Tool,
            "--variant=minbase",
            "--format=tar",
            suite,
            archive,
            .. DebianArchive.SourcesFor(suite),
        ])
        {
            Environment =
            [
                .. ProcessEnvironments.OfThisProcess(),
                new("HOME", "/root"),
                new(
                    "SOURCE_DATE_EPOCH",
                    latest.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ),
            ],
            MergesOutput = true,
        };
        ProcessResult result;
        try
        {
            result = ProcessRunner.Run(request, cancellation);
        }
        catch (UnixException missing) when (missing.Error == Errno.ENOENT)
        {
            throw new DiagnosticException(ImagesDiagnostics.ToolMissing(Tool, "mmdebstrap", at));
        }
        if (!result.Succeeded)
        {
            throw new DiagnosticException(
                ImagesDiagnostics.BootstrapFailed(suite, at, LastLines(result.Output))
            );
        }
    }

    private static Image Import(string archive, ImageLayout store, UnixTime latest)
    {
        var volatileFiles = new VolatileFiles(new HashSet<string>());
        Layer layer;
        using (var file = File.OpenRead(archive))
        using (var writer = LayerWriter.Create(store.Blobs, latest))
        {
            var reader = new TarReader(file);
            while (reader.Next() is { } entry)
            {
                var path = "/" + entry.Path;
                // What lies in /dev belongs to whoever runs the image.
                var isDevice = path.StartsWith("/dev/", StringComparison.Ordinal);
                if (
                    path != "/"
                    && !isDevice
                    && !volatileFiles.IsLeftOut(path, entry.Kind == TarKind.Directory)
                )
                {
                    writer.Add(
                        entry with
                        {
                            Modified = entry.Modified with { Nanoseconds = 0 },
                        },
                        reader.Content
                    );
                }
            }
            layer = writer.Finish();
        }
        var config = new ImageConfig(Platform.Here.Architecture, Platform.Here.Os, new RootFs([layer.DiffId]))
        {
            Created = DateTimeOffset.FromUnixTimeSeconds(latest.Seconds),
            Config = new ContainerConfig { Env = [Path], Cmd = ["/bin/sh"] },
            History =
            [
                new HistoryEntry
                {
                    Created = DateTimeOffset.FromUnixTimeSeconds(latest.Seconds),
                    CreatedBy = Tool,
                },
            ],
        };
        return store.Write(config, [layer.Descriptor]);
    }

    private static string LastLines(string output) =>
        string.Join('\n', output.TrimEnd().Split('\n').TakeLast(8).Select(line => "          " + line));
}
