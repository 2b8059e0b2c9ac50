using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Runs processes on this machine. Any thread may; each call keeps its thread until the process ends.
/// </summary>
public static class ProcessRunner
{
    /// <exception cref="UnixException">
    /// The process did not start: <see cref="UnixException.Operation"/> is <c>execute</c> when the program
    /// could not be run, <c>chdir</c> when there is no such working directory, and so on.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The caller cancelled; the process and all it started is gone.
    /// </exception>
    public static ProcessResult Run(ProcessRequest request, CancellationToken cancellation = default)
    {
        var spawn = new SpawnRequest(request.Command)
        {
            Environment = request.Environment,
            OwnSession = !request.IsInteractive,
            Final = FinalSteps(request, request.IsInteractive ? [] : [SetupOperation.Session]),
        };
        return Run(spawn, request, beforeRelease: null, cancellation);
    }

    /// <param name="beforeRelease">
    /// What has to be done for a namespaced child while it waits at its gate.
    /// </param>
    internal static ProcessResult Run(
        SpawnRequest spawn,
        ProcessRequest request,
        Action<ChildProcess>? beforeRelease,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        using var conversation = new Conversation(request, cancellation);
        using var child = ChildProcess.Spawn(
            spawn,
            conversation.ChildInput,
            conversation.ChildOutput,
            conversation.ChildError
        );
        if (spawn.Namespaces != Namespaces.None)
        {
            beforeRelease?.Invoke(child);
            child.Release();
        }
        request.OnStart?.Invoke(child.Pid);
        return conversation.Hold(child);
    }

    /// <summary>
    /// What the target itself does last. The directory is entered with our rights, as Puppet does.
    /// </summary>
    internal static ImmutableArray<SetupOperation> FinalSteps(
        ProcessRequest request,
        IEnumerable<SetupOperation> first
    )
    {
        var steps = ImmutableArray.CreateBuilder<SetupOperation>();
        steps.AddRange(first);
        if (request.Umask is { } mask)
        {
            steps.Add(SetupOperation.Umask(mask));
        }
        steps.Add(SetupOperation.ChangeDirectory(request.WorkingDirectory));
        if (request.Uid is not null || request.Gid is not null)
        {
            steps.Add(SetupOperation.Groups(request.Groups));
        }
        if (request.Gid is { } gid)
        {
            steps.Add(SetupOperation.Group(gid));
        }
        if (request.Uid is { } uid)
        {
            steps.Add(SetupOperation.User(uid));
        }
        return steps.ToImmutable();
    }
}
