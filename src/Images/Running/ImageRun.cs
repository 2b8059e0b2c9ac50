using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Apply;
using Bunraku.Oci;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>What an image shall run, and with what, where it differs from its configuration.</summary>
/// <param name="ImageName">As the user named it.</param>
public sealed record RunRequest(Image Image, string ImageName)
{
    /// <summary>Replaces the image's command; empty leaves it.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Replaces the image's entrypoint; null leaves it.</summary>
    public string? Entrypoint { get; init; }

    /// <summary>Further variables, as <c>NAME=value</c>.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    public string? User { get; init; }

    public RunNetwork Network { get; init; } = RunNetwork.Private;

    public ImmutableArray<PublishedPort> Ports { get; init; } = [];

    /// <summary>An upper folder on top of the image's layers, such as that of a failed layer.</summary>
    public string? Top { get; init; }

    /// <summary>The layers to run, when they are not all of the image's.</summary>
    public ImmutableArray<Layer>? Layers { get; init; }
}

public enum RunNetwork
{
    /// <summary>Its own, with a way out and published ports in.</summary>
    Private,

    /// <summary>This machine's.</summary>
    Host,

    /// <summary>A loopback of its own.</summary>
    None,
}

/// <summary>
/// Runs an image in the sandbox for a look: its layers below a throw-away one, its process with our terminal.
/// Works only where mounts are private (<see cref="PrivateMounts"/>), and leaves nothing behind.
/// </summary>
public sealed class ImageRun(ImageLayout store, BuildCache cache)
{
    private readonly LayerFolders folders = new(store, cache);

    /// <returns>The exit code of the image's process.</returns>
    public int Run(RunRequest request, CancellationToken cancellation)
    {
        var layers = request.Layers ?? LayersOf(request.Image);
        var lowers = layers.Select(layer => folders.Of(layer, cancellation)).Reverse().ToList();
        if (request.Top is { } top)
        {
            lowers.Insert(0, top);
        }
        using var work = WorkFolder.Make(cache.WorkFolder);
        using var network =
            request.Network == RunNetwork.Private ? new UserNetwork(request.Ports, work.Path) : null;
        var result = Sandbox.Run(
            new SandboxRequest(
                new OverlayRoot([.. lowers])
                {
                    Upper = new OverlayUpper(work.Upper, work.Overlay) { IsVolatile = true },
                },
                Process(request, lowers)
            )
            {
                Network = request.Network == RunNetwork.Host ? SandboxNetwork.Host : SandboxNetwork.None,
                OnIsolated = network is null ? null : network.Connect,
                TemporaryFolders = [],
                RefusesServices = false,
                Hostname = "container",
                Binds = network is null ? [] : [new BindMount(network.ResolverFile, "/etc/resolv.conf")],
                Identities = PrivateMounts.IsMapped ? IdentityMap.Own() : null,
            },
            cancellation
        );
        return result.ExitCode;
    }

    private static ImmutableArray<Layer> LayersOf(Image image) =>
        [
            .. image
                .Manifest.Layers.Zip(image.Config.RootFs.DiffIds)
                .Select(pair => new Layer(pair.First, pair.Second)),
        ];

    private static ProcessRequest Process(RunRequest request, List<string> lowers)
    {
        var config = request.Image.Config.Config ?? new ContainerConfig();
        ImmutableArray<string> entrypoint = request.Entrypoint is { } own ? [own] : config.Entrypoint ?? [];
        var command =
            !request.Command.IsEmpty ? request.Command
            : request.Entrypoint is null ? config.Cmd ?? []
            : [];
        ImmutableArray<string> words = [.. entrypoint, .. command];
        if (words.IsEmpty)
        {
            throw new DiagnosticException(ImagesDiagnostics.NothingToRun(request.ImageName));
        }
        var variables = new OrderedDictionary<string, string>();
        foreach (var line in (config.Env ?? []).Concat(request.Environment))
        {
            var parts = line.Split('=', 2);
            variables[parts[0]] =
                parts.ElementAtOrDefault(1) ?? Environment.GetEnvironmentVariable(parts[0]) ?? "";
        }
        using var tree = new LayeredHost(Enumerable.Reverse(lowers));
        var (uid, gid, home) = AccountOf(request.User ?? config.User, tree);
        variables.TryAdd("PATH", ProcessEnvironments.SearchPath);
        variables.TryAdd("HOME", home);
        if (Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } terminal)
        {
            variables.TryAdd("TERM", terminal);
        }
        return new ProcessRequest(words)
        {
            Environment = [.. variables],
            WorkingDirectory = config.WorkingDir is { Length: > 0 } folder ? folder : "/",
            Uid = uid,
            Gid = gid,
            IsInteractive = true,
            Grace = TimeSpan.FromSeconds(10),
        };
    }

    /// <summary>config.md, <c>User</c>: a name or number, and after a colon a group's.</summary>
    private static (int? Uid, int? Gid, string Home) AccountOf(string? user, Host tree)
    {
        if (string.IsNullOrEmpty(user))
        {
            return (null, null, "/root");
        }
        var parts = user.Split(':', 2);
        var accounts = tree.Accounts;
        var uid =
            accounts.UserId(parts[0])
            ?? throw new DiagnosticException(ImagesDiagnostics.UnknownUser(parts[0]));
        var account = accounts.Users.Find(uid);
        var gid =
            parts.Length > 1
                ? accounts.GroupId(parts[1])
                    ?? throw new DiagnosticException(ImagesDiagnostics.UnknownUser(parts[1]))
                : account?.Gid ?? 0;
        return (uid, gid, account?.Home ?? "/");
    }
}

/// <summary>A port of this machine that leads to one of the image's process.</summary>
public sealed record PublishedPort(string Address, int HostPort, int ContainerPort)
{
    /// <summary>Reads <c>[ADDRESS:]HOST:CONTAINER</c>, as Docker writes it; null when it is none.</summary>
    public static PublishedPort? Parse(string text)
    {
        var parts = text.Split('/')[0].Split(':');
        return parts.Length is 2 or 3 && Port(parts[^2]) is { } host && Port(parts[^1]) is { } container
            ? new PublishedPort(parts.Length == 3 ? parts[0] : "0.0.0.0", host, container)
            : null;
    }

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= 65535
            ? port
            : null;
}
