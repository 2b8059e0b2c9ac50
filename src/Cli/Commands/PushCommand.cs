using System.CommandLine;
using Bunraku.Oci;

namespace Bunraku.Cli;

/// <summary><c>bunraku push</c>: an image of the store to a registry, a layout or an archive.</summary>
internal sealed class PushCommand() : CliCommand("push")
{
    public override Command Define(Terminal terminal)
    {
        var image = new Argument<string>("IMAGE") { Description = "A name in the local store." };
        var place = new Argument<string?>("PLACE")
        {
            Description =
                "REGISTRY/NAME:TAG, oci:DIR[:TAG], docker-archive:FILE or rootfs:DIR (default: the image's own name).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var insecure = new Option<bool>("--insecure")
        {
            Description = "Speak plain HTTP to registries that are not on this machine.",
        };
        var command = new Command(Name, "Copy an image of the store to a registry, a layout or an archive.")
        {
            image,
            place,
            insecure,
        };
        Act(
            command,
            async (parsed, cancellation) =>
            {
                var store = ImageLayout.OpenOrCreate(Folders.Data);
                var name = Reference.Parse(parsed.GetValue(image)!);
                var descriptor = store.Resolve(name);
                using var registries = new RegistryClient(
                    new RegistrySettings { Insecure = parsed.GetValue(insecure) }
                );
                var target = parsed.GetValue(place) ?? name.ToString();
                await Delivery
                    .WriteAsync(store, descriptor, name, target, registries, terminal, cancellation)
                    .ConfigureAwait(false);
                return ExitCode.Success;
            }
        );
        return command;
    }
}
