using Bunraku.Model;
using Bunraku.Ruby;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>The Ruby of one compilation: made when a template needs it, and gone with the catalog.</summary>
internal sealed class RubyWorld
{
    public const string SensitiveName = "Puppet::Pops::Types::PSensitiveType::Sensitive";
    public const string OpaqueName = "Puppet::Pops::Types::PAnyType";

    /// <summary>
    /// What variables of a body were handed over as: all templates of the body get the same array or hash,
    /// and what they change in it is seen by the others, and in the catalog.
    /// </summary>
    private readonly Dictionary<(Scope Body, string Name), (Value Value, object Object)> shared = [];

    /// <summary>
    /// Objects that templates have put into variables: other templates of the scope get the same ones, and
    /// may change them.
    /// </summary>
    private readonly Dictionary<(Scope Scope, string Name), object> assigned = [];

    private readonly RubyClass sensitive;
    private readonly RubyClass opaque;
    private readonly RubyClass wrapper;
    private readonly RubyClass scope;

    public RubyWorld(Compilation compilation)
    {
        Ruby = new Runtime(new EnvironmentDoors(compilation));
        sensitive = Ruby.DefineClass(SensitiveName);
        sensitive.Define(
            "unwrap",
            0,
            0,
            (_, self, _, _) => ToRuby(((SensitiveValue)((RubyValue)self).Value).Inner)
        );
        opaque = Ruby.DefineClass(OpaqueName);
        foreach (var type in new[] { sensitive, opaque })
        {
            type.Define("to_s", 0, 0, (ruby, self, _, _) => ruby.String(((RubyValue)self).Value.ToString()!));
            type.Define(
                "inspect",
                0,
                0,
                (ruby, self, _, _) => ruby.String(((RubyValue)self).Value.ToString()!)
            );
            type.Define(
                "==",
                1,
                1,
                (_, self, a, _) => a[0] is RubyValue other && other.Value.Equals(((RubyValue)self).Value)
            );
        }
        scope = Ruby.DefineClass("Puppet::Parser::Scope");
        RubyTemplateScope.Define(this, scope);
        wrapper = Ruby.DefineClass("Puppet::Parser::TemplateWrapper");
        RubyTemplateSelf.Define(this, wrapper);
        Ruby.DefineClass("Puppet::Error");
        Ruby.DefineClass("Puppet::ParseError");
    }

    public Runtime Ruby { get; }

    public RubyObject ScopeOf(Invocation invocation) => new RubyTemplateScope(scope, invocation);

    public RubyTemplateSelf SelfOf(Invocation invocation, string? path) =>
        new(wrapper, this, invocation, path);

    /// <summary>A variable of the body that a scope belongs to.</summary>
    public object ToRuby(Scope scope, string name, Value value)
    {
        if (value is not (ArrayValue or HashValue))
        {
            return ToRuby(value);
        }
        if (shared.TryGetValue((scope.Body, name), out var known) && ReferenceEquals(known.Value, value))
        {
            return known.Object;
        }
        var made = ToRuby(value);
        shared[(scope.Body, name)] = (value, made);
        return made;
    }

    /// <summary>Gives resources the arrays and hashes that templates have changed in place.</summary>
    public void WriteBack()
    {
        foreach (var ((body, name), (value, made)) in shared)
        {
            if (
                body.Resource is { } resource
                && resource.FindParameter(name) is { } parameter
                && ReferenceEquals(parameter.Value, value)
                && ToPuppet(made) is var now
                && !now.Equals(value)
            )
            {
                resource.Set(parameter with { Value = now });
            }
        }
    }

    /// <summary>Gives a variable of a scope an object; false when it has a value already.</summary>
    public bool TryAssign(Scope scope, string name, object value)
    {
        if (!scope.TryAssign(name, ToPuppet(value)))
        {
            return false;
        }
        assigned[(scope.Body, name)] = value;
        return true;
    }

    /// <summary>The object that a template has put into a variable, or null.</summary>
    public object? Assigned(Scope scope, string name) => assigned.GetValueOrDefault((scope.Body, name));

    public object ToRuby(Value value) =>
        value switch
        {
            StringValue text => Ruby.String(text.Text),
            IntegerValue number => number.Number,
            FloatValue number => number.Number,
            BooleanValue truth => truth.IsTrue,
            UndefValue => Nil.Value,
            DefaultValue => new Symbol("default"),
            ArrayValue or HashValue => Collection(value),
            SensitiveValue => new RubyValue(sensitive, value),
            RegexpValue regexp => Ruby.Regexp(regexp.Pattern),
            _ => new RubyValue(opaque, value),
        };

    private object Collection(Value value)
    {
        if (value is ArrayValue array)
        {
            return Ruby.Array([.. array.Items.Select(ToRuby)]);
        }
        var hash = Ruby.Hash();
        foreach (var (key, item) in ((HashValue)value).Pairs)
        {
            var name = ToRuby(key);
            if (name is RubyString text)
            {
                text.IsFrozen = true;
            }
            hash[name] = ToRuby(item);
        }
        return hash;
    }

    public Value ToPuppet(object value) =>
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
            RubyArray array => ArrayValue.Of(array.Items.Select(ToPuppet)),
            RubyHash hash => HashValue.Of(
                hash.Pairs.Select(pair => KeyValuePair.Create(ToPuppet(pair.Key), ToPuppet(pair.Value)))
            ),
            RubyValue puppet => puppet.Value,
            _ when Runtime.SourceOf(value) is { } source => new RegexpValue(source),
            _ => new StringValue(Ruby.TextOf(value)),
        };
}

/// <summary>A value that Ruby has nothing like: a type, a reference, something sensitive.</summary>
internal sealed class RubyValue(RubyClass type, Value value) : RubyObject(type)
{
    public Value Value => value;
}
