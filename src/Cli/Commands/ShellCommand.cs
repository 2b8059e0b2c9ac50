using System.CommandLine;
using Bunraku.Images;
using Bunraku.Oci;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>bunraku shell</c>: a look inside an image, or inside a layer that could not be made.</summary>
internal sealed class ShellCommand() : CliCommand("shell")
{
    public override Command Define(Terminal terminal)
    {
        var image = new Argument<string>("IMAGE")
        {
            Description = "A name in the local store, or with --failed in a site.",
        };
        var failed = new Option<bool>("--failed")
        {
            Description = "The layer whose making failed last, as it was then.",
        };
        var words = new Argument<string[]>(ForeignWords) { Description = "What to run instead of a shell." };
        var command = new Command(Name, "Open a shell in an image; what it changes is thrown away.")
        {
            image,
            words,
            failed,
        };
        Act(
            command,
            (parsed, cancellation) =>
            {
                var store = ImageLayout.OpenOrCreate(Folders.Data);
                var name = parsed.GetValue(image)!;
                var line = parsed.GetValue(words) is { Length: > 0 } given ? given : ["/bin/sh"];
                var request = parsed.GetValue(failed)
                    ? Failed(name)
                    : new RunRequest(store.Read(store.Resolve(Reference.Parse(name))), name);
                request = request with
                {
                    Entrypoint = line[0],
                    Command = [.. line[1..]],
                    User = "0",
                    Network = RunNetwork.Host,
                };
                return Task.FromResult(RunCommand.InSandbox(request, store, cancellation));
            }
        );
        return command;
    }

    private static RunRequest Failed(string name)
    {
        var layer =
            FailedLayer.Find(BuildCache.Open(Folders.Cache), name)
            ?? throw new DiagnosticException(CliDiagnostics.NoFailedLayer(name));
        var nothing = new ImageConfig(Platform.Here.Architecture, Platform.Here.Os, new RootFs([]));
        var descriptor = new Descriptor(MediaTypes.Manifest, Digest.Of([]), 0);
        return new RunRequest(new Image(descriptor, new Manifest(descriptor, []), nothing), name)
        {
            Layers = layer.Below,
            Top = layer.Upper,
        };
    }
}
