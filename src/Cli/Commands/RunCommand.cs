using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Apply;
using Bunraku.Images;
using Bunraku.Oci;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>bunraku run</c>: an image of the store, in the sandbox.</summary>
internal sealed class RunCommand() : CliCommand("run")
{
    public override Command Define(Terminal terminal)
    {
        var image = new Argument<string>("IMAGE") { Description = "A name in the local store." };
        var words = new Argument<string[]>(ForeignWords)
        {
            Description = "What to run instead of the image's command.",
        };
        var ports = new Option<string[]>("--publish", "-p")
        {
            Description = "A port of this machine that leads to one of the image.",
            HelpName = "[ADDRESS:]PORT:PORT",
        };
        var network = new Option<RunNetwork>("--network")
        {
            Description = "The network it has: its own, this machine's, or loopback only.",
            HelpName = "private|host|none",
            DefaultValueFactory = _ => RunNetwork.Private,
        };
        network.AcceptOnlyFromAmong("private", "host", "none");
        var variables = new Option<string[]>("--env", "-e")
        {
            Description = "A variable for the process.",
            HelpName = "NAME=VALUE",
        };
        var entrypoint = new Option<string?>("--entrypoint")
        {
            Description = "Replaces the image's entrypoint.",
            HelpName = "PROGRAM",
        };
        var user = new Option<string?>("--user", "-u")
        {
            Description = "The account it runs as.",
            HelpName = "USER[:GROUP]",
        };
        var command = new Command(Name, "Run an image in the sandbox; Ctrl-C ends it, nothing stays.")
        {
            image,
            words,
            ports,
            network,
            variables,
            entrypoint,
            user,
        };
        Act(
            command,
            (parsed, cancellation) =>
            {
                ImmutableArray<PublishedPort> published =
                [
                    .. (parsed.GetValue(ports) ?? []).Select(ReadPort),
                ];
                var store = ImageLayout.OpenOrCreate(Folders.Data);
                var found = store.Read(store.Resolve(Reference.Parse(parsed.GetValue(image)!)));
                var request = new RunRequest(found, parsed.GetValue(image)!)
                {
                    Command = [.. parsed.GetValue(words) ?? []],
                    Entrypoint = parsed.GetValue(entrypoint),
                    Environment = [.. parsed.GetValue(variables) ?? []],
                    User = parsed.GetValue(user),
                    Network = parsed.GetValue(network),
                    Ports = published,
                };
                return Task.FromResult(InSandbox(request, store, cancellation));
            }
        );
        return command;
    }

    /// <summary>Runs where mounts are private: this command starts itself again for that.</summary>
    public static int InSandbox(RunRequest request, ImageLayout store, CancellationToken cancellation) =>
        PrivateMounts.IsInside
            ? new ImageRun(store, BuildCache.Open(Folders.Cache)).Run(request, cancellation)
            : PrivateMounts.Run([.. Environment.GetCommandLineArgs().Skip(1)], cancellation);

    private static PublishedPort ReadPort(string text) =>
        PublishedPort.Parse(text) ?? throw new DiagnosticException(CliDiagnostics.BadPublish(text));
}
