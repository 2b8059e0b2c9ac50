namespace Bunraku.Ruby;

/// <summary><c>Fiber</c>: code that stops in the middle and is gone on with later.</summary>
internal static class FiberLibrary
{
    public static void Define(Runtime r)
    {
        var type = r.Classes.Make("Fiber", r.Classes.Object, Table, null);
        var own = r.SingletonOf(type);
        own.Define(
            "new",
            0,
            1,
            static (r, s, _, b) =>
            {
                var block = RubyProc.Given(b);
                return new RubyFiber((RubyModule)s, r, given => block.Call(given));
            }
        );
        own.Define(
            "yield",
            0,
            int.MaxValue,
            static (r, _, a, _) =>
                r.Fiber is { } fiber
                    ? fiber.Stop(
                        a.Length switch
                        {
                            0 => Nil.Value,
                            1 => a[0],
                            _ => r.Array([.. a]),
                        }
                    )
                    : throw r.Error("FiberError", "can't yield from root fiber")
        );
    }

    private static readonly NativeTable Table = new(static t =>
    {
        t.On("resume", -1, static (_, s, a, _) => ((RubyFiber)s).Resume(a));
        t.On("alive?", 0, static (_, s, _, _) => Booleans.Of(!((RubyFiber)s).IsDone));
    });
}
