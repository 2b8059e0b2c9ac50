using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// This executable started again where its mounts are its own: a private mount namespace, inside a user
/// namespace when we are not root. Whatever it mounts is gone when it ends, however it ends; see
/// docs/decisions/0051-build-in-a-namespace.md.
/// </summary>
public static class PrivateMounts
{
    private const string Mark = "BUNRAKU_PRIVATE_MOUNTS";

    /// <summary>Whether this process is the one that was started again.</summary>
    public static bool IsInside => Environment.GetEnvironmentVariable(Mark) == "1";

    /// <summary>
    /// Whether our ids are not the machine's: user_namespaces(7), the whole range maps to itself outside.
    /// </summary>
    public static bool IsMapped { get; } =
        File.Exists("/proc/self/uid_map")
        && File.ReadAllText("/proc/self/uid_map").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            is not ["0", "0", "4294967295"];

    /// <summary>
    /// Runs this executable with these arguments and our own streams; its exit code. It has the signals of
    /// the terminal as we have, and ends when we do.
    /// </summary>
    public static int Run(ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var identities = MappedRoot.IsNeeded ? IdentityMap.ForThisUser() : null;
        var request = new ProcessRequest([.. MappedRoot.OurCommand(), .. arguments])
        {
            Environment = [.. ProcessEnvironments.AllOfThisProcess(), new(Mark, "1")],
            WorkingDirectory = Environment.CurrentDirectory,
            IsInteractive = true,
            Grace = TimeSpan.FromSeconds(10),
        };
        var spawn = new SpawnRequest(request.Command)
        {
            Namespaces =
                Namespaces.Mount | Namespaces.Pid | (identities is null ? Namespaces.None : Namespaces.User),
            Environment = request.Environment,
            Setup =
            [
                .. identities is null ? [] : SandboxProgram.BecomeRoot(identities),
                SandboxProgram.PrivatePropagation,
                // The processes of our own pid namespace, for us and for the tools we call.
                SetupOperation.Mount(
                    "proc",
                    "/proc",
                    MountFlags.NoSetuid | MountFlags.NoDevices | MountFlags.NoExecution,
                    null
                ),
            ],
            Final = ProcessRunner.FinalSteps(request, []),
        };
        return Sandbox.Run(spawn, request, identities, cancellation).ExitCode;
    }
}
