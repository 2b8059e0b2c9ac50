using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Bunraku.Unix;
using Microsoft.Win32.SafeHandles;

namespace Bunraku.Apply;

/// <summary>
/// Feeds a child, listens to it, and ends it when its time is up, on the calling thread alone: one poll over
/// its streams and its end. It is over when the process ends, even if something it left behind holds the
/// streams.
/// </summary>
internal sealed unsafe class Conversation : IDisposable
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>
    /// More than a pipe holds: what is read at the end, since something left behind may go on writing.
    /// </summary>
    private const int LastBytes = 1024 * 1024;
    private static readonly SafeFileHandle nothing = File.OpenHandle("/dev/null", share: FileShare.ReadWrite);
    private readonly ProcessRequest request;
    private readonly Pipe? input;
    private readonly Pipe? output;
    private readonly Pipe? error;
    private readonly Pipe? cancelled;
    private readonly OutputBuffer outputBuffer;
    private readonly OutputBuffer errorBuffer;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenRegistration registration;
    private int written;
    private bool timedOut;
    private bool ending;

    public Conversation(ProcessRequest request, CancellationToken cancellation)
    {
        this.request = request;
        this.cancellation = cancellation;
        outputBuffer = new OutputBuffer(request.OutputLimitBytes, isError: false, request.OnLine);
        errorBuffer = new OutputBuffer(request.OutputLimitBytes, isError: true, request.OnLine);
        if (!request.IsInteractive)
        {
            input = request.Input.IsEmpty && request.Farewell.IsEmpty ? null : new Pipe();
            output = new Pipe();
            error = request.MergesOutput ? null : new Pipe();
        }
        if (cancellation.CanBeCanceled)
        {
            cancelled = new Pipe();
            registration = cancellation.Register(cancelled.CloseWriter);
        }
    }

    /// <summary>What the child's streams become; -1: ours.</summary>
    public int ChildInput => input?.Reader ?? (output is null ? -1 : (int)nothing.DangerousGetHandle());

    public int ChildOutput => output?.Writer ?? -1;

    public int ChildError => error?.Writer ?? ChildOutput;

    public ProcessResult Hold(ChildProcess child)
    {
        CloseChildEnds();
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            Converse(child, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        if (ending)
        {
            // The leader is gone; what it started goes too, while its process id still names the group.
            child.Signal(NativeMethods.SignalKill);
        }
        var status = child.Reap();
        outputBuffer.Finish();
        errorBuffer.Finish();
        cancellation.ThrowIfCancellationRequested();
        return ProcessResult.FromWaitStatus(status, outputBuffer.Text, errorBuffer.Text) with
        {
            TimedOut = timedOut,
            IsTruncated = outputBuffer.IsTruncated || errorBuffer.IsTruncated,
        };
    }

    public void Dispose()
    {
        registration.Dispose();
        input?.Dispose();
        output?.Dispose();
        error?.Dispose();
        cancelled?.Dispose();
    }

    private void CloseChildEnds()
    {
        input?.CloseReader();
        output?.CloseWriter();
        error?.CloseWriter();
        foreach (
            var file in (ReadOnlySpan<int>)[input?.Writer ?? -1, output?.Reader ?? -1, error?.Reader ?? -1]
        )
        {
            if (file >= 0)
            {
                NativeMethods.MakeNonBlocking(file);
            }
        }
    }

    private void Converse(ChildProcess child, byte[] buffer)
    {
        var sources = stackalloc NativePoll[5];
        var clock = Stopwatch.StartNew();
        var deadline = request.Timeout;
        while (true)
        {
            sources[0] = new NativePoll { File = child.PidFile, Wanted = NativeMethods.PollIn };
            sources[1] = new NativePoll { File = output?.Reader ?? -1, Wanted = NativeMethods.PollIn };
            sources[2] = new NativePoll { File = error?.Reader ?? -1, Wanted = NativeMethods.PollIn };
            sources[3] = new NativePoll
            {
                File = written < request.Input.Length ? input?.Writer ?? -1 : -1,
                Wanted = NativeMethods.PollOut,
            };
            sources[4] = new NativePoll { File = ending ? -1 : cancelled?.Reader ?? -1 };
            if (NativeMethods.Poll(sources, 5, Milliseconds(deadline - clock.Elapsed)) < 0)
            {
                continue;
            }
            Listen(output, outputBuffer, sources[1].Seen, buffer, ChunkBytes);
            Listen(error, errorBuffer, sources[2].Seen, buffer, ChunkBytes);
            Feed(sources[3].Seen);
            if (sources[0].Seen != 0)
            {
                Listen(output, outputBuffer, NativeMethods.PollIn, buffer, LastBytes);
                Listen(error, errorBuffer, NativeMethods.PollIn, buffer, LastBytes);
                return;
            }
            var late = clock.Elapsed >= deadline;
            if (late || sources[4].Seen != 0)
            {
                timedOut |= late && !ending;
                deadline = End(child, clock);
            }
        }
    }

    /// <summary>Asks the child to end, or makes it. Returns when to look again.</summary>
    private TimeSpan? End(ChildProcess child, Stopwatch clock)
    {
        var insist = ending || request.Grace <= TimeSpan.Zero;
        ending = true;
        if (insist || !SayFarewell())
        {
            child.Signal(insist ? NativeMethods.SignalKill : NativeMethods.SignalTerminate);
        }
        return insist ? null : clock.Elapsed + request.Grace;
    }

    /// <summary>
    /// A pipe that is not empty may have no room for it, and one whose input was not all sent would put it
    /// in the wrong place: a signal is left then.
    /// </summary>
    private bool SayFarewell()
    {
        if (request.Farewell.IsEmpty || input is null || written < request.Input.Length)
        {
            return false;
        }
        fixed (byte* start = request.Farewell.Span)
        {
            var sent = NativeMethods.Write(input.Writer, start, request.Farewell.Length);
            input.CloseWriter();
            return sent == request.Farewell.Length;
        }
    }

    private static int Milliseconds(TimeSpan? left) =>
        left is { } time ? (int)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 0, int.MaxValue) : -1;

    private static void Listen(Pipe? pipe, OutputBuffer into, short seen, byte[] buffer, int mostBytes)
    {
        if (pipe is null || pipe.Reader < 0 || seen == 0)
        {
            return;
        }
        fixed (byte* start = buffer)
        {
            for (var heard = 0; heard < mostBytes; )
            {
                var got = NativeMethods.Read(pipe.Reader, start, buffer.Length);
                if (got > 0)
                {
                    into.Add(buffer.AsSpan(0, (int)got));
                    heard += (int)got;
                    continue;
                }
                var error = (Errno)Marshal.GetLastPInvokeError();
                if (got < 0 && error == Errno.EINTR)
                {
                    continue;
                }
                if (got == 0 || error != Errno.EAGAIN)
                {
                    pipe.CloseReader();
                }
                return;
            }
        }
    }

    private void Feed(short seen)
    {
        if (input is null || seen == 0)
        {
            return;
        }
        fixed (byte* start = request.Input.Span)
        {
            var sent = NativeMethods.Write(input.Writer, start + written, request.Input.Length - written);
            written += (int)Math.Max(sent, 0);
            var refused =
                sent < 0 && (Errno)Marshal.GetLastPInvokeError() is not (Errno.EAGAIN or Errno.EINTR);
            // A process need not read what it is given.
            if (refused || (written == request.Input.Length && request.Farewell.IsEmpty))
            {
                input.CloseWriter();
            }
        }
    }
}
