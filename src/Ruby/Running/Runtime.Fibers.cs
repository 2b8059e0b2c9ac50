namespace Bunraku.Ruby;

// Fibers: which run, and where each has got to.
public sealed partial class Runtime
{
    private readonly List<RubyFiber> fibers = [];

    /// <summary>How far running code has got: what each fiber has of its own.</summary>
    internal readonly record struct Progress(
        int Depth,
        Frame? Caller,
        CallSite? Site,
        int Placed,
        RubyException? Error
    );

    /// <summary>The fiber that runs; null outside of any.</summary>
    internal RubyFiber? Fiber { get; set; }

    /// <summary>Puts another progress in the place of the present one, which it gives.</summary>
    internal Progress Exchange(Progress other)
    {
        var now = new Progress(Depth, Caller, Site, placed, CurrentError);
        (Depth, Caller, Site, placed, CurrentError) = (
            other.Depth,
            other.Caller,
            other.Site,
            other.Placed,
            other.Error
        );
        return now;
    }

    internal void Begin(RubyFiber fiber)
    {
        if (fibers.Count >= Limits.Fibers)
        {
            throw Error("FiberError", $"more than {Limits.Fibers} fibers at a time");
        }
        fibers.Add(fiber);
    }

    internal void Finished(RubyFiber fiber) => fibers.Remove(fiber);

    /// <summary>Ends all fibers that stopped in the middle: nobody will go on with them.</summary>
    public void EndFibers()
    {
        while (fibers.Count > 0)
        {
            try
            {
                fibers[^1].End();
            }
            catch (Exception failure) when (failure is RubyError or LimitException)
            {
                // What fails while it is ended has nobody to tell.
            }
            fibers.Remove(fibers.Count > 0 ? fibers[^1] : null!);
        }
    }
}
