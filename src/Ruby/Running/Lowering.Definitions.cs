namespace Bunraku.Ruby;

// Definitions.
internal sealed partial class Lowering
{
    private Evaluation Def(MethodDefinition definition)
    {
        var body = Method(definition);
        var name = definition.Name;
        if (definition.Singleton is { } singleton)
        {
            var target = Lower(singleton);
            return frame =>
            {
                var type = frame.Runtime.SingletonOf(target(frame), definition.Span);
                frame.Runtime.Open(type);
                type.Define(name, new InterpretedMethod(name, type, body, frame.Scope));
                frame.Runtime.Added(type, name);
                return new Symbol(name);
            };
        }
        return frame =>
        {
            var ruby = frame.Runtime;
            var type = frame.Scope.Module;
            ruby.Open(type);
            var visibility =
                RubyMethod.IsAlwaysPrivate(name) ? Visibility.Private
                : frame.Definer.IsModuleFunction ? Visibility.Private
                : frame.VisibilityIn(type);
            type.Define(
                name,
                new InterpretedMethod(name, type, body, frame.Scope) { Visibility = visibility }
            );
            if (frame.Definer.IsModuleFunction)
            {
                var own = ruby.SingletonOf(type, definition.Span);
                own.Define(name, new InterpretedMethod(name, own, body, frame.Scope));
            }
            ruby.Added(type, name);
            return new Symbol(name);
        };
    }

    private static Evaluation Opened(Func<Frame, RubyModule> find, Expression expression, string label)
    {
        var layout = new Layout(null);
        var body = new Lowering(layout, isBlock: false, label).Lower(expression);
        return frame =>
        {
            var module = find(frame);
            var inner = new Frame(
                frame.Runtime,
                module,
                new object[layout.Count],
                new LexicalScope(module, frame.Scope)
            );
            return body(inner);
        };
    }

    private Func<Frame, RubyModule> Container(ConstantExpression name)
    {
        if (name.Scope is { } scope)
        {
            var outer = Lower(scope);
            return frame =>
                outer(frame) is var at && at is RubyModule module
                    ? module
                    : throw frame.Runtime.NoModule(at, scope.Span);
        }
        return name.IsTop ? frame => frame.Runtime.Classes.Object : frame => frame.Scope.Written.Module;
    }

    private Evaluation Class(ClassDefinition definition)
    {
        var container = Container(definition.Name);
        var superclass = definition.Superclass is null ? null : Lower(definition.Superclass);
        var name = definition.Name.Name;
        return Opened(
            frame =>
            {
                var ruby = frame.Runtime;
                var outer = container(frame);
                var parent = superclass?.Invoke(frame);
                if (parent == ruby.Classes.Class)
                {
                    throw ruby.Error("TypeError", "can't make subclass of Class", definition.Span);
                }
                if (parent is not null and not RubyModule { IsClass: true })
                {
                    throw ruby.Error(
                        "TypeError",
                        $"superclass must be an instance of Class (given an instance of {ruby.ClassOf(parent).DisplayName})",
                        definition.Span
                    );
                }
                if (ruby.Existing(outer, name, definition.Name.Scope is null) is { } existing)
                {
                    var known = existing as RubyModule is { IsClass: true } type
                        ? (RubyModule)existing
                        : throw ruby.Error("TypeError", $"{name} is not a class", definition.Span);
                    return parent is null || RealSuperclass(known) == parent
                        ? known
                        : throw ruby.Error(
                            "TypeError",
                            $"superclass mismatch for class {name}",
                            definition.Span
                        );
                }
                var made = ruby.NewClass(parent as RubyModule ?? ruby.Classes.Object);
                ruby.SetConstant(outer, name, made);
                ruby.Inherited(made);
                return made;
            },
            definition.Body,
            $"<class:{name}>"
        );
    }

    private static RubyModule? RealSuperclass(RubyModule type)
    {
        var parent = type.Superclass;
        while (parent is { Attached: not null })
        {
            parent = parent.Superclass;
        }
        return parent;
    }

    private Evaluation Module(ModuleDefinition definition)
    {
        var container = Container(definition.Name);
        var name = definition.Name.Name;
        return Opened(
            frame =>
            {
                var ruby = frame.Runtime;
                var outer = container(frame);
                if (ruby.Existing(outer, name, definition.Name.Scope is null) is { } existing)
                {
                    return existing is RubyModule { IsClass: false } known
                        ? known
                        : throw ruby.Error("TypeError", $"{name} is not a module", definition.Span);
                }
                var made = ruby.NewModule(null);
                ruby.SetConstant(outer, name, made);
                return made;
            },
            definition.Body,
            $"<module:{name}>"
        );
    }

    private Evaluation SingletonClass(SingletonClassDefinition definition)
    {
        var target = Lower(definition.Object);
        return Opened(
            frame => frame.Runtime.SingletonOf(target(frame), definition.Span),
            definition.Body,
            "singleton class"
        );
    }

    private Evaluation Alias(AliasDefinition alias)
    {
        if (alias is { New: GlobalVariable variable, Old: GlobalVariable original })
        {
            return frame =>
            {
                frame.Runtime.AliasGlobal(variable.Name, original.Name);
                return Nil.Value;
            };
        }
        var (name, old) = (Lower(alias.New), Lower(alias.Old));
        return frame =>
        {
            frame.Runtime.AliasMethod(
                frame.Scope.Module,
                ((Symbol)name(frame)).Name,
                ((Symbol)old(frame)).Name
            );
            return Nil.Value;
        };
    }

    private Evaluation Undef(UndefDefinition undef)
    {
        var names = undef.Names.Select(Lower).ToArray();
        return frame =>
        {
            foreach (var name in names)
            {
                frame.Runtime.UndefineMethod(frame.Scope.Module, ((Symbol)name(frame)).Name);
            }
            return Nil.Value;
        };
    }
}
