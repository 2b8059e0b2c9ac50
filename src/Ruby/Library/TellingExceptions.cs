namespace Bunraku.Ruby;

/// <summary>Exceptions that are made with more than a message: a name, a key, a status, a signal.</summary>
internal static class TellingExceptions
{
    /// <summary>The signals of Linux (<c>signal(7)</c>) by their names.</summary>
    public static readonly (string Name, long Number)[] Signals =
    [
        ("EXIT", 0),
        ("HUP", 1),
        ("INT", 2),
        ("QUIT", 3),
        ("ILL", 4),
        ("TRAP", 5),
        ("ABRT", 6),
        ("BUS", 7),
        ("FPE", 8),
        ("KILL", 9),
        ("USR1", 10),
        ("SEGV", 11),
        ("USR2", 12),
        ("PIPE", 13),
        ("ALRM", 14),
        ("TERM", 15),
        ("CHLD", 17),
        ("CONT", 18),
        ("STOP", 19),
        ("TSTP", 20),
        ("TTIN", 21),
        ("TTOU", 22),
        ("WINCH", 28),
    ];

    /// <summary>The table of a class, or null: most take a message and nothing else.</summary>
    public static NativeTable? Of(string name) =>
        name switch
        {
            "FrozenError" => Telling(),
            "KeyError" => Telling(),
            "NameError" => Telling("name"),
            "NoMethodError" => Telling("name", "args"),
            "SystemCallError" => SystemErrors.Table,
            "SystemExit" => Exits,
            "SignalException" => OfSignals,
            _ => null,
        };

    /// <summary>
    /// What follows the message by its place; <c>receiver</c> and <c>key</c> by their names.
    /// </summary>
    private static NativeTable Telling(params string[] names) =>
        new(t =>
            t.Hidden(
                "initialize",
                0,
                4,
                (_, s, a, _) =>
                {
                    var error = (RubyException)s;
                    if (a is [.., RubyHash { IsKeywords: true } named])
                    {
                        foreach (var (key, value) in named.Pairs)
                        {
                            error.Details[((Symbol)key).Name] = value;
                        }
                        a = a[..^1];
                    }
                    error.Message = a.Length > 0 ? a[0] : null;
                    for (var i = 0; i < names.Length && i + 1 < a.Length; i++)
                    {
                        error.Details[names[i]] = a[i + 1];
                    }
                    return Nil.Value;
                }
            )
        );

    private static readonly NativeTable Exits = new(static t =>
    {
        t.Hidden(
            "initialize",
            0,
            2,
            static (_, s, a, _) =>
            {
                var error = (RubyException)s;
                var isGiven = a.Length > 0 && a[0] is long or bool;
                error.Details["status"] =
                    !isGiven || a[0] is true ? 0L
                    : a[0] is false ? 1L
                    : a[0];
                var rest = isGiven ? a[1..] : a;
                error.Message = rest.Length > 0 ? rest[0] : null;
                return Nil.Value;
            }
        );
        t.On(
            "success?",
            0,
            static (_, s, _, _) =>
                Booleans.Of(((RubyException)s).Details.GetValueOrDefault("status", 0L) is 0L)
        );
    });

    private static readonly NativeTable OfSignals = new(static t =>
    {
        t.Hidden(
            "initialize",
            0,
            2,
            static (r, s, a, _) =>
            {
                var error = (RubyException)s;
                if (error.Class.Name == "Interrupt")
                {
                    error.Message = a.Length > 0 ? a[0] : r.String("Interrupt");
                    return Nil.Value;
                }
                if (a.Length == 0)
                {
                    throw Arguments.WrongNumber(r, 0, 1, 2);
                }
                var (name, number) = Signal(r, a[0]);
                error.Details["signo"] = number;
                error.Message = a.Length > 1 ? a[1] : r.String("SIG" + name);
                return Nil.Value;
            }
        );
        t.On("signo", 0, static (_, s, _, _) => ((RubyException)s).Details.GetValueOrDefault("signo", 2L));
        t.On("signm", 0, static (r, s, _, _) => r.Send(s, "message"));
    });

    /// <summary>A signal by its number, or its name with or without <c>SIG</c>.</summary>
    private static (string Name, long Number) Signal(Runtime r, object given)
    {
        if (given is long number)
        {
            var known = Signals.FirstOrDefault(one => one.Number == number);
            return known.Name is not null
                ? known
                : throw r.Error("ArgumentError", $"invalid signal number ({number})");
        }
        var name = r.NameOf(given);
        var plain = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        var found = Signals.FirstOrDefault(one => one.Name == plain);
        return found.Name is not null
            ? found
            : throw r.Error("ArgumentError", $"unsupported signal `SIG{plain}'");
    }
}
