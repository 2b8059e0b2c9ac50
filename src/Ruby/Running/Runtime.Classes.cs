using System.Numerics;
using Bunraku.Text;

namespace Bunraku.Ruby;

// Classes, constants, definitions.
public sealed partial class Runtime
{
    internal RubyModule ClassOf(object value) =>
        value switch
        {
            RubyObject thing => thing.Class,
            long => Classes.Integer,
            Nil => Classes.NilClass,
            bool truth => truth ? Classes.TrueClass : Classes.FalseClass,
            Symbol => Classes.Symbol,
            double => Classes.Float,
            BigInteger => Classes.Integer,
            _ => throw new System.Diagnostics.UnreachableException(value.GetType().Name),
        };

    /// <summary>The class without the singleton class before it.</summary>
    internal RubyModule RealClass(object value)
    {
        var type = ClassOf(value);
        while (type.Attached is not null)
        {
            type = type.Superclass!;
        }
        return type;
    }

    internal RubyModule SingletonOf(object value, Span? place = null)
    {
        if (value is not RubyObject thing)
        {
            return value switch
            {
                Nil => Classes.NilClass,
                bool truth => truth ? Classes.TrueClass : Classes.FalseClass,
                _ => throw Error("TypeError", "can't define singleton", place),
            };
        }
        if (thing.Class.Attached == (object)thing)
        {
            return thing.Class;
        }
        // The singleton class of a class inherits from that of its superclass.
        var parent =
            thing is RubyModule { IsClass: true, Superclass: { } superclass }
            && thing is RubyModule { Attached: null }
                ? SingletonOf(superclass)
                : thing.Class;
        var made = new RubyModule(this, null, parent, true) { Class = Classes.Class, Attached = thing };
        thing.Class = made;
        Version++;
        Hierarchy++;
        if (
            thing is RubyModule { IsClass: true } type
            && (type.Natives is not null || type == Classes.StandardError)
        )
        {
            // What was there from the start inherits from it, as what is made later does.
            foreach (var constant in Classes.Object.Constants.Values)
            {
                if (constant is RubyModule child && child.Superclass == type && child.Class.Attached is null)
                {
                    SingletonOf(child);
                }
            }
        }
        return made;
    }

    internal RubyModule NewClass(RubyModule parent)
    {
        var made = new RubyModule(this, null, parent, true)
        {
            Class = Classes.Class,
            Allocator = parent.Allocator,
        };
        if (parent.Class.Attached is not null)
        {
            SingletonOf(made);
        }
        return made;
    }

    internal RubyModule NewModule(string? name) => new(this, name, null, false) { Class = Classes.Module };

    internal void Inherited(RubyModule made)
    {
        made.Superclass!.Subclasses.Add(made);
        if (ClassOf(made.Superclass!).FindMethod("inherited") is InterpretedMethod or ProcMethod)
        {
            Send(made.Superclass!, "inherited", made);
        }
    }

    internal object? Existing(RubyModule outer, string name, bool isOwnScope)
    {
        if (outer.OwnConstant(name) is { } value)
        {
            return isOwnScope || outer.Hiding(name) is not { } hiding
                ? value
                : throw Hidden(hiding, name, Site?.Span);
        }
        if (Library.Core(this, outer, name) is { } core)
        {
            return core;
        }
        return outer == Classes.Object || isOwnScope && outer == Classes.Object
            ? outer.FindConstant(name)
            : null;
    }

    internal void SetConstant(RubyModule outer, string name, object value)
    {
        if (
            value is RubyModule { Attached: null } module
            && (module.Name is null || module.IsProvisional && IsNamed(outer))
        )
        {
            Name(module, outer, name);
        }
        outer.Constants[name] = value;
        outer.ForgetAutoload(name);
        ConstantVersion++;
    }

    /// <summary>
    /// A module is called by the first constant that it is assigned to; within one without a name only until
    /// that has one.
    /// </summary>
    private void Name(RubyModule module, RubyModule outer, string name)
    {
        module.Name = outer == Classes.Object ? name : $"{outer.DisplayName}::{name}";
        var wasProvisional = module.IsProvisional;
        module.IsProvisional = !IsNamed(outer);
        if (module.IsProvisional && wasProvisional)
        {
            return;
        }
        foreach (var (inner, value) in module.Constants)
        {
            if (value is RubyModule { IsProvisional: true } part)
            {
                Name(part, module, inner);
            }
        }
    }

    private static bool IsNamed(RubyModule module) => module is { Name: not null, IsProvisional: false };

    internal object Constant(LexicalScope scope, string name, Span? span) =>
        Found(scope, name) ?? MissingConstant(scope.Written.Module, name, span);

    /// <summary>
    /// A constant as a place sees it, or the library that has it, or null; <c>const_missing</c> is not asked.
    /// </summary>
    internal object? Known(LexicalScope scope, string name)
    {
        for (var at = scope.Written; at is not null && at.Module != Classes.Object; at = at.Parent?.Written)
        {
            if (at.Module.Late(name) is { } library)
            {
                return library;
            }
        }
        return scope.Written.Module.HomeOf(name)?.Late(name)
            ?? Found(scope, name)
            ?? Late(scope.Written.Module, name);
    }

    /// <summary>
    /// A constant of a module, or the library that has it, or null; <c>const_missing</c> is not asked.
    /// </summary>
    internal object? Known(RubyModule module, string name) =>
        module.HomeOf(name)?.Late(name)
        ?? module.FindConstant(name, isOwnTree: module != Classes.Object)
        ?? Late(module, name);

    private object? Found(LexicalScope scope, string name)
    {
        scope = scope.Written;
        for (var at = scope; at is not null && at.Module != Classes.Object; at = at.Parent?.Written)
        {
            if (at.Module.OwnConstant(name) is { } value)
            {
                return value;
            }
        }
        return scope.Module.FindConstant(name)
            ?? (scope.Module.Attached as RubyModule)?.FindConstant(name)
            ?? Classes.Object.FindConstant(name);
    }

    internal object ConstantIn(object container, string name, Span? span)
    {
        if (container is not RubyModule module)
        {
            throw NoModule(container, span);
        }
        if (module.Hiding(name) is { } hiding)
        {
            return HasConstantMissing(module)
                ? Send(module, "const_missing", new Symbol(name))
                : throw Hidden(hiding, name, span);
        }
        // What is asked of a class by name is not sought at the top.
        return module.FindConstant(name, isOwnTree: module != Classes.Object)
            ?? MissingConstant(module, name, span);
    }

    private RubyError Hidden(RubyModule module, string name, Span? span) =>
        NameProblem(
            "NameError",
            $"private constant {(module == Classes.Object ? "" : module.DisplayName)}::{name} referenced",
            name,
            module,
            span
        );

    private bool HasConstantMissing(RubyModule module) =>
        ClassOf(module).FindMethod("const_missing") is InterpretedMethod or ProcMethod;

    /// <summary>What is made when it is first used.</summary>
    private object? Late(RubyModule module, string name) =>
        Library.Core(this, module, name) ?? Library.Autoload(this, name);

    internal RubyError NoModule(object value, Span? span) =>
        Error("TypeError", $"{Inspect(value)} is not a class/module", span);

    internal object MissingConstant(RubyModule module, string name, Span? span)
    {
        if (HasConstantMissing(module))
        {
            return Send(module, "const_missing", new Symbol(name));
        }
        if (Late(module, name) is { } loaded)
        {
            return loaded;
        }
        var full = module == Classes.Object ? name : $"{module.DisplayName}::{name}";
        throw NameProblem("NameError", $"uninitialized constant {full}", name, module, span);
    }

    internal void SetInstanceVariable(object self, string name, object value)
    {
        if (self is not RubyObject { IsFrozen: false } thing)
        {
            throw Frozen(self);
        }
        thing.SetVariable(name, value);
    }

    internal RubyError Frozen(object self)
    {
        var error = Error(
            "FrozenError",
            $"can't modify frozen {RealClass(self).DisplayName}: {Inspect(self)}"
        );
        error.Value.Details["receiver"] = self;
        return error;
    }

    /// <summary>Methods are to be defined in a module, which may be frozen, as its object may be.</summary>
    internal void Open(RubyModule type)
    {
        var owner = type.Attached is RubyObject attached ? attached : type;
        if (!owner.IsFrozen && !type.IsFrozen)
        {
            return;
        }
        var kind = owner is RubyModule module
            ? module.IsClass
                ? "class"
                : "module"
            : "object";
        var error = Error("FrozenError", $"can't modify frozen {kind}: {Inspect(owner)}");
        error.Value.Details["receiver"] = owner;
        throw error;
    }

    internal void Change(RubyObject self)
    {
        if (self.IsFrozen)
        {
            throw Frozen(self);
        }
    }

    internal void AliasMethod(RubyModule type, string name, string old)
    {
        var method =
            type.FindMethod(old)
            ?? (type.IsClass ? null : Classes.Object.FindMethod(old))
            ?? throw NoMethod(type, old);
        type.Define(
            name,
            method.Again(
                name,
                type,
                RubyMethod.IsAlwaysPrivate(name) ? Visibility.Private : method.Visibility
            )
        );
        Added(type, name);
    }

    /// <summary>Tells a module that a method was defined in it, when it wants to know.</summary>
    internal void Added(RubyModule type, string name)
    {
        if (!HearsOfMethods)
        {
            return;
        }
        var (owner, hook) = type.Attached is { } attached
            ? (attached, "singleton_method_added")
            : (type, "method_added");
        if (ClassOf(owner).FindMethod(hook) is InterpretedMethod or ProcMethod)
        {
            Send(owner, hook, new Symbol(name));
        }
    }

    internal void UndefineMethod(RubyModule type, string name)
    {
        if (type.FindMethod(name) is null && (type.IsClass || Classes.Object.FindMethod(name) is null))
        {
            throw NoMethod(type, name);
        }
        type.Define(name, new UndefinedMethod(name, type));
    }

    /// <summary>There is no method that is to be changed.</summary>
    internal RubyError NoMethod(RubyModule type, string name) =>
        NameProblem(
            "NameError",
            $"undefined method `{name}' for {(type.IsClass ? "class" : "module")} `{type.DisplayName}'",
            name,
            type,
            Site?.Span
        );

    internal void Prepend(RubyModule type, RubyModule module)
    {
        type.Prepended.Remove(module);
        type.Prepended.Add(module);
        Version++;
        Hierarchy++;
    }

    internal void Include(RubyModule type, RubyModule module)
    {
        if (!type.Is(module))
        {
            type.Included.Add(module);
        }
        Version++;
        Hierarchy++;
        ConstantVersion++;
    }
}
