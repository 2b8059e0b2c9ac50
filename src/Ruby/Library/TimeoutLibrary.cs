namespace Bunraku.Ruby;

/// <summary>
/// <c>Timeout</c>: a block that may take so long. It is left at its next step when time is up; what waits
/// outside of Ruby asks <see cref="Runtime.Remaining"/>.
/// </summary>
internal static class TimeoutLibrary
{
    public static void Define(Runtime r)
    {
        var error = r.DefineClass("Timeout::Error", (RubyModule)r.Classes.Object.Constants["RuntimeError"]);
        var module = (RubyModule)r.Classes.Object.Constants["Timeout"];
        r.DefineClass("Timeout::ExitException", (RubyModule)r.Classes.Object.Constants["Exception"]);
        r.SetConstant(r.Classes.Object, "TimeoutError", error);
        NativeBody body = (ruby, _, a, block) => Within(ruby, a, RubyProc.Given(block), error);
        r.DefineOwn(module, "timeout", 1, 3, body);
        module.Define("timeout", 1, 3, body);
    }

    private static object Within(Runtime r, object[] a, RubyProc block, RubyModule error)
    {
        var seconds =
            a[0] is Nil ? 0 : Convert.ToDouble(a[0], System.Globalization.CultureInfo.InvariantCulture);
        if (seconds <= 0)
        {
            return block.Call(a[0]);
        }
        var type = a.Length > 1 ? a[1] as RubyModule : null;
        var message = a.Length > 2 && a[2] is not Nil ? r.Text(a[2]) : "execution expired";
        var deadline = new Deadline(
            Deadline.Now + TimeSpan.FromSeconds(Math.Min(seconds, 1e9)),
            type,
            message
        );
        var depth = r.Depth;
        r.Deadlines.Push(deadline);
        try
        {
            return block.Call(a[0]);
        }
        catch (DeadlineException late) when (late.Deadline == deadline)
        {
            r.Depth = depth;
            throw r.Error(error, message);
        }
        finally
        {
            r.Deadlines.Pop();
        }
    }
}

/// <summary>When a block has to be done.</summary>
/// <param name="At">A time of <see cref="Now"/>.</param>
/// <param name="Error">What is raised within the block, to be rescued there; null to leave it.</param>
internal sealed record Deadline(TimeSpan At, RubyModule? Error, string Message)
{
    /// <summary>The clock for waits: it does not lag behind the one that they are timed with.</summary>
    public static TimeSpan Now => System.Diagnostics.Stopwatch.GetElapsedTime(0);
}

/// <summary>Leaves the block whose time is up, past everything that rescues.</summary>
internal sealed class DeadlineException(Deadline deadline) : Exception
{
    public Deadline Deadline => deadline;
}
