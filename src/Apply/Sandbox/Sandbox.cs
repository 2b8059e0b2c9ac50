using System.Collections.Immutable;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Runs a process in a root of its own; as root, or as an ordinary user in a user namespace.
/// </summary>
public static class Sandbox
{
    private const Namespaces Always =
        Namespaces.Mount | Namespaces.Pid | Namespaces.Ipc | Namespaces.Hostname;

    /// <exception cref="DiagnosticException">The sandbox could not be made.</exception>
    /// <exception cref="UnixException">The process did not start: <c>execute</c>, <c>chdir</c>.</exception>
    /// <exception cref="OperationCanceledException">
    /// The caller cancelled; everything in the sandbox is gone.
    /// </exception>
    public static ProcessResult Run(SandboxRequest request, CancellationToken cancellation = default)
    {
        var identities =
            request.Identities ?? (NativeMethods.EffectiveUser() == 0 ? null : IdentityMap.ForThisUser());
        var setup = SandboxProgram.Describe(Resolved(request), identities, ResolverConfiguration(request));
        var namespaces =
            Always
            | (request.Network == SandboxNetwork.None ? Namespaces.Network : Namespaces.None)
            | (identities is null ? Namespaces.None : Namespaces.User);
        var spawn = new SpawnRequest(request.Process.Command)
        {
            Namespaces = namespaces,
            Environment = EnvironmentOf(request),
            Setup = request.Process.IsInteractive ? setup : [SetupOperation.Session, .. setup],
            Final = ProcessRunner.FinalSteps(request.Process, SandboxProgram.TargetSteps(request)),
        };
        return Run(spawn, request.Process, identities, cancellation, request.OnIsolated);
    }

    internal static ProcessResult Run(
        SpawnRequest spawn,
        ProcessRequest process,
        IdentityMap? identities,
        CancellationToken cancellation,
        Action<int>? onIsolated = null
    )
    {
        try
        {
            return ProcessRunner.Run(spawn, process, Prepare, cancellation);
        }
        catch (UnixException exception) when (exception.Operation == "clone")
        {
            throw new DiagnosticException(ApplyDiagnostics.NamespacesNotPermitted(exception, KernelSetting));
        }
        catch (UnixException exception) when (IsSetup(spawn, exception))
        {
            throw new DiagnosticException(ApplyDiagnostics.SandboxNotMade(exception));
        }

        void Prepare(ChildProcess child)
        {
            identities?.WriteFor(child.Pid);
            onIsolated?.Invoke(child.Pid);
        }
    }

    /// <summary>
    /// With <c>SYSTEMD_OFFLINE</c> systemctl does as in a chroot: it enables units, and leaves starting them.
    /// </summary>
    private static ImmutableArray<KeyValuePair<string, string>> EnvironmentOf(SandboxRequest request)
    {
        var given = request.Process.Environment;
        var environment = given.IsEmpty
            ? [new("PATH", ProcessEnvironments.SearchPath), new("HOME", "/root")]
            : given;
        return request.RefusesServices && !given.Any(pair => pair.Key == "SYSTEMD_OFFLINE")
            ? environment.Add(new("SYSTEMD_OFFLINE", "1"))
            : environment;
    }

    private static bool IsSetup(SpawnRequest spawn, UnixException exception) =>
        spawn.Setup.Any(step => step.Verb == exception.Operation && step.Subject == exception.Path);

    private static SandboxRequest Resolved(SandboxRequest request) =>
        request with
        {
            Root = request.Root switch
            {
                OverlayRoot root => root with
                {
                    Lowers = [.. root.Lowers.Select(StagePoint.Real)],
                    Upper = root.Upper is not { } upper
                        ? null
                        : upper with
                        {
                            Path = StagePoint.Real(upper.Path),
                            WorkPath = StagePoint.Real(upper.WorkPath),
                        },
                },
                DirectoryRoot root => new DirectoryRoot(StagePoint.Real(root.Path)),
                _ => throw new System.Diagnostics.UnreachableException(),
            },
            Binds = [.. request.Binds.Select(bind => bind with { Source = StagePoint.Real(bind.Source) })],
        };

    private static string? ResolverConfiguration(SandboxRequest request) =>
        request.Network == SandboxNetwork.Host && File.Exists("/etc/resolv.conf")
            ? File.ReadAllText("/etc/resolv.conf")
            : null;

    /// <summary>
    /// What the kernel says of a setting that may forbid namespaces; null where it has no such setting.
    /// </summary>
    private static string? KernelSetting(string name)
    {
        var path = "/proc/sys/" + name.Replace('.', '/');
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }
}
