using System.Numerics;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary><c>YAML</c>: reading and writing.</summary>
internal static class YamlLibrary
{
    public static void Define(Runtime r)
    {
        var psych = r.Classes.MakeOwn("Psych", Table);
        r.Classes.Object.Constants["YAML"] = psych;
        var problem = r.NewClass((RubyModule)r.Classes.Object.Constants["ArgumentError"]);
        r.SetConstant(psych, "Exception", problem);
        r.SetConstant(psych, "SyntaxError", r.NewClass(problem));
        r.SetConstant(psych, "DisallowedClass", r.NewClass(problem));
        r.SetConstant(psych, "BadAlias", r.NewClass(problem));
        r.SetConstant(psych, "AliasesNotEnabled", r.NewClass((RubyModule)psych.Constants["BadAlias"]));
        r.Classes.Object.Define("to_yaml", 0, 1, static (r, s, _, _) => r.String(YamlWriter.Text(r, s)));
    }

    private static readonly NativeTable Table = new(static t =>
    {
        t.On("load", 1, 2, static (r, _, a, _) => Load(r, r.Text(a[0]), Options(a), true, Follows(a)));
        t.On("unsafe_load", 1, 2, static (r, _, a, _) => Load(r, r.Text(a[0]), Options(a), true, true));
        t.On(
            "safe_load",
            1,
            4,
            static (r, _, a, _) => Load(r, r.Text(a[0]), Options(a), Permits(r, a), Follows(a))
        );
        foreach (var name in new[] { "load_file", "unsafe_load_file", "safe_load_file" })
        {
            t.On(
                name,
                1,
                2,
                (r, _, a, _) =>
                    Load(
                        r,
                        r.Text(r.Send(r.Classes.Object.Constants["File"], "read", a[0])),
                        Options(a),
                        name != "safe_load_file" || Permits(r, a),
                        name == "unsafe_load_file" || Follows(a),
                        r.ToText(a[0])
                    )
            );
        }
        t.On(
            "load_stream",
            1,
            2,
            static (r, _, a, _) =>
                r.Array([.. Documents(r.Text(a[0])).Select(text => Load(r, text, Options(a), true, true))])
        );
        t.On(
            "dump",
            1,
            3,
            static (r, _, a, _) =>
            {
                var text = r.String(YamlWriter.Text(r, a[0]));
                return a.Length > 1 && r.RespondsTo(a[1], "write") ? Written(r, a[1], text) : text;
            }
        );
        t.Alias("safe_dump", "dump");
    });

    private static object Written(Runtime r, object target, RubyString text)
    {
        r.Send(target, "write", text);
        return target;
    }

    private static RubyHash? Options(object[] a) => a.Length > 1 ? a[^1] as RubyHash : null;

    /// <summary>Whether aliases are followed: Psych does so only when it is told to.</summary>
    private static bool Follows(object[] a) =>
        Options(a) is { } options ? options.Find(new Symbol("aliases")) is true : a is [_, _, _, true];

    /// <summary>The parts of a stream, each from its <c>---</c> to the next.</summary>
    private static IEnumerable<string> Documents(string text)
    {
        var part = new System.Text.StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var isStart = line.TrimEnd() == "---" || line.StartsWith("--- ", StringComparison.Ordinal);
            if ((isStart || line.TrimEnd() == "...") && part.ToString().Trim().Length > 0)
            {
                yield return part.ToString();
                part.Clear();
            }
            if (line.TrimEnd() != "...")
            {
                part.Append(line).Append('\n');
            }
        }
        if (part.ToString().Trim().Length > 0)
        {
            yield return part.ToString();
        }
    }

    private static bool Permits(Runtime r, object[] a) =>
        a is [_, RubyHash options]
            && options.Find(new Symbol("permitted_classes")) is RubyArray classes
            && classes.Items.Contains(r.Classes.Symbol)
        || a is [_, RubyArray list, ..] && list.Items.Contains(r.Classes.Symbol);

    private static RubyModule Problem(Runtime r, string name) =>
        (RubyModule)((RubyModule)r.Classes.Object.Constants["Psych"]).Constants[name];

    private static object Load(
        Runtime r,
        string text,
        RubyHash? options,
        bool permits,
        bool follows,
        string path = "(<unknown>)"
    )
    {
        var result = YamlReader.Read(new SourceFile(path.Trim('(', ')'), text));
        if (result.Diagnostics is [var problem, ..])
        {
            if (problem.Reference?.Message.StartsWith("Unknown alias: ", StringComparison.Ordinal) == true)
            {
                throw r.Error(Problem(r, "BadAlias"), problem.Reference.Message);
            }
            var at = problem.Primary is { } label ? label.Span : default;
            throw r.Error(
                Problem(r, "SyntaxError"),
                problem.Primary is null
                    ? problem.Message
                    : $"({path.Trim('(', ')')}): {problem.Message} at line {at.Line} column {at.File.PositionOf(at.Start).Column}"
            );
        }
        if (!follows && result.FirstAlias is { } alias)
        {
            throw r.Error(Problem(r, "BadAlias"), $"Unknown alias: {alias}");
        }
        if (result.Tree is null || text.Trim().Length == 0)
        {
            return options?.Find(new Symbol("fallback")) ?? Nil.Value;
        }
        var symbols = options?.Find(new Symbol("symbolize_names")) is { } wanted && Runtime.IsTrue(wanted);
        return Value(r, result.Tree, symbols, permits);
    }

    private static object Value(Runtime r, DataTree tree, bool symbols, bool permits)
    {
        switch (tree)
        {
            case MappingTree mapping:
                return HashMethods.Of(
                    r,
                    mapping.Entries.Select(entry =>
                    {
                        var key = Value(r, entry.Key, symbols, permits);
                        return (
                            symbols && key is RubyString name ? new Symbol(name.Text) : r.HashKey(key),
                            Value(r, entry.Value, symbols, permits)
                        );
                    })
                );
            case SequenceTree sequence:
                return r.Array([.. sequence.Items.Select(item => Value(r, item, symbols, permits))]);
            default:
                return Scalar(r, (ScalarTree)tree, permits);
        }
    }

    private static object Scalar(Runtime r, ScalarTree scalar, bool permits)
    {
        switch (scalar.Value)
        {
            case string name when scalar.IsSymbol:
                return permits
                    ? new Symbol(name.StartsWith(':') ? name[1..].Trim('"', '\'') : name)
                    : throw r.Error(Problem(r, "DisallowedClass"), "Tried to load unspecified class: Symbol");
            case null:
                return Nil.Value;
            case string text:
                return r.String(text);
            case bool truth:
                return Booleans.Of(truth);
            case int number:
                return (long)number;
            case long or double:
                return scalar.Value;
            case BigInteger big:
                return Integers.Of(big);
            case DateOnly or DateTimeOffset when !permits:
                throw r.Error(
                    Problem(r, "DisallowedClass"),
                    $"Tried to load unspecified class: {(scalar.Value is DateOnly ? "Date" : "Time")}"
                );
            case DateOnly date:
                return r.Send(
                    r.Constant(r.Top, "Date", null),
                    "new",
                    (long)date.Year,
                    (long)date.Month,
                    (long)date.Day
                );
            case DateTimeOffset moment:
                return TimeMaking.At(r, moment, moment.Offset == TimeSpan.Zero);
            case byte[] bytes:
                return EncodingMethods.FromBytes(r, bytes, RubyEncoding.Binary);
            default:
                return r.String(
                    Convert.ToString(scalar.Value, System.Globalization.CultureInfo.InvariantCulture)!
                );
        }
    }
}
