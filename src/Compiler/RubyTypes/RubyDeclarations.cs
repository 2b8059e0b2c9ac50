using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>
/// Calls in a type's declaration: those that declare attributes, and those that lead to them.
/// </summary>
internal sealed class RubyDeclarations(RubyTypeReader reader)
{
    public object? Call(CallExpression call, RubyFrame frame)
    {
        var block = call.Block is { } written
            ? new RubyClosure(written, frame)
            : reader.Evaluate(call.BlockArgument, frame) as RubyClosure;
        if (call.Receiver is null)
        {
            return OwnCall(call, block, frame);
        }
        var receiver = reader.Evaluate(call.Receiver, frame);
        return Send(receiver, call.Name, reader.Items(call.Arguments, frame), block, frame);
    }

    private object? Send(
        object? receiver,
        string name,
        List<object?> arguments,
        RubyClosure? block,
        RubyFrame frame
    ) =>
        receiver is RubyModule module
            ? OnModule(module, name, arguments, block, frame)
            : RubyLiterals.Call(reader, receiver, name, arguments, block);

    public object? Both(Expression first, Expression second, bool isAnd, RubyFrame frame)
    {
        var left = reader.Evaluate(first, frame);
        var truth = RubyTypeReader.Truth(left);
        return truth switch
        {
            false when isAnd => left,
            true when !isAnd => left,
            null => RubyTypeReader.Truth(reader.Evaluate(second, frame)) == !isAnd ? !isAnd : null,
            _ => reader.Evaluate(second, frame),
        };
    }

    public object? Assign(Expression target, object? value, RubyFrame frame)
    {
        switch (target)
        {
            case LocalVariable variable:
                frame.Set(variable.Name, value);
                break;
            case InstanceVariable variable:
                if (variable.Name == "@isomorphic" && frame.Self is RubyTypeDraft type)
                {
                    type.IsIsomorphic = value is not false;
                }
                frame.Set(variable.Name, value);
                break;
            case ClassVariable variable:
                frame.Set(variable.Name, value);
                break;
            case ConstantExpression constant:
                reader.Module(frame.Nesting).Constants[constant.Name] = value;
                frame.Set(constant.Name, value);
                break;
            case CallExpression { Receiver: { } receiver } call:
                var holder = reader.Evaluate(receiver, frame);
                var name = call.Name == "[]" ? "[]=" : call.Name + "=";
                Send(holder, name, [.. reader.Items(call.Arguments, frame), value], null, frame);
                break;
            case MultipleTarget several:
                AssignSeveral(several, value, frame);
                break;
        }
        return value;
    }

    public object? AssignSeveral(MultipleTarget targets, object? value, RubyFrame frame)
    {
        var items = value as List<object?> ?? [value];
        for (var i = 0; i < targets.Before.Length; i++)
        {
            Assign(targets.Before[i], i < items.Count ? items[i] : RubyNil.Instance, frame);
        }
        if (targets.Rest is { } rest)
        {
            Assign(rest, items.Skip(targets.Before.Length).ToList(), frame);
        }
        return value;
    }

    public object? Combine(OperatorAssignExpression assignment, RubyFrame frame)
    {
        var known = reader.Evaluate(assignment.Target, frame);
        switch (assignment.Operator)
        {
            case "||" when RubyTypeReader.Truth(known) == true:
            case "&&" when RubyTypeReader.Truth(known) == false:
                return known;
            case "||" or "&&":
                return Assign(assignment.Target, reader.Evaluate(assignment.Value, frame), frame);
            default:
                var value = Send(
                    known,
                    assignment.Operator,
                    [reader.Evaluate(assignment.Value, frame)],
                    null,
                    frame
                );
                return Assign(assignment.Target, value, frame);
        }
    }

    /// <summary>A call on <c>self</c>.</summary>
    private object? OwnCall(CallExpression call, RubyClosure? block, RubyFrame frame)
    {
        if (call is { Arguments: [], Block: null } && frame.TryFind(call.Name, out var value))
        {
            return value;
        }
        var arguments = reader.Items(call.Arguments, frame);
        switch (call.Name)
        {
            case "lambda" or "proc":
                return block;
            case "block_given?":
                return frame.Given is not null;
            case "require" or "require_relative":
                if (arguments is [string file, ..])
                {
                    reader.Require(file);
                }
                return true;
        }
        return frame.Self is RubyModule self ? OnModule(self, call.Name, arguments, block, frame) : null;
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
            case "define_singleton_method" when block is not null && arguments is [string defined, ..]:
                var (_, parameters, body) = block.Block;
                self.Statics[defined] = new(block.Block.Span, null, defined, parameters, body);
                return defined;
            case "is_a?" or "respond_to?" or "instance_of?":
                return null;
        }
        return self switch
        {
            RubyTypeDraft type => OnType(type, name, arguments, block),
            RubyAttributeDraft attribute => OnAttribute(attribute, name),
            { Path: "Puppet::Type" or "Type" } => Declare(name, arguments, block),
            { Path: "Puppet::ResourceApi" } => Register(name, arguments),
            { Path: "Proc" } when name == "new" => block,
            { Path: "Regexp" } => RubyLiterals.Regexp(name, arguments),
            _ => null,
        };
    }

    internal static MethodDefinition? Method(RubyModule self, string name)
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
