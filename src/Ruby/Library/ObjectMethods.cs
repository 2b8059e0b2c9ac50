namespace Bunraku.Ruby;

// The methods of every object, and of the kernel. A table of methods: the method length is that of the list.

/// <summary>The methods that <c>BasicObject</c> has.</summary>
internal static class ObjectMethods
{
    public static readonly NativeTable Basic = new(static t =>
    {
        t.Hidden("initialize", 0, int.MaxValue, static (_, _, _, _) => Nil.Value);
        t.On("==", 1, static (_, s, a, _) => Booleans.Of(s.Equals(a[0])));
        t.On(
            "equal?",
            1,
            static (_, s, a, _) =>
                Booleans.Of(ReferenceEquals(s, a[0]) || s is long or Symbol or bool or Nil && s.Equals(a[0]))
        );
        t.On("!", 0, static (_, s, _, _) => Booleans.Of(!Runtime.IsTrue(s)));
        t.On("!=", 1, static (r, s, a, _) => Booleans.Of(!r.AreEqual(s, a[0])));
        t.On("__send__", -2, static (r, s, a, b) => r.Send(s, r.NameOf(a[0]), a[1..], b));
        t.On("__id__", 0, static (r, s, _, _) => r.IdOf(s));
        t.On(
            "instance_eval",
            -1,
            static (r, s, a, b) => Evaluate(r, s, a, b, s is RubyObject ? r.SingletonOf(s) : null)
        );
        t.On(
            "instance_exec",
            -1,
            static (r, s, a, b) => RubyProc.Given(b).CallOn(s, a, s is RubyObject ? r.SingletonOf(s) : null)
        );
        t.Hidden(
            "method_missing",
            1,
            int.MaxValue,
            static (r, s, a, _) => throw r.Undefined(s, r.NameOf(a[0]), true, false, r.Site?.Span)
        );
    });

    public static object Evaluate(
        Runtime ruby,
        object self,
        object[] arguments,
        RubyProc? block,
        RubyModule? definitions
    )
    {
        if (block is not null)
        {
            return arguments.Length == 0
                ? block.CallOn(self, [self], definitions)
                : throw Arguments.WrongNumber(ruby, arguments.Length, 0, 0);
        }
        if (arguments.Length is 0 or > 3)
        {
            throw Arguments.WrongNumber(ruby, arguments.Length, 1, 3);
        }
        var file = Programs.File(ruby, arguments, 1);
        var (outer, names) =
            ruby.Written is { Names: { } known } written && written.Frame == ruby.Caller
                ? (written.Frame, known)
                : default((Frame?, Layout?));
        outer?.IsKept = true;
        var body = Programs.Lower(ruby, file, names);
        var frame = new Frame(
            ruby,
            self,
            new object[body.Layout.Count],
            definitions is null ? ruby.Top : new LexicalScope(definitions, ruby.Caller?.Scope ?? ruby.Top)
        )
        {
            Outer = outer,
        };
        return body.Evaluation(frame);
    }
}
