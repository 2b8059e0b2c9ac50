using System.Runtime.ExceptionServices;

namespace Bunraku.Ruby;

/// <summary>
/// Code that stops in the middle and goes on later: a thread of its own, of which one at a time runs.
/// Iterations that are asked for one item after the other (<c>next</c>) are such code, too.
/// </summary>
internal sealed class RubyFiber(RubyModule type, Runtime ruby, Func<object[], object> body) : RubyObject(type)
{
    private const int StackSize = 2 << 20;

    private readonly SemaphoreSlim turn = new(0);
    private readonly SemaphoreSlim back = new(0);
    private Thread? thread;
    private object[] given = [];
    private object result = Nil.Value;
    private ExceptionDispatchInfo? failure;
    private Runtime.Progress own;
    private bool isEnding;

    public bool IsDone { get; private set; }

    public bool IsRunning { get; private set; }

    /// <summary>Unwinds the thread of a fiber that nobody goes on with.</summary>
    private sealed class EndException : Exception;

    /// <summary>Goes on until it stops again, and gives what it stopped with.</summary>
    public object Resume(object[] arguments)
    {
        if (IsDone)
        {
            throw ruby.Error("FiberError", "attempt to resume a terminated fiber");
        }
        if (IsRunning)
        {
            throw ruby.Error("FiberError", "attempt to resume the current fiber");
        }
        given = arguments;
        if (thread is null)
        {
            ruby.Begin(this);
            thread = new Thread(Run, StackSize) { IsBackground = true };
            thread.Start();
        }
        Switch();
        failure?.Throw();
        return result;
    }

    private void Switch()
    {
        var (outer, here) = (ruby.Fiber, ruby.Exchange(own));
        (IsRunning, ruby.Fiber) = (true, this);
        turn.Release();
        back.Wait();
        (IsRunning, ruby.Fiber) = (false, outer);
        own = ruby.Exchange(here);
        if (IsDone)
        {
            ruby.Finished(this);
            thread!.Join();
        }
    }

    private void Run()
    {
        turn.Wait();
        try
        {
            result = isEnding ? Nil.Value : body(given);
        }
        catch (EndException)
        {
            result = Nil.Value;
        }
        catch (Exception problem)
        {
            failure = ExceptionDispatchInfo.Capture(problem);
        }
        IsDone = true;
        back.Release();
    }

    /// <summary>Within it: stops, and gives what it is resumed with.</summary>
    public object Stop(object value)
    {
        result = value;
        back.Release();
        turn.Wait();
        if (isEnding)
        {
            throw new EndException();
        }
        return given.Length switch
        {
            0 => Nil.Value,
            1 => given[0],
            _ => ruby.Array([.. given]),
        };
    }

    /// <summary>Ends it where it stopped; what it would do at last (<c>ensure</c>) is done.</summary>
    public void End()
    {
        if (thread is null || IsDone)
        {
            return;
        }
        isEnding = true;
        Switch();
    }
}
