namespace Bunraku.Ruby;

/// <summary>The methods of exceptions, and what <c>raise</c> makes of its arguments.</summary>
internal static class ExceptionMethods
{
    // A table of methods: the method length is that of the list.
    public static readonly NativeTable Table = new(static t =>
    {
        t.Hidden(
            "initialize",
            0,
            int.MaxValue,
            static (_, s, a, _) =>
            {
                ((RubyException)s).Message = a.Length > 0 ? a[0] : null;
                return Nil.Value;
            }
        );
        t.On("message", 0, static (r, s, _, _) => r.String(r.ToText(r.Send(s, "to_s"))));
        t.On("to_s", 0, static (r, s, _, _) => r.String(r.MessageOf((RubyException)s)));
        t.On(
            "full_message",
            -1,
            static (r, s, _, _) =>
                r.String($"{r.ToText(r.Send(s, "message"))} ({r.RealClass(s).DisplayName})")
        );
        t.On(
            "detailed_message",
            -1,
            static (r, s, _, _) =>
                r.String($"{r.ToText(r.Send(s, "message"))} ({r.RealClass(s).DisplayName})")
        );
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.ToText(s) is { Length: > 0 } text
                    ? r.String($"#<{r.RealClass(s).DisplayName}: {text}>")
                    : r.String(r.RealClass(s).DisplayName)
        );
        t.On("backtrace", 0, static (_, s, _, _) => ((RubyException)s).Backtrace);
        t.On("set_backtrace", 1, static (_, s, a, _) => ((RubyException)s).Backtrace = a[0]);
        t.On("cause", 0, static (_, s, _, _) => ((RubyException)s).Cause);
        t.On(
            "exception",
            0,
            1,
            static (r, s, a, _) =>
            {
                if (a.Length == 0 || a[0] == s)
                {
                    return s;
                }
                // Another one with this message; it is not begun again.
                var copy = (RubyException)Copies.Of(r, s, true);
                copy.Message = a[0];
                return copy;
            }
        );
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    s == a[0]
                        || a[0] is RubyException other
                            && other.Class == ((RubyException)s).Class
                            && r.ToText(s) == r.ToText(other)
                )
        );
        foreach (
            var name in new[]
            {
                "name",
                "args",
                "receiver",
                "key",
                "result",
                "status",
                "tag",
                "value",
                "path",
                "reason",
                "exit_value",
            }
        )
        {
            t.On(name, 0, (_, s, _, _) => ((RubyException)s).Details.GetValueOrDefault(name, Nil.Value));
        }
    });

    private static RubyException Made(Runtime r, RubyModule type, object[] arguments) =>
        r.Send(type, "new", arguments) as RubyException
        ?? throw r.Error("TypeError", "exception class/object expected");

    public static Exception Raised(Runtime r, object[] a)
    {
        object cause = Nil.Value;
        if (
            a is [.., RubyHash { IsKeywords: true } options]
            && options.Find(new Symbol("cause")) is { } given
        )
        {
            cause = given;
            a = a[..^1];
        }
        var value = a switch
        {
            [] => r.CurrentError
                ?? Made(r, (RubyModule)r.Classes.Object.Constants["RuntimeError"], [r.String("")]),
            [RubyString text, ..] => Made(r, (RubyModule)r.Classes.Object.Constants["RuntimeError"], [text]),
            [RubyModule type] => Made(r, type, []),
            [RubyModule type, var message, ..] => Made(r, type, [message]),
            [RubyException error] => error,
            [RubyException error, var message, ..] => Made(r, error.Class, [message]),
            [var other, ..] when r.RespondsTo(other, "exception") => (RubyException)
                r.Send(other, "exception", a[1..]),
            _ => throw r.Error("TypeError", "exception class/object expected"),
        };
        if (a is [_, _, RubyArray backtrace])
        {
            value.Backtrace = backtrace;
        }
        if (cause is not Nil)
        {
            value.Cause = cause;
        }
        return r.Raise(value);
    }
}
