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
        FileMethods.Define(r);
        DirMethods.Define(r);
        c.MakeOwn("JSON", JsonLibrary.Table);
        var trouble = r.DefineClass("JSON::JSONError", c.StandardError);
        r.DefineClass("JSON::NestingError", r.DefineClass("JSON::ParserError", trouble));
        r.DefineClass("JSON::GeneratorError", trouble);
    }

    private static double Real(Runtime r, object value) =>
        Runtime.IsNumber(value) ? Numbers.Float(value)
        : value is RubyObject && r.ClassOf(value).Is(r.Classes.Numeric) ? Real(r, r.Send(value, "to_f"))
        : throw r.Error(
            "TypeError",
            $"can't convert {(value is RubyString ? "String" : r.Kind(value))} into Float"
        );

    /// <summary>The result, unless there is none for the argument.</summary>
    private static object InDomain(Runtime r, string name, double result, double argument) =>
        double.IsNaN(result) && !double.IsNaN(argument)
            ? throw OutOfDomain(r, $"Numerical argument is out of domain - {name}")
            : result;

    /// <summary>A <c>Math::DomainError</c>, which whole numbers raise as well.</summary>
    public static RubyError OutOfDomain(Runtime r, string message) =>
        r.Error(
            (RubyModule)((RubyModule)r.Classes.Object.Constants["Math"]).Constants["DomainError"],
            message
        );

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
                ("acosh", Math.Acosh),
                ("asinh", Math.Asinh),
                ("atanh", Math.Atanh),
            }
        )
        {
            t.On(name, 1, (r, _, a, _) => InDomain(r, name, function(Real(r, a[0])), Real(r, a[0])));
        }
        t.On(
            "log",
            1,
            2,
            static (r, _, a, _) =>
                InDomain(
                    r,
                    "log",
                    a.Length > 1
                        ? Math.Log(Real(r, a[0])) / Math.Log(Real(r, a[1]))
                        : Math.Log(Real(r, a[0])),
                    Real(r, a[0])
                )
        );
        t.On("ldexp", 2, static (r, _, a, _) => Math.ScaleB(Real(r, a[0]), (int)r.Int(a[1])));
        t.On(
            "frexp",
            1,
            static (r, _, a, _) =>
            {
                var value = Real(r, a[0]);
                var exponent = value == 0 ? 0 : Math.ILogB(value) + 1;
                return r.Array([Math.ScaleB(value, -exponent), (long)exponent]);
            }
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
                    || char.IsLowSurrogate(c)
                        ? c.ToString()
                    : "\\" + c
                )
            );

    private static readonly NativeTable Shell = new(static t =>
    {
        t.On("escape", 1, static (r, _, a, _) => r.String(ShellEscaped(r.ToText(a[0]))));
        t.Alias("shellescape", "escape");
        t.On(
            "join",
            1,
            static (r, _, a, _) =>
                r.String(string.Join(' ', r.ToArray(a[0]).Items.Select(item => ShellEscaped(r.ToText(item)))))
        );
        t.Alias("shelljoin", "join");
    });
}
