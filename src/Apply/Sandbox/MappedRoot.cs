using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// Our own work on files that belong to other ids than ours: unpacking, changing owners, reading an upper
/// folder. A running program cannot enter a user namespace (it has several threads), so this executable
/// starts again in one, as its root, with a hidden command that does the work; see
/// docs/decisions/0022-work-as-mapped-root.md.
/// </summary>
public static class MappedRoot
{
    /// <summary>Root needs none of this and does the work in its own process.</summary>
    public static bool IsNeeded => NativeMethods.EffectiveUser() != 0;

    /// <summary>
    /// Runs this executable with other arguments, as root of a user namespace of ours. It sees the machine as
    /// we do; what it writes belongs to the ids we are lent. It ends when we do.
    /// </summary>
    public static ProcessResult Run(
        ImmutableArray<string> arguments,
        IdentityMap? identities = null,
        CancellationToken cancellation = default
    )
    {
        identities ??= IdentityMap.ForThisUser();
        var request = new ProcessRequest([.. OurCommand(), .. arguments])
        {
            Environment = ProcessEnvironments.AllOfThisProcess(),
            WorkingDirectory = Environment.CurrentDirectory,
        };
        var spawn = new SpawnRequest(request.Command)
        {
            Namespaces = Namespaces.User | Namespaces.Mount | Namespaces.Pid,
            Environment = request.Environment,
            Setup = [SetupOperation.Session, .. SandboxProgram.BecomeRoot(identities)],
            Final = ProcessRunner.FinalSteps(request, []),
        };
        return Sandbox.Run(spawn, request, identities, cancellation);
    }

    /// <summary>
    /// How this program is started again: the native binary by itself, the managed one by its host.
    /// </summary>
    internal static ImmutableArray<string> OurCommand()
    {
        var program = Environment.ProcessPath ?? "/proc/self/exe";
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, Environment.GetCommandLineArgs()[0]]
            : [program];
    }
}
