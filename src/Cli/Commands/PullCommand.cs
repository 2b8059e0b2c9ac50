using System.CommandLine;
using Bunraku.Oci;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>bunraku pull</c>: an image from a registry, a layout or an archive into the store.</summary>
internal sealed class PullCommand() : CliCommand("pull")
{
    public override Command Define(Terminal terminal)
    {
        var place = new Argument<string>("PLACE")
        {
            Description = "REGISTRY/NAME:TAG, oci:DIR[:TAG] or docker-archive:FILE[:REFERENCE].",
        };
        var name = new Argument<string?>("NAME")
        {
            Description = "What to call it in the store (default: its own name).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var insecure = new Option<bool>("--insecure")
        {
            Description = "Speak plain HTTP to registries that are not on this machine.",
        };
        var command = new Command(Name, "Bring an image into the store.") { place, name, insecure };
        Act(
            command,
            async (parsed, cancellation) =>
            {
                var store = ImageLayout.OpenOrCreate(Folders.Data);
                var source = parsed.GetValue(place)!;
                using var registries = new RegistryClient(
                    new RegistrySettings { Insecure = parsed.GetValue(insecure) }
                );
                if (!ImageTransport.TryParse(source, registries, out var transport, out var diagnostic))
                {
                    throw new DiagnosticException(diagnostic);
                }
                var called = Reference.Parse(parsed.GetValue(name) ?? OwnName(source));
                var descriptor = await transport
                    .ReadAsync(store, Platform.Here, new TransferLine(terminal), cancellation)
                    .ConfigureAwait(false);
                store.Tag(called, descriptor);
                terminal.Status("");
                terminal.Line($"{called.Familiar} {descriptor.Digest}");
                return ExitCode.Success;
            }
        );
        return command;
    }

    /// <summary>
    /// A registry's image keeps its name; one from a file is called after the file or folder.
    /// </summary>
    private static string OwnName(string source)
    {
        var colon = source.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && source[..colon] is "oci" or "docker-archive"
            ? Path.GetFileNameWithoutExtension(source[(colon + 1)..].Split(':')[0].TrimEnd('/'))
                .ToLowerInvariant()
            : source;
    }
}
