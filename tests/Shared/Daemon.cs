using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Bunraku.Tests;

/// <summary>
/// A real program that runs beside a test: started, waited for, and stopped by its process id.
/// </summary>
internal sealed partial class Daemon : IDisposable
{
    public const int Interrupt = 2;
    public const int KillAtOnce = 9;
    private const int Terminate = 15;
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);
    private readonly Process process;
    private readonly StringBuilder output = new();

    /// <param name="variables">Set besides the inherited ones.</param>
    public Daemon(
        string program,
        IEnumerable<string> arguments,
        Func<bool> isReady,
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            WaitUntil(isReady, program);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Id => process.Id;

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Sends a signal and waits for the end; the exit code.</summary>
    public int End(int signal)
    {
        _ = Kill(process.Id, signal);
        return process.WaitForExit(StopTimeout)
            ? process.ExitCode
            : throw new TimeoutException($"signal {signal} did not end it:\n{Output}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            _ = Kill(process.Id, Terminate);
            if (!process.WaitForExit(StopTimeout))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }
        process.Dispose();
    }

    private void WaitUntil(Func<bool> isReady, string program)
    {
        var start = Stopwatch.StartNew();
        while (!isReady())
        {
            if (process.HasExited || start.Elapsed > ReadyTimeout)
            {
                throw new InvalidOperationException($"{program} did not start:\n{Output}");
            }
            Thread.Sleep(50);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.Append(line.Data).Append('\n');
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
