using System.Text;

namespace Bunraku.Ruby;

/// <summary>Modules whose functions are called on themselves.</summary>
internal static class ModuleLibraries
{
    public static void Define(Runtime r)
    {
        var c = r.Classes;
        var math = c.MakeOwn("Math", Mathematics);
        (math.Constants["PI"], math.Constants["E"]) = (Math.PI, Math.E);
        r.SetConstant(math, "DomainError", r.NewClass((RubyModule)c.Object.Constants["ArgumentError"]));
        c.MakeOwn("Base64", Base64);
        c.MakeOwn("Shellwords", Shell);
        c.MakeOwn("CGI", Web);
        FileMethods.Define(r);
        DirMethods.Define(r);
        c.MakeOwn("Util", Escapes, c.MakeOwn("ERB", Templates));
        c.MakeOwn("JSON", JsonLibrary.Table);
        var trouble = r.DefineClass("JSON::JSONError", c.StandardError);
        r.DefineClass("JSON::NestingError", r.DefineClass("JSON::ParserError", trouble));
        r.DefineClass("JSON::GeneratorError", trouble);
    }

    private static Layout Named(IEnumerable<string> names)
    {
        var layout = new Layout(null);
        foreach (var name in names)
        {
            layout.Declare(name);
        }
        return layout;
    }

    private static readonly NativeTable Templates = new(static t =>
    {
        t.On(
            "new",
            1,
            5,
            static (r, s, a, _) =>
            {
                var trim =
                    a is [.., RubyHash options] ? options.Find(new Symbol("trim_mode")) ?? Nil.Value
                    : a.Length > 2 ? a[2]
                    : Nil.Value;
                var (program, _) = ErbSource.Of(r.Text(a[0]), trim is Nil ? "" : r.ToText(trim));
                var made = new RubyObject(r.Classes.Object);
                var own = r.SingletonOf(made);
                own.Define("src", 0, 0, (_, _, _, _) => r.String(program));
                own.Define("filename=", 1, 1, (_, _, b, _) => b[0]);
                own.Define("location=", 1, 1, (_, _, b, _) => b[0]);
                own.Define(
                    "result_with_hash",
                    1,
                    1,
                    (_, _, b, _) =>
                    {
                        var body = Programs.Lower(
                            r,
                            new Text.SourceFile("(erb)", program),
                            Named(((RubyHash)b[0]).Pairs.Keys.Select(r.NameOf))
                        );
                        var outer = new Frame(r, r.Main, [.. ((RubyHash)b[0]).Pairs.Values], r.Top);
                        return body.Evaluation(
                            new Frame(r, r.Main, new object[body.Layout.Count], r.Top) { Outer = outer }
                        );
                    }
                );
                own.Define(
                    "result",
                    0,
                    1,
                    (_, _, b, _) =>
                        b is [RubyBinding binding]
                            ? Programs.RunIn(binding, new Text.SourceFile("(erb)", program))
                            : r.Run(Programs.Lower(r, new Text.SourceFile("(erb)", program), null), r.Main)
                );
                return made;
            }
        );
        t.On("version", 0, static (r, _, _, _) => r.String("2.2.3"));
    });

    private static readonly NativeTable Mathematics = new(static t =>
    {
        foreach (
            var (name, function) in new (string, Func<double, double>)[]
            {
                ("sqrt", Math.Sqrt),
                ("log2", Math.Log2),
                ("log10", Math.Log10),
                ("sin", Math.Sin),
                ("cos", Math.Cos),
                ("exp", Math.Exp),
                (
                    "cbrt",
                    value =>
                        Math.Round(Math.Cbrt(value)) is var whole && whole * whole * whole == value
                            ? whole
                            : Math.Cbrt(value)
                ),
                ("tan", Math.Tan),
                ("asin", Math.Asin),
                ("acos", Math.Acos),
                ("atan", Math.Atan),
                ("sinh", Math.Sinh),
                ("cosh", Math.Cosh),
                ("tanh", Math.Tanh),
            }
        )
        {
            t.On(
                name,
                1,
                (r, _, a, _) =>
                    !Runtime.IsNumber(a[0])
                        ? throw r.Error(
                            "TypeError",
                            a[0] is RubyString
                                ? "can't convert String into Float"
                                : $"can't convert {r.Kind(a[0])} into Float"
                        )
                    : function(Numbers.Float(a[0])) is var result
                    && double.IsNaN(result)
                    && !double.IsNaN(Numbers.Float(a[0]))
                        ? throw r.Error(
                            (RubyModule)
                                ((RubyModule)r.Classes.Object.Constants["Math"]).Constants["DomainError"],
                            $"Numerical argument is out of domain - {name}"
                        )
                    : result
            );
        }
        t.On(
            "log",
            1,
            2,
            static (_, _, a, _) =>
                a.Length > 1
                    ? Math.Log(Numbers.Float(a[0]), Numbers.Float(a[1]))
                    : Math.Log(Numbers.Float(a[0]))
        );
        t.On("hypot", 2, static (_, _, a, _) => double.Hypot(Numbers.Float(a[0]), Numbers.Float(a[1])));
        t.On("atan2", 2, static (_, _, a, _) => Math.Atan2(Numbers.Float(a[0]), Numbers.Float(a[1])));
        t.On("pow", 2, static (_, _, a, _) => Math.Pow(Numbers.Float(a[0]), Numbers.Float(a[1])));
    });

    private static readonly NativeTable Base64 = new(static t =>
    {
        t.On(
            "strict_encode64",
            1,
            static (r, _, a, _) => r.String(Convert.ToBase64String(Packing.Bytes((RubyString)a[0])))
        );
        t.On(
            "encode64",
            1,
            static (r, _, a, _) =>
                r.String(
                    string.Concat(
                        Convert
                            .ToBase64String(Packing.Bytes((RubyString)a[0]))
                            .Chunk(60)
                            .Select(line => new string(line) + "\n")
                    )
                )
        );
        t.On(
            "urlsafe_encode64",
            -2,
            static (r, _, a, _) =>
                r.String(
                    Convert
                        .ToBase64String(Packing.Bytes((RubyString)a[0]))
                        .Replace('+', '-')
                        .Replace('/', '_')
                )
        );
        t.On(
            "decode64",
            1,
            static (r, _, a, _) =>
                r.String(
                    Encoding.UTF8.GetString(
                        Convert.FromBase64String(r.Text(a[0]).Replace("\n", "", StringComparison.Ordinal))
                    )
                )
        );
        t.Alias("strict_decode64", "decode64");
    });

    public static string ShellEscaped(string text) =>
        text.Length == 0
            ? "''"
            : string.Concat(
                text.Select(c =>
                    c == '\n' ? "'\n'"
                    : char.IsAsciiLetterOrDigit(c)
                    || "_-.,:+/@".Contains(c, StringComparison.Ordinal)
                    || c > 127
                        ? c.ToString()
                    : "\\" + c
                )
            );

    private static readonly NativeTable Shell = new(static t =>
    {
        t.On("escape", 1, static (r, _, a, _) => r.String(ShellEscaped(r.Text(a[0]))));
        t.Alias("shellescape", "escape");
        t.On(
            "join",
            1,
            static (r, _, a, _) =>
                r.String(string.Join(' ', r.ToArray(a[0]).Items.Select(item => ShellEscaped(r.ToText(item)))))
        );
        t.Alias("shelljoin", "join");
    });

    private static readonly NativeTable Escapes = new(static t =>
    {
        t.On(
            "html_escape",
            1,
            static (r, s, a, _) =>
                r.Send(r.Classes.Object.Constants["CGI"], "escapeHTML", r.String(r.ToText(a[0])))
        );
        t.Alias("h", "html_escape");
        t.On("url_encode", 1, static (r, _, a, _) => r.String(Uri.EscapeDataString(r.ToText(a[0]))));
        t.Alias("u", "url_encode");
    });

    private static readonly NativeTable Web = new(static t =>
    {
        t.On(
            "escapeHTML",
            1,
            static (r, _, a, _) =>
                r.String(
                    r.Text(a[0])
                        .Replace("&", "&amp;", StringComparison.Ordinal)
                        .Replace("<", "&lt;", StringComparison.Ordinal)
                        .Replace(">", "&gt;", StringComparison.Ordinal)
                        .Replace("\"", "&quot;", StringComparison.Ordinal)
                        .Replace("'", "&#39;", StringComparison.Ordinal)
                )
        );
        t.Alias("escape_html", "escapeHTML");
        t.On(
            "escape",
            1,
            static (r, _, a, _) =>
                r.String(
                    string.Concat(
                        Encoding
                            .UTF8.GetBytes(r.Text(a[0]))
                            .Select(b =>
                                char.IsAsciiLetterOrDigit((char)b)
                                || "_.-~".Contains((char)b, StringComparison.Ordinal)
                                    ? ((char)b).ToString()
                                : b == ' ' ? "+"
                                : $"%{b:X2}"
                            )
                    )
                )
        );
    });
}
