using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary><c>YAML</c>: reading and writing.</summary>
internal static class YamlLibrary
{
    public static void Define(Runtime r)
    {
        var psych = r.Classes.MakeOwn("Psych", Table);
        r.Classes.Object.Constants["YAML"] = psych;
        var problem = r.NewClass((RubyModule)r.Classes.Object.Constants["RuntimeError"]);
        r.SetConstant(psych, "Exception", problem);
        var syntax = r.NewClass(problem);
        r.SetConstant(psych, "SyntaxError", syntax);
        foreach (var name in Parts)
        {
            syntax.Define(
                name,
                0,
                0,
                (_, s, _, _) => ((RubyException)s).Details.GetValueOrDefault(name) ?? Nil.Value
            );
        }
        r.SetConstant(psych, "VERSION", r.String("4.0.3"));
        r.SetConstant(psych, "LIBYAML_VERSION", r.String("0.2.5"));
        r.SetConstant(psych, "DisallowedClass", r.NewClass(problem));
        r.SetConstant(psych, "BadAlias", r.NewClass(problem));
        r.SetConstant(psych, "AliasesNotEnabled", r.NewClass((RubyModule)psych.Constants["BadAlias"]));
        r.Classes.Object.Define(
            "to_yaml",
            0,
            1,
            static (r, s, a, _) => r.String(YamlWriter.Text(r, s, Options(a, 0)))
        );
    }

    private const string Unnamed = "<unknown>";

    /// <summary>What a syntax error tells of its place.</summary>
    private static readonly string[] Parts = ["file", "line", "column", "offset", "problem", "context"];

    private static readonly NativeTable Table = new(static t =>
    {
        t.On("load", 1, 2, static (r, _, a, _) => Load(r, a[0], Rules(r, a, ["Symbol"])));
        t.On("unsafe_load", 1, 2, static (r, _, a, _) => Load(r, a[0], Rules(r, a, null)));
        t.On("safe_load", 1, 2, static (r, _, a, _) => Load(r, a[0], Rules(r, a, [])));
        t.On("load_file", 1, 2, static (r, _, a, _) => LoadFile(r, a, ["Symbol"]));
        t.On("unsafe_load_file", 1, 2, static (r, _, a, _) => LoadFile(r, a, null));
        t.On("safe_load_file", 1, 2, static (r, _, a, _) => LoadFile(r, a, []));
        t.On(
            "load_stream",
            1,
            2,
            static (r, _, a, b) =>
            {
                var rules = Rules(r, a, null);
                var documents = Documents(Source(r, a[0]))
                    .Select(text => Load(r, r.String(text), rules))
                    .ToList();
                if (b is null)
                {
                    return r.Array(documents);
                }
                documents.ForEach(document => b.Call(document));
                return r.Array(documents);
            }
        );
        Library.Late(t, "parse", "psych/nodes");
        Library.Late(t, "parse_file", "psych/nodes");
        t.On("dump", 1, 3, static (r, _, a, _) => Dump(r, a, null));
        t.On("safe_dump", 1, 3, static (r, _, a, _) => Dump(r, a, Rules(r, a, [])));
        t.On(
            "dump_stream",
            0,
            int.MaxValue,
            static (r, _, a, _) => r.String(string.Concat(a.Select(one => YamlWriter.Text(r, one, null))))
        );
    });

    private static object Dump(Runtime r, object[] a, YamlRules? rules)
    {
        var text = r.String(YamlWriter.Text(r, a[0], Options(a, 1), rules));
        if (a.Length < 2 || a[1] is RubyHash || !r.RespondsTo(a[1], "write"))
        {
            return text;
        }
        r.Send(a[1], "write", text);
        return a[1];
    }

    private static RubyHash? Options(object[] a, int from) => a.Length > from ? a[^1] as RubyHash : null;

    /// <param name="names">The classes that are allowed when none are told, or null for all.</param>
    private static YamlRules Rules(Runtime r, object[] a, string[]? names)
    {
        var options = Options(a, 1) ?? r.Hash();
        object? Of(string name) => options.Find(new Symbol(name));
        HashSet<string>? Names(string name, string[]? otherwise) =>
            Of(name) is RubyArray list ? [.. list.Items.Select(r.ToText)]
            : otherwise is null ? null
            : [.. otherwise];
        bool Flag(string name) => Of(name) is { } value && Runtime.IsTrue(value);
        return new(
            names is null ? null : Names("permitted_classes", names),
            names is null ? [] : Names("permitted_symbols", [])!,
            names is null || Flag("aliases"),
            Flag("symbolize_names"),
            Flag("freeze"),
            Of("fallback") ?? (names is null ? Booleans.False : Nil.Value),
            Of("filename") is { } file and not Nil ? r.ToText(file) : Unnamed
        );
    }

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

    public static RubyModule Problem(Runtime r, string name) =>
        (RubyModule)((RubyModule)r.Classes.Object.Constants["Psych"]).Constants[name];

    private static string Source(Runtime r, object source) =>
        source is not RubyString && r.RespondsTo(source, "read")
            ? r.Text(r.Send(source, "read"))
            : r.Text(source);

    private static object LoadFile(Runtime r, object[] a, string[]? names)
    {
        var text = r.Send(r.Classes.Object.Constants["File"], "read", a[0]);
        return Load(r, text, Rules(r, a, names) with { File = r.ToText(a[0]) });
    }

    private static object Load(Runtime r, object source, YamlRules rules)
    {
        var text = Source(r, source);
        if (!RubyEncoding.IsWhole(text))
        {
            throw Fault(r, $"({rules.File}): invalid leading UTF-8 octet at line 1 column 1");
        }
        var result = YamlReader.ReadObjects(new SourceFile(rules.File, text));
        if (result.Diagnostics.FirstOrDefault(one => one.Severity == Severity.Error) is { } problem)
        {
            var message = problem.Reference?.Message ?? problem.Message;
            throw message.StartsWith("Unknown alias: ", StringComparison.Ordinal)
                ? r.Error(Problem(r, "BadAlias"), message)
                : Fault(r, message);
        }
        if (!rules.FollowsAliases && result.FirstAlias is { } alias)
        {
            throw r.Error(Problem(r, "BadAlias"), $"Unknown alias: {alias}");
        }
        return result.Tree is null ? rules.Fallback : new YamlObjects(r, rules).Of(result.Tree);
    }

    /// <summary>
    /// A syntax error with what its sentence tells: <c>(file): problem context at line 1 column 2</c>.
    /// </summary>
    private static RubyError Fault(Runtime r, string message)
    {
        var error = r.Error(Problem(r, "SyntaxError"), message);
        if (
            System.Text.RegularExpressions.Regex.Match(
                message,
                @"\A\((.*?)\): (.*?)(?: (while .*))? at line (\d+) column (\d+)\z"
            ) is
            { Success: true } m
        )
        {
            object Text(int at) => m.Groups[at].Success ? r.String(m.Groups[at].Value) : Nil.Value;
            long Number(int at) =>
                long.Parse(m.Groups[at].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            object file = m.Groups[1].Value == Unnamed ? Nil.Value : Text(1);
            object[] parts = [file, Number(4), Number(5), 0L, Text(2), Text(3)];
            for (var i = 0; i < Parts.Length; i++)
            {
                error.Value.Details[Parts[i]] = parts[i];
            }
        }
        return error;
    }
}
