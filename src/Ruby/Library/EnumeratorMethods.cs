namespace Bunraku.Ruby;

/// <summary>The methods of iterations that wait for their block.</summary>
internal static class EnumeratorMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        t.On("each", -1, static (r, s, _, b) => b is null ? s : Run(r, (RubyEnumerator)s, b));
        t.On("+", 1, static (r, s, a, _) => r.Array([.. r.Each(s), .. r.Each(a[0])]));
        t.On(
            "with_index",
            0,
            1,
            static (r, s, a, b) =>
            {
                var i = a.Length > 0 && a[0] is long first ? first : 0L;
                return Run(
                    r,
                    (RubyEnumerator)s,
                    r.Native(given => RubyProc.Given(b).Call(Packed(r, given), i++))
                );
            }
        );
        t.On(
            "each_with_index",
            0,
            static (r, s, _, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "each_with_index", []);
                }
                var i = 0L;
                return Run(
                    r,
                    (RubyEnumerator)s,
                    r.Native(given => RubyProc.Given(b).Call(Packed(r, given), i++))
                );
            }
        );
        t.On(
            "with_object",
            1,
            static (r, s, a, b) =>
            {
                Run(r, (RubyEnumerator)s, r.Native(given => RubyProc.Given(b).Call(Packed(r, given), a[0])));
                return a[0];
            }
        );
        t.On(
            "next",
            0,
            static (r, s, _, _) =>
            {
                var self = (RubyEnumerator)s;
                self.Buffer ??= [.. r.Each(self)];
                return self.Next < self.Buffer.Count ? self.Buffer[self.Next++] : throw Ended(r, self);
            }
        );
        t.On(
            "peek",
            0,
            static (r, s, _, _) =>
            {
                var self = (RubyEnumerator)s;
                self.Buffer ??= [.. r.Each(self)];
                return self.Next < self.Buffer.Count ? self.Buffer[self.Next] : throw Ended(r, self);
            }
        );
        t.On(
            "rewind",
            0,
            static (_, s, _, _) =>
            {
                ((RubyEnumerator)s).Next = 0;
                return s;
            }
        );
        t.On("size", 0, static (r, s, _, _) => (long)r.Each(s).Count());
    });

    private static RubyError Ended(Runtime r, RubyEnumerator self)
    {
        var error = r.Error("StopIteration", "iteration reached an end");
        error.Value.Details["result"] = self.Receiver;
        return error;
    }

    private static object Packed(Runtime r, object[] given) =>
        given.Length == 1 ? given[0] : r.Array([.. given]);

    private static object Run(Runtime r, RubyEnumerator self, RubyProc block) =>
        r.Send(self.Receiver, self.Method, self.Arguments, block);
}
