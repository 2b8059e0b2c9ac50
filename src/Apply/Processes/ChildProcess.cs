using System.Runtime.InteropServices;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// A running child and the ends we hold of it. A namespaced one waits at its gate until <see
/// cref="Release"/>.
/// </summary>
internal sealed unsafe class ChildProcess : IDisposable
{
    private readonly SpawnRequest request;
    private NativeSpawnResult native;
    private bool reaped;

    private ChildProcess(SpawnRequest request, NativeSpawnResult native)
    {
        this.request = request;
        this.native = native;
    }

    public int Pid => native.Pid;

    /// <summary>Readable once the process has ended.</summary>
    public int PidFile => native.PidFile;

    /// <exception cref="UnixException">
    /// There is no such program, or a step failed, or no process to be had.
    /// </exception>
    public static ChildProcess Spawn(SpawnRequest request, int input, int output, int error)
    {
        using var block = new NativeBlock();
        var native = Describe(request, block);
        native.Input = input;
        native.Output = output;
        native.Error = error;
        NativeSpawnResult result;
        var refusal = NativeMethods.Spawn(&native, &result);
        if (refusal < 0)
        {
            throw new UnixException("clone", request.Command[0], (Errno)(-refusal));
        }
        if (result.Failure.Kind == NativeReport.Failed)
        {
            throw Failure(request, result.Failure);
        }
        return new ChildProcess(request, result);
    }

    /// <summary>Opens the gate and waits until the program runs.</summary>
    public void Release()
    {
        byte go = 1;
        if (NativeMethods.Write(native.Gate, &go, 1) != 1)
        {
            throw UnixException("gate", (Errno)Marshal.GetLastPInvokeError());
        }
        var report = ReadReport();
        if (report?.Kind != NativeReport.Started)
        {
            throw report is { } failure ? Failure(request, failure) : UnixException("start", Errno.EIO);
        }
    }

    /// <summary>Sends a signal to the process and all it started.</summary>
    public void Signal(int signal) =>
        NativeMethods.Kill(request.OwnSession && request.Namespaces == Namespaces.None ? -Pid : Pid, signal);

    /// <summary>Waits for the end and takes the status; the process id is free from here on.</summary>
    public int Reap()
    {
        int status;
        while (NativeMethods.Wait(Pid, &status, 0) < 0)
        {
            if ((Errno)Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw UnixException("wait for", (Errno)Marshal.GetLastPInvokeError());
            }
        }
        reaped = true;
        // Pid 1 cannot die of its target's signal, so it tells the status by another way.
        return request.Namespaces != Namespaces.None && ReadReport() is { Kind: NativeReport.Ended } ended
            ? ended.Value
            : status;
    }

    public void Dispose()
    {
        if (!reaped)
        {
            Signal(NativeMethods.SignalKill);
            Reap();
        }
        foreach (var file in (ReadOnlySpan<int>)[native.PidFile, native.Gate, native.Report])
        {
            if (file >= 0)
            {
                NativeMethods.Close(file);
            }
        }
    }

    private static NativeSpawnRequest Describe(SpawnRequest request, NativeBlock block)
    {
        var operations = block.Array<NativeOperation>(request.Setup.Length + request.Final.Length);
        var count = 0;
        foreach (var operation in request.Setup.Concat(request.Final))
        {
            operations[count++] = Describe(operation, block);
        }
        var environment = request.Environment.Select(pair => pair.Key + "=" + pair.Value);
        return new NativeSpawnRequest
        {
            File = block.Text(request.Command[0]),
            SearchPath = block.Text(request.SearchPath),
            Arguments = block.Texts(request.Command),
            Environment = block.Texts([.. environment]),
            Operations = operations,
            OperationCount = count,
            SetupCount = request.Setup.Length,
            Namespaces = (int)request.Namespaces,
        };
    }

    private static NativeOperation Describe(SetupOperation operation, NativeBlock block)
    {
        var ids = operation.Ids.IsEmpty ? null : block.Array<int>(operation.Ids.Length);
        operation.Ids.CopyTo(new Span<int>(ids, operation.Ids.Length));
        return new NativeOperation
        {
            Code = (int)operation.Code,
            Flags = (int)operation.Flags,
            Number = operation.Number,
            Other = operation.Other,
            Target = block.Text(operation.Target),
            Source = block.Text(operation.Source),
            FileSystem = block.Text(operation.FileSystem),
            Data = ids is null ? block.Text(operation.Data) : (byte*)ids,
        };
    }

    private static UnixException Failure(SpawnRequest request, NativeReport failure)
    {
        var error = (Errno)failure.Value;
        var operations = request.Setup.AddRange(request.Final);
        if (failure.Operation < 0 || failure.Operation >= operations.Length)
        {
            return new UnixException("execute", request.Command[0], error);
        }
        var operation = operations[failure.Operation];
        return new UnixException(operation.Verb, operation.Subject, error);
    }

    private NativeReport? ReadReport()
    {
        NativeReport report;
        nint got;
        do
        {
            got = NativeMethods.Read(native.Report, &report, sizeof(NativeReport));
        } while (got < 0 && (Errno)Marshal.GetLastPInvokeError() == Errno.EINTR);
        return got == sizeof(NativeReport) ? report : null;
    }

    private UnixException UnixException(string operation, Errno error) =>
        new(operation, request.Command[0], error);
}
