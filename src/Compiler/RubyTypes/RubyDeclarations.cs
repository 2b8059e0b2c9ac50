using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Calls in a type's declaration: those that declare attributes, and those that lead to them.
/// </summary>
internal sealed class RubyDeclarations(RubyTypeReader reader)
{
    public object? Call(RubyCall call, RubyFrame frame)
    {
        var block = call.Block is null ? null : new RubyClosure(call.Block, frame);
        if (call.Receiver is null)
        {
            return OwnCall(call, block, frame);
        }
        var receiver = reader.Evaluate(call.Receiver, frame);
        if (call.Name is "&&" or "||")
        {
            return Both(call, receiver, frame);
        }
        var arguments = Arguments(call, frame);
        return receiver switch
        {
            RubyModule module => OnModule(module, call.Name, arguments, block, frame),
            _ => RubyLiterals.Call(reader, receiver, call.Name, arguments, block),
        };
    }

    private object? Both(RubyCall call, object? left, RubyFrame frame)
    {
        var truth = RubyTypeReader.Truth(left);
        return (call.Name, truth) switch
        {
            ("&&", false) or ("||", true) => left,
            (_, null) => RubyTypeReader.Truth(reader.Evaluate(call.Arguments[0], frame))
            == (call.Name == "||")
                ? call.Name == "||"
                : null,
            _ => reader.Evaluate(call.Arguments[0], frame),
        };
    }

    private List<object?> Arguments(RubyCall call, RubyFrame frame) =>
        [.. call.Arguments.Select(argument => reader.Evaluate(argument, frame))];

    /// <summary>A variable, or a call on <c>self</c>.</summary>
    private object? OwnCall(RubyCall call, RubyClosure? block, RubyFrame frame)
    {
        if (call is { Arguments: [], Block: null } && frame.TryFind(call.Name, out var value))
        {
            return value;
        }
        switch (call.Name)
        {
            case "self":
                return frame.Self;
            case "__FILE__":
                return null;
            case "lambda" or "proc":
                return block;
            case "return":
                var result = call.Arguments.Length == 0 ? RubyNil.Instance : Arguments(call, frame)[0];
                frame.Return = (true, result);
                return result;
            case "yield":
                return frame.Given is null ? null : reader.Call(frame.Given, Arguments(call, frame));
            case "block_given?":
                return frame.Given is not null;
            case "require" or "require_relative":
                if (Arguments(call, frame) is [string file, ..])
                {
                    reader.Require(file);
                }
                return true;
        }
        // A block that a method passes on: `newparam(name, options, &block)`.
        var arguments = Arguments(call, frame);
        if (block is null && arguments is [.., RubyClosure passed] && call.Arguments[^1] is RubyCall)
        {
            block = passed;
        }
        if (frame.Self is RubyModule self)
        {
            return OnModule(self, call.Name, arguments, block, frame);
        }
        return null;
    }

    private object? OnModule(
        RubyModule self,
        string name,
        List<object?> arguments,
        RubyClosure? block,
        RubyFrame frame
    )
    {
        if (Method(self, name) is { } method)
        {
            return reader.Invoke(method, self, arguments, block, frame.Nesting);
        }
        switch (name)
        {
            case "include" or "prepend" or "extend":
                foreach (var module in arguments.OfType<RubyModule>())
                {
                    TakeIn(self, module, name == "extend");
                }
                return self;
            case "class_eval" or "instance_eval" or "class_exec" or "instance_exec" or "module_eval" or "tap":
                return block is null ? null : reader.Call(block, [self], self);
            case "send" or "public_send" or "__send__" when arguments is [string sent, ..]:
                return OnModule(self, sent, arguments[1..], block, frame);
            case "is_a?" or "respond_to?" or "instance_of?":
                return null;
        }
        return self switch
        {
            RubyTypeDraft type => OnType(type, name, arguments, block),
            RubyAttributeDraft attribute => OnAttribute(attribute, name),
            { Path: "Puppet::Type" or "Type" } => Declare(name, arguments, block),
            { Path: "Puppet::ResourceApi" } => Register(name, arguments),
            { Path: "Regexp" } => RubyLiterals.Regexp(name, arguments),
            _ => null,
        };
    }

    private static RubyMethod? Method(RubyModule self, string name)
    {
        if (self.Statics.TryGetValue(name, out var own))
        {
            return own;
        }
        foreach (var extension in self.Extensions)
        {
            if (extension.Methods.TryGetValue(name, out var method))
            {
                return method;
            }
        }
        return null;
    }

    /// <summary>A module that is taken in may declare attributes by itself.</summary>
    private void TakeIn(RubyModule self, RubyModule module, bool isExtension)
    {
        if (isExtension)
        {
            self.Extensions.Add(module);
        }
        if (module.Statics.TryGetValue(isExtension ? "extended" : "included", out var hook))
        {
            reader.Invoke(hook, module, [self], null, module.Path);
        }
    }

    private RubyTypeDraft? Declare(string name, List<object?> arguments, RubyClosure? block)
    {
        if (name is not ("newtype" or "type") || arguments is not [string type, ..])
        {
            return null;
        }
        var draft = reader.AddType(type);
        if (block is not null)
        {
            reader.Call(block, [draft], draft);
        }
        return draft;
    }

    private object? OnType(RubyTypeDraft type, string name, List<object?> arguments, RubyClosure? block)
    {
        switch (name)
        {
            case "ensurable":
                return type.Add("ensure", AttributeKind.Property);
            case "newproperty" when arguments is [string attribute, ..]:
                return Attribute(type, attribute, AttributeKind.Property, arguments, block);
            case "newparam" when arguments is [string attribute, ..]:
                return Attribute(type, attribute, AttributeKind.Parameter, arguments, block);
            case "newmetaparam" when arguments is [string attribute, ..]:
                return type.Add(attribute, AttributeKind.Metaparameter);
            case "provide" or "providify":
                return type.Add("provider", AttributeKind.Parameter);
            case "isomorphic=":
                type.IsIsomorphic = arguments is not [false];
                return null;
            default:
                return null;
        }
    }

    private RubyAttributeDraft Attribute(
        RubyTypeDraft type,
        string name,
        AttributeKind kind,
        List<object?> arguments,
        RubyClosure? block
    )
    {
        var attribute = type.Add(name, kind);
        if (arguments is [_, RubyTable options, ..] && options.Find("namevar") is { } namevar)
        {
            attribute.IsNamevar |= RubyTypeReader.Truth(namevar) == true;
        }
        if (block is not null)
        {
            reader.Call(block, [attribute], attribute);
        }
        return attribute;
    }

    private static object? OnAttribute(RubyAttributeDraft attribute, string name)
    {
        attribute.IsNamevar |= name is "isnamevar";
        return null;
    }

    /// <summary>A definition of the Resource API is a literal hash.</summary>
    private object? Register(string name, List<object?> arguments)
    {
        if (
            name != "register_type"
            || arguments is not [RubyTable definition]
            || definition.Find("name") is not string type
        )
        {
            return null;
        }
        var draft = reader.AddType(type);
        if (definition.Find("attributes") is RubyTable attributes)
        {
            foreach (var (key, about) in attributes.Pairs)
            {
                if (key is string attribute)
                {
                    AddAttribute(draft, attribute, about as RubyTable);
                }
            }
        }
        draft.TitlePatterns = (definition.Find("title_patterns") as List<object?>)
            ?.OfType<RubyTable>()
            .Select(pattern => (object?)new List<object?> { pattern.Find("pattern"), null })
            .ToList();
        return draft;
    }

    private static void AddAttribute(RubyTypeDraft type, string name, RubyTable? about)
    {
        var behaviour = (about?.Find("behaviour") ?? about?.Find("behavior")) as string;
        var kind = behaviour is "namevar" or "parameter" or "read_only"
            ? AttributeKind.Parameter
            : AttributeKind.Property;
        type.Add(name, kind).IsNamevar = behaviour == "namevar";
    }
}
