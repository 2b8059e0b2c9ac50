using System.Globalization;
using System.Numerics;
using Bunraku.Model;
using Bunraku.Ruby;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>
/// <c>Puppet::Door</c>: what the Ruby side of Puppet asks of the compilation.
/// </summary>
internal static class RubyDoor
{
    private const string Name = "Puppet::Door";

    public static void Define(RubyWorld world)
    {
        var door = world.Ruby.DefineClass(Name);
        DefineLog(world, door);
        DefineEnvironment(world, door);
        DefineVersions(world, door);
        DefineFacts(world, door);
        RubyCatalogDoor.Define(world, door);
        DefineTypes(world, door);
        DefineFunctions(world, door);
    }

    private static Compilation Of(RubyWorld world) => world.Compilation;

    private static Invocation Current(RubyWorld world) => world.Current!;

    private static void DefineLog(RubyWorld world, RubyClass door)
    {
        void On(string name, int least, int most, NativeBody body) =>
            world.Ruby.DefineOwn(door, name, least, most, body);
        On(
            "log",
            2,
            3,
            (ruby, _, a, _) =>
            {
                // The reference's own debug lines are not of the catalog's log.
                if (ruby.TextOf(a[0]) is not "debug" and var level)
                {
                    Of(world).Log(level, ruby.TextOf(a[1]), a.Length > 2 ? ruby.TextOf(a[2]) : "");
                }
                return Nil.Value;
            }
        );
        On(
            "log_once",
            3,
            3,
            (ruby, _, a, _) =>
            {
                Of(world).WarnOnce(ruby.TextOf(a[1]), ruby.TextOf(a[2]));
                return Nil.Value;
            }
        );
        On("place", 0, 0, (ruby, _, _, _) => ruby.String(world.RubyPlace));
        On(
            "stack",
            0,
            0,
            (ruby, _, _, _) =>
                ruby.Array([
                    .. Of(world)
                        .Calls.Frames()
                        .Select(frame => (object)ruby.Array([ruby.String(frame.File), (long)frame.Line])),
                ])
        );
    }

    private static void DefineEnvironment(RubyWorld world, RubyClass door)
    {
        void On(string name, int least, int most, NativeBody body) =>
            world.Ruby.DefineOwn(door, name, least, most, body);
        On(
            "environment",
            0,
            0,
            (ruby, _, _, _) => world.Made("Puppet::Node::Environment", ruby.String(Of(world).EnvironmentName))
        );
        On(
            "modules",
            0,
            0,
            (ruby, _, _, _) =>
                ruby.Array([
                    .. Of(world)
                        .Environment.Modules.Select(module =>
                            (object)ruby.Array([ruby.String(module.Name), ruby.String(module.Directory)])
                        ),
                ])
        );
        On(
            "module_path",
            0,
            0,
            (ruby, _, _, _) => ruby.Array([.. Of(world).Environment.ModulePath.Select(ruby.String)])
        );
        On(
            "find_file",
            2,
            2,
            (ruby, _, a, _) =>
                Of(world).Environment.FindModuleFile(ruby.TextOf(a[0]), ruby.TextOf(a[1])) is { } path
                    ? ruby.String(path)
                    : Nil.Value
        );
        On(
            "setting",
            1,
            1,
            (ruby, _, a, _) =>
                ruby.TextOf(a[0]) switch
                {
                    "strict" => new Symbol(Of(world).Settings.Strict?.ToString().ToLowerInvariant() ?? "off"),
                    "environment" => ruby.String(Of(world).EnvironmentName),
                    var name => Of(world).FindQualified("settings", name) is { } value
                        ? world.ToRuby(value)
                        : Nil.Value,
                }
        );
        On("encode", 1, 1, (ruby, _, a, _) => ruby.String(Uri.EscapeDataString(ruby.TextOf(a[0]))));
    }

    private static void DefineVersions(RubyWorld world, RubyClass door)
    {
        void On(string name, int least, int most, NativeBody body) =>
            world.Ruby.DefineOwn(door, name, least, most, body);
        On(
            "version_range",
            1,
            1,
            (ruby, _, a, _) =>
            {
                try
                {
                    return world.ToRuby(SemVerRangeValue.Parse(ruby.TextOf(a[0])));
                }
                catch (DataTypeException failure)
                {
                    throw ruby.Fault("ArgumentError", failure.Message);
                }
            }
        );
        On(
            "version",
            1,
            1,
            (ruby, _, a, _) =>
                SemVerValue.Parse(ruby.TextOf(a[0])) is { } version
                    ? world.ToRuby(version)
                    : throw ruby.Fault(
                        "SemanticPuppet::Version::ValidationFailure",
                        $"Unable to parse '{ruby.TextOf(a[0])}' as a semantic version identifier"
                    )
        );
    }

    private static void DefineFacts(RubyWorld world, RubyClass door)
    {
        void On(string name, int least, int most, NativeBody body) =>
            world.Ruby.DefineOwn(door, name, least, most, body);
        On(
            "fact",
            1,
            1,
            (ruby, _, a, _) =>
                Of(world).Facts.Find(ruby.TextOf(a[0])) is { } value ? world.ToRuby(value) : Nil.Value
        );
        On(
            "block_parameters",
            1,
            1,
            (ruby, _, a, _) =>
                a[0] is RubyProc proc && world.BlockOf(proc) is { } block
                    ? ruby.Array([.. block.ParameterNames.Select(ruby.String)])
                    : Nil.Value
        );
        On("facts", 0, 0, (_, _, _, _) => world.ToRuby(Of(world).Facts.Values));
    }

    // A table of methods: the method length is that of the list.
    private static void DefineTypes(RubyWorld world, RubyClass door)
    {
        void On(string name, int least, int most, NativeBody body) =>
            world.Ruby.DefineOwn(door, name, least, most, body);
        On(
            "check_signature",
            2,
            2,
            (_, _, a, _) =>
            {
                world.Functions.Add((RubyClass)a[0], a[1]);
                return Nil.Value;
            }
        );
        On(
            "check_types",
            2,
            2,
            (ruby, _, a, _) =>
            {
                var made = ruby.Hash();
                var local = RubySignature.LocalTypes(world, (RubyClass)a[0]);
                foreach (var text in ((RubyArray)a[1]).Items.Select(ruby.TextOf))
                {
                    var name = RubySignature.Alias(world, text).Name;
                    made[ruby.String(name)] = world.ToRuby(local!(name)!);
                }
                return made;
            }
        );
        On(
            "check_alias",
            1,
            1,
            (ruby, _, a, _) =>
            {
                RubySignature.Alias(world, ruby.TextOf(a[0]));
                return Nil.Value;
            }
        );
        On("callable?", 2, 2, (_, _, a, _) => TypeIn(world, a).IsCallable(false));
        On("type_class", 2, 2, (ruby, _, a, _) => ruby.TypeOf(world.ToRuby(TypeIn(world, a))));
        On("parse_type", 1, 1, (ruby, _, a, _) => world.ToRuby(Parsed(world, ruby.TextOf(a[0]))));
        On(
            "instance?",
            2,
            2,
            (_, _, a, _) =>
                a[0] is RubyValue { Value: DataType type } && type.IsInstance(world.ToPuppet(a[1]))
        );
        On(
            "infer",
            2,
            2,
            (_, _, a, _) =>
                world.ToRuby(
                    a[1] is true
                        ? TypeInference.Of(world.ToPuppet(a[0]))
                        : TypeInference.Reduced(world.ToPuppet(a[0]))
                )
        );
        On(
            "describe_mismatch",
            3,
            3,
            (ruby, _, a, _) =>
                ruby.String(
                    TypeMismatch.Describe(
                        ruby.TextOf(a[0]),
                        (DataType)((RubyValue)a[1]).Value,
                        (DataType)((RubyValue)a[2]).Value
                    )
                )
        );
        On("to_data", 1, 1, (_, _, a, _) => world.ToRuby(RichData.ToData(world.ToPuppet(a[0]))));
    }

    private static DataType TypeIn(RubyWorld world, object[] given) =>
        given[0] is RubyValue { Value: DataType known }
            ? known
            : world.ParseType(
                world.Ruby.TextOf(given[0]),
                RubySignature.LocalTypes(world, (RubyClass)given[1])
            );

    private static DataType Parsed(RubyWorld world, string text)
    {
        try
        {
            return world.ParseType(text, null);
        }
        catch (EvaluationException failure)
        {
            throw world.Ruby.Fault("Puppet::ParseError", Wording.Detail(failure.Diagnostic, null), failure);
        }
    }

    private static void DefineFunctions(RubyWorld world, RubyClass door)
    {
        void On(string name, int least, int most, NativeBody body) =>
            world.Ruby.DefineOwn(door, name, least, most, body);
        On("function?", 1, 1, (ruby, _, a, _) => Of(world).HasFunction(ruby.TextOf(a[0])));
        On(
            "call_function",
            2,
            2,
            (ruby, _, a, block) =>
            {
                var name = ruby.TextOf(a[0]);
                if (!Of(world).HasFunction(name))
                {
                    throw ruby.Fault(
                        "ArgumentError",
                        $"Function {Current(world).FunctionName}(): Unknown function: '{name}'"
                    );
                }
                var call = new Invocation(Current(world).Site, Of(world).TopScope, null);
                return world.CallFunction(call, name, ((RubyArray)a[1]).Items, block);
            }
        );
    }
}
