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
        t.On("full_message", -1, static (r, s, a, _) => r.String(Told(r, (RubyException)s, a)));
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
        t.On(
            "set_backtrace",
            1,
            static (r, s, a, _) =>
                ((RubyException)s).Backtrace = a[0] switch
                {
                    Nil => a[0],
                    RubyString line => r.Array([line]),
                    RubyArray { Items: var lines } when lines.All(line => line is RubyString) => a[0],
                    _ => throw r.Error("TypeError", "backtrace must be Array of String"),
                }
        );
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
                            && r.AreEqual(r.Send(s, "message"), r.Send(other, "message"))
                            && r.AreEqual(r.Send(s, "backtrace"), r.Send(other, "backtrace"))
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
            t.On(
                name,
                0,
                (r, s, _, _) =>
                    ((RubyException)s).Details.TryGetValue(name, out var detail) ? detail
                    : name is "receiver" or "key" ? throw r.Error("ArgumentError", $"no {name} is available")
                    : Nil.Value
            );
        }
    });

    /// <summary>An exception as Ruby tells of it at the end of a program.</summary>
    private static string Told(Runtime r, RubyException error, object[] a)
    {
        var options = a is [.., RubyHash hash] ? hash : null;
        object Option(string name) => options?.Find(new Symbol(name)) ?? Nil.Value;
        var highlight = Option("highlight") is (Nil or bool) and var given
            ? given is true
            : throw r.Error(
                "ArgumentError",
                $"expected true or false as highlight: {r.Inspect(Option("highlight"))}"
            );
        var order = Option("order") is Nil ? "top" : r.NameOf(Option("order"));
        if (order is not ("top" or "bottom"))
        {
            throw r.Error("ArgumentError", $"expected :top or :bottom as order: {order}");
        }
        var output = new System.Text.StringBuilder();
        var seen = new List<object>();
        for (object one = error; one is RubyException next && !seen.Contains(one); one = next.Cause)
        {
            seen.Add(one);
            output.Append(Told(r, next, highlight, order == "bottom"));
        }
        return output.ToString();
    }

    private static string Told(Runtime r, RubyException error, bool highlight, bool isReversed)
    {
        var message = r.ToText(r.Send(error, "message"));
        var type = r.RealClass(error).DisplayName;
        var lines = message.Split('\n', 2);
        var (bold, plain) = highlight ? ("\e[1m", "\e[m") : ("", "");
        var name = highlight ? $"\e[1;4m{type}\e[m\e[1m" : type;
        var text =
            message.Length == 0
                ? $"{(highlight ? "\e[1;4m" : "")}unhandled exception{plain}"
                : $"{bold}{lines[0]} ({name}){plain}"
                    + (
                        lines.Length > 1
                            ? $"\n{string.Join('\n', lines[1].Split('\n').Select(line => line.Length > 0 ? bold + line + plain : line))}"
                            : ""
                    );
        var places =
            r.Send(error, "backtrace") is RubyArray { Items: var all } ? all.ConvertAll(r.ToText)
            : r.Site is { } site ? [Runtime.Told((site.Span, site.Native ?? site.Label))]
            : ["main"];
        var from = places
            .Skip(1)
            .Select((place, i) => isReversed ? $"\t{i + 1}: from {place}\n" : $"\tfrom {place}\n");
        var head = $"{places.FirstOrDefault() ?? ""}: {text}{(text.EndsWith('\n') ? "" : "\n")}";
        return isReversed
            ? $"{bold}Traceback{plain} (most recent call last):\n{string.Concat(from.Reverse())}{head}"
            : head + string.Concat(from);
    }

    private static RubyException Made(Runtime r, RubyModule type, object[] arguments) =>
        r.Send(type, "new", arguments) as RubyException
        ?? throw r.Error("TypeError", "exception class/object expected");

    public static Exception Raised(Runtime r, object[] a)
    {
        object? cause = null;
        if (
            a is [.., RubyHash { IsKeywords: true } options]
            && options.Find(new Symbol("cause")) is { } given
        )
        {
            cause = given;
            a = options.Pairs.Count > 1 ? a : a[..^1];
            if (a.Length == 0)
            {
                throw r.Error("ArgumentError", "only cause is given with no arguments");
            }
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
            [var other, ..] when r.RespondsTo(other, "exception") => r.Send(other, "exception", a[1..])
                as RubyException
                ?? throw r.Error("TypeError", "exception object expected"),
            _ => throw r.Error("TypeError", "exception class/object expected"),
        };
        if (cause is not (null or Nil or RubyException))
        {
            throw r.Error("TypeError", "exception object expected");
        }
        if (cause != value && cause is RubyException known && known.IsCausedBy(value))
        {
            throw r.Error("ArgumentError", "circular causes");
        }
        if (a is [_, _, RubyArray backtrace])
        {
            value.Backtrace = backtrace;
        }
        if (cause is not null && cause != value)
        {
            (value.Cause, value.HasCause) = (cause is Nil ? value.Cause : cause, true);
        }
        return r.Raise(value);
    }
}
