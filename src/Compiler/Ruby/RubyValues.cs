using System.Globalization;
using System.Numerics;
using Bunraku.Model;
using Bunraku.Ruby;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>A value that Ruby has nothing like: a type, a reference, something sensitive.</summary>
internal sealed class RubyValue(RubyClass type, Value value) : RubyObject(type)
{
    public Value Value => value;
}

/// <summary>Values of the language as Ruby has them, and back.</summary>
internal static class RubyValues
{
    public const string AnyTypeName = "Puppet::Pops::Types::PAnyType";
    private const string SensitiveName = "Puppet::Pops::Types::PSensitiveType::Sensitive";
    private const string VersionName = "SemanticPuppet::Version";

    private static readonly string[] Opaque =
    [
        SensitiveName,
        RubyTimes.Binary,
        VersionName,
        AnyTypeName,
        "SemanticPuppet::VersionRange",
        RubyTimes.Timestamp,
        RubyTimes.Timespan,
        "Puppet::Pops::Types::PuppetObject",
        "Puppet::LookupContext",
    ];

    public static object ToRuby(RubyWorld world, Value value)
    {
        var ruby = world.Ruby;
        switch (value)
        {
            case StringValue text:
                return ruby.String(text.Text);
            case IntegerValue number:
                return number.Number;
            case FloatValue number:
                return number.Number;
            case BooleanValue truth:
                return truth.IsTrue;
            case UndefValue:
                return Nil.Value;
            case DefaultValue:
                return new Symbol("default");
            case SymbolValue symbol:
                return new Symbol(symbol.Name);
            case ArrayValue array:
                return ruby.Array([.. array.Items.Select(item => ToRuby(world, item))]);
            case IteratorValue iterator:
                return ruby.Array([.. iterator.Items.Select(item => ToRuby(world, item))]);
            case HashValue hash:
                var made = ruby.Hash();
                foreach (var (key, item) in hash.Pairs)
                {
                    var name = ToRuby(world, key);
                    if (name is RubyString text)
                    {
                        text.IsFrozen = true;
                    }
                    made[name] = ToRuby(world, item);
                }
                return made;
            case RegexpValue regexp:
                return ruby.Regexp(regexp.Pattern);
            case ResourceReferenceValue { Reference: var reference }:
                return world.Made(
                    "Puppet::Resource",
                    ruby.String(reference.Type),
                    ruby.String(reference.Title)
                );
            case RubyObjectValue foreign:
                return foreign.Object;
            case UriValue:
                return ruby.Invoke(ruby.FindConstant("URI")!, "parse", [ruby.String(value.ToString()!)]);
            default:
                return new RubyValue(world.ClassOf(ClassName(value)), value);
        }
    }

    public static Value ToPuppet(RubyWorld world, object value) =>
        ToKnown(world, value) ?? new StringValue(world.Ruby.TextOf(value));

    /// <summary>A value that the language has, or null.</summary>
    private static Value? ToKnown(RubyWorld world, object value) =>
        value switch
        {
            RubyString text => new StringValue(text.Text),
            long number => new IntegerValue(number),
            double number => new FloatValue(number),
            bool truth => BooleanValue.Of(truth),
            Nil => UndefValue.Instance,
            Symbol { Name: "undef" } => UndefValue.Instance,
            Symbol { Name: "default" } => DefaultValue.Instance,
            Symbol symbol => new StringValue(symbol.Name),
            RubyArray array => ArrayValue.Of(array.Items.Select(world.ToPuppet)),
            RubyHash hash => HashValue.Of(
                hash.Pairs.Select(pair =>
                    KeyValuePair.Create(world.ToPuppet(pair.Key), world.ToPuppet(pair.Value))
                )
            ),
            RubyValue puppet => puppet.Value,
            BigInteger number => throw TooBig(world, number),
            _ when Runtime.SourceOf(value) is { } source => new RegexpValue(source),
            RubyObject thing
                when world.Ruby.TypeOf(thing).Name?.StartsWith("URI::", StringComparison.Ordinal) == true =>
                UriValue.Parse(world.Ruby.TextOf(thing)),
            RubyObject thing => Reference(world, thing),
            _ => null,
        };

    /// <summary>Whether an object is still what a value was handed over as.</summary>
    public static bool IsSame(Value value, object made) =>
        value switch
        {
            StringValue text => made is RubyString now && now.Text == text.Text,
            ArrayValue array => made is RubyArray now
                && now.Items.Count == array.Count
                && array.Items.Zip(now.Items).All(pair => IsSame(pair.First, pair.Second)),
            HashValue hash => made is RubyHash now
                && now.Pairs.Count == hash.Count
                && hash.Pairs.Zip(now.Pairs)
                    .All(pair =>
                        IsSame(pair.First.Key, pair.Second.Key) && IsSame(pair.First.Value, pair.Second.Value)
                    ),
            IntegerValue number => made is long now && now == number.Number,
            FloatValue number => made is double now && now.Equals(number.Number),
            BooleanValue truth => made is bool now && now == truth.IsTrue,
            UndefValue => made is Nil,
            _ => made is not (RubyString or RubyArray or RubyHash or long or double or bool or Nil),
        };

    /// <summary>What a function or block returns: symbols and objects stay what they are.</summary>
    public static Value ToResult(RubyWorld world, object value) =>
        value switch
        {
            Symbol { Name: not ("undef" or "default") } symbol => Noted(world, symbol),
            RubyArray array => ArrayValue.Of(array.Items.Select(item => ToResult(world, item))),
            RubyHash hash => HashValue.Of(
                hash.Pairs.Select(pair =>
                    KeyValuePair.Create(ToResult(world, pair.Key), ToResult(world, pair.Value))
                )
            ),
            _ => ToKnown(world, value) ?? Foreign(world, value),
        };

    private static RubyObjectValue Foreign(RubyWorld world, object value)
    {
        world.Compilation.HasSymbols = true;
        return new(value, world.Ruby.TypeOf(value).Name ?? "", world.Ruby.TextOf(value));
    }

    private static SymbolValue Noted(RubyWorld world, Symbol symbol)
    {
        world.Compilation.HasSymbols = true;
        return new SymbolValue(symbol.Name);
    }

    // A table of methods: the method length is that of the list.
    public static void Define(RubyWorld world)
    {
        foreach (var name in Opaque)
        {
            var type = world.ClassOf(name);
            type.Define("to_s", 0, 1, (ruby, self, _, _) => ruby.String(ValueOf(self).ToString()!));
            type.Define("inspect", 0, 0, (ruby, self, _, _) => ruby.String(ValueOf(self).ToString()!));
            type.Define("hash", 0, 0, (_, self, _, _) => (long)ValueOf(self).GetHashCode());
            foreach (var copy in new[] { "dup", "clone" })
            {
                type.Define(copy, 0, 1, static (_, self, _, _) => self);
            }
            foreach (var equality in new[] { "==", "eql?" })
            {
                type.Define(
                    equality,
                    1,
                    1,
                    (_, self, a, _) => a[0] is RubyValue other && other.Value.Equals(ValueOf(self))
                );
            }
        }
        world
            .ClassOf(SensitiveName)
            .Define("unwrap", 0, 0, (_, self, _, _) => world.ToRuby(((SensitiveValue)ValueOf(self)).Inner));
        Own(world, SensitiveName, "new", a => new SensitiveValue(world.ToPuppet(a)));
        Own(
            world,
            RubyTimes.Binary,
            "from_base64",
            a => new BinaryValue(Convert.FromBase64String(world.Ruby.TextOf(a)))
        );
        world
            .ClassOf("Puppet::LookupContext")
            .Define(
                "method_missing",
                1,
                int.MaxValue,
                (ruby, self, a, block) => Context(world, (RuntimeValue)ValueOf(self), a, block)
            );
        world
            .ClassOf(SensitiveName)
            .Define("inspect", 0, 0, (ruby, self, _, _) => ruby.String($"#<{ValueOf(self)}>"));
        DefineTypes(world, world.ClassOf(AnyTypeName));
        RubyTimes.Define(world);
        DefineVersions(world, world.ClassOf(VersionName));
    }

    private static void DefineTypes(RubyWorld world, RubyClass type)
    {
        static DataType TypeOf(object self) => (DataType)ValueOf(self);
        type.Define("instance?", 1, 2, (_, self, a, _) => TypeOf(self).IsInstance(world.ToPuppet(a[0])));
        type.Define(
            "assignable?",
            1,
            2,
            (_, self, a, _) => a[0] is RubyValue { Value: DataType other } && TypeOf(self).IsAssignable(other)
        );
        type.Define("generalize", 0, 0, (_, self, _, _) => world.ToRuby(TypeOf(self).Generalize()));
        type.Define("name", 0, 0, (ruby, self, _, _) => ruby.String(TypeOf(self).Name));
        object Said(Runtime ruby, string? text) => text is null ? Nil.Value : ruby.String(text);
        var resource = world.ClassOf("Puppet::Pops::Types::PResourceType");
        resource.Define(
            "type_name",
            0,
            0,
            (ruby, self, _, _) => Said(ruby, (TypeOf(self) as ResourceReferenceType)?.TypeName)
        );
        resource.Define(
            "title",
            0,
            0,
            (ruby, self, _, _) => Said(ruby, (TypeOf(self) as ResourceReferenceType)?.Title)
        );
        world
            .ClassOf("Puppet::Pops::Types::PClassType")
            .Define(
                "class_name",
                0,
                0,
                (ruby, self, _, _) => Said(ruby, (TypeOf(self) as ClassReferenceType)?.ClassName)
            );
        type.Define(
            "simple_name",
            0,
            0,
            (ruby, self, _, _) => ruby.String(TypeOf(self).Name.Split("::")[^1])
        );
    }

    private static void DefineVersions(RubyWorld world, RubyClass type)
    {
        static SemVerValue Version(object self) => (SemVerValue)ValueOf(self);
        type.Define("major", 0, 0, (_, self, _, _) => Version(self).Major);
        type.Define("minor", 0, 0, (_, self, _, _) => Version(self).Minor);
        type.Define("patch", 0, 0, (_, self, _, _) => Version(self).Patch);
        type.Define(
            "prerelease",
            0,
            0,
            (ruby, self, _, _) => Version(self).Prerelease is { } text ? ruby.String(text) : Nil.Value
        );
        type.Define(
            "<=>",
            1,
            1,
            (_, self, a, _) =>
                a[0] is RubyValue { Value: SemVerValue other }
                    ? (long)Math.Sign(Version(self).CompareTo(other))
                    : Nil.Value
        );
        world.Ruby.Invoke(type, "include", [world.Ruby.FindConstant("Comparable")!]);
        var range = world.ClassOf("SemanticPuppet::VersionRange");
        foreach (var name in (string[])["include?", "cover?", "member?", "==="])
        {
            range.Define(
                name,
                1,
                1,
                (_, self, a, _) =>
                    Booleans.Of(
                        a[0] is RubyValue { Value: SemVerValue version }
                            && ((SemVerRangeValue)ValueOf(self)).Contains(version)
                    )
            );
        }
    }

    private static void Own(RubyWorld world, string type, string name, Func<object, Value> make) =>
        world.Ruby.DefineOwn(world.ClassOf(type), name, 1, 1, (_, _, a, _) => world.ToRuby(make(a[0])));

    /// <summary>A method of what lookups give their functions.</summary>
    private static object Context(RubyWorld world, RuntimeValue context, object[] arguments, RubyProc? block)
    {
        var name = world.Ruby.TextOf(arguments[0]);
        var answer = context.Call(
            name,
            arguments[1..].Select(world.ToPuppet).ToArray(),
            block is null
                ? null
                : given => world.ToPuppet(Runtime.Call(block, [.. given.Select(world.ToRuby)]))
        );
        return answer is null
            ? throw world.Ruby.Fault(
                "NoMethodError",
                $"undefined method `{name}' for an instance of {context.TypeName}"
            )
            : world.ToRuby(answer);
    }

    private static Value ValueOf(object self) => ((RubyValue)self).Value;

    private static string ClassName(Value value) =>
        value switch
        {
            DataType => RubyText.ClassOf(value),
            SensitiveValue => SensitiveName,
            BinaryValue => RubyTimes.Binary,
            RuntimeValue runtime => runtime.TypeName,
            ObjectValue => "Puppet::Pops::Types::PuppetObject",
            _ => RubyText.ClassOf(value),
        };

    /// <summary>What a resource of Ruby refers to.</summary>
    private static ResourceReferenceValue? Reference(RubyWorld world, RubyObject thing) =>
        world.Ruby.FindConstant("Puppet::Resource") is RubyClass type && world.Ruby.IsA(thing, type)
            ? new ResourceReferenceValue(
                new ResourceReference(
                    world.Ruby.TextOf(world.Ruby.Invoke(thing, "type", [])),
                    world.Ruby.TextOf(world.Ruby.Invoke(thing, "title", []))
                )
            )
            : null;

    private static Exception TooBig(RubyWorld world, BigInteger number)
    {
        var hex = BigInteger.Abs(number).ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return world.Fault(
            "Puppet::Error",
            $"Use of a Ruby Integer outside of Puppet Integer {(number.Sign < 0 ? "min" : "max")} range, got "
                + $"'0x{(number.Sign < 0 ? "-" : "")}{hex}'"
        );
    }
}
