namespace Bunraku.Ruby;

// A table of methods: the method length is that of the list.

/// <summary>The methods of iterations that wait for their block.</summary>
internal static class EnumeratorMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        t.On("each", -1, static (r, s, _, b) => b is null ? s : Run(r, (RubyEnumerator)s, b));
        t.On(
            "+",
            1,
            static (r, s, a, _) =>
                r.Send(((RubyModule)r.Classes.Enumerator.Constants["Chain"]), "new", s, a[0])
        );
        t.On(
            "with_index",
            0,
            1,
            static (r, s, a, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "with_index", a);
                }
                var i = a is [] or [Nil] ? 0L : r.Int(a[0]);
                return Run(r, (RubyEnumerator)s, r.Native(given => b.Call(Packed(r, given), i++)));
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
                return Run(r, (RubyEnumerator)s, r.Native(given => b.Call(Packed(r, given), i++)));
            }
        );
        t.On(
            "with_object",
            1,
            static (r, s, a, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "with_object", a);
                }
                Run(r, (RubyEnumerator)s, r.Native(given => b.Call(Packed(r, given), a[0])));
                return a[0];
            }
        );
        t.On("next", 0, static (r, s, _, _) => Item(Next(r, s)));
        t.On("peek", 0, static (r, s, _, _) => Item(Peek(r, (RubyEnumerator)s)));
        t.On("next_values", 0, static (r, s, _, _) => Next(r, s));
        t.On("peek_values", 0, static (r, s, _, _) => r.Array([.. Peek(r, (RubyEnumerator)s).Items]));
        t.On(
            "rewind",
            0,
            static (_, s, _, _) =>
            {
                var self = (RubyEnumerator)s;
                self.Source?.End();
                (self.Source, self.Peeked, self.Result) = (null, null, null);
                return s;
            }
        );
        t.On("size", 0, static (r, s, _, _) => Size(r, (RubyEnumerator)s));
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.String(r.Shown(s, "#<Enumerator: ...>", () => Text(r, (RubyEnumerator)s)))
        );
        t.Alias("to_s", "inspect");
    });

    private static string Text(Runtime r, RubyEnumerator self) =>
        self.Generator is null
            ? $"#<Enumerator: {r.Inspect(self.Receiver)}:{self.Method}"
                + (
                    self.Arguments.Length == 0
                        ? ">"
                        : $"({string.Join(", ", self.Arguments.Select(r.Inspect))})>"
                )
            : "#<Enumerator: #<Enumerator::Generator>:each>";

    /// <summary>What is yielded as no value, one or several, as one.</summary>
    private static object Item(RubyArray values) =>
        values.Items switch
        {
            [] => Nil.Value,
            [var one] => one,
            _ => values,
        };

    private static RubyArray Next(Runtime r, object self)
    {
        var values = Peek(r, (RubyEnumerator)self);
        ((RubyEnumerator)self).Peeked = null;
        return values;
    }

    /// <summary>The values of the next item, which stays the next one; the iteration runs so far.</summary>
    private static RubyArray Peek(Runtime r, RubyEnumerator self)
    {
        if (self.Peeked is { } known)
        {
            return known;
        }
        if (self.Result is { } ended)
        {
            throw Ended(r, ended);
        }
        self.Source ??= new RubyFiber(
            r.Classes.Object,
            r,
            _ => self.Result = Run(r, self, r.Native(given => r.Fiber!.Stop(r.Array([.. given]))))
        );
        var item = self.Source.Resume([]);
        return self.Result is { } result ? throw Ended(r, result) : self.Peeked = (RubyArray)item;
    }

    private static RubyError Ended(Runtime r, object result)
    {
        var error = r.Error("StopIteration", "iteration reached an end");
        error.Value.Details["result"] = result;
        return error;
    }

    /// <summary>How many there will be, where that is known beforehand.</summary>
    private static object Size(Runtime r, RubyEnumerator self)
    {
        if (self.Size is { } given)
        {
            return given is RubyProc count ? count.Call() : given;
        }
        if (self.Generator is not null)
        {
            return Nil.Value;
        }
        var length = self.Receiver switch
        {
            RubyArray or RubyHash or RubyStruct => r.Each(self.Receiver).LongCount(),
            RubyRange or RubyEnumerator => r.Send(self.Receiver, "size") as long?,
            RubyObject when IsSized(self.Method) && r.RespondsTo(self.Receiver, "size") => r.Send(
                self.Receiver,
                "size"
            ) as long?,
            long count when self.Method == "times" => Math.Max(0, count),
            long from when self is { Method: "upto", Arguments: [long to] } => Math.Max(0, to - from + 1),
            long from when self is { Method: "downto", Arguments: [long to] } => Math.Max(0, from - to + 1),
            _ => null,
        };
        return self.Method switch
        {
            "loop" => double.PositiveInfinity,
            "step" when self.Arguments is [_] or [_, _] => r.Each(self).LongCount(),
            "cycle" when self.Arguments is [] or [Nil] => length switch
            {
                null => Nil.Value,
                0 => 0L,
                _ => double.PositiveInfinity,
            },
            "cycle" when length is { } all => Math.Max(0, all * r.Int(self.Arguments[0])),
            "each_slice" when length is { } all => (all + r.Int(self.Arguments[0]) - 1)
                / r.Int(self.Arguments[0]),
            "each_cons" when length is { } all => Math.Max(0, all - r.Int(self.Arguments[0]) + 1),
            "find" or "detect" or "find_index" or "take_while" or "drop_while" => Nil.Value,
            _ => (object?)length ?? Nil.Value,
        };
    }

    /// <summary>Whether a method of anything that has items comes by all of them.</summary>
    private static bool IsSized(string method) =>
        method
            is "each_with_index"
                or "reverse_each"
                or "each_entry"
                or "each_slice"
                or "each_cons"
                or "each_with_object"
                or "map"
                or "collect"
                or "flat_map"
                or "collect_concat"
                or "select"
                or "filter"
                or "find_all"
                or "filter_map"
                or "reject"
                or "partition"
                or "group_by"
                or "min_by"
                or "max_by"
                or "minmax_by"
                or "sort_by"
                or "cycle";

    private static object Packed(Runtime r, object[] given) =>
        given.Length == 1 ? given[0] : r.Array([.. given]);

    private static object Run(Runtime r, RubyEnumerator self, RubyProc block) =>
        r.Send(self.Receiver, self.Method, self.Arguments, block);
}
