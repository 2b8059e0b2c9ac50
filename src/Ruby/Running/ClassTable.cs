namespace Bunraku.Ruby;

/// <summary>The classes and modules that are always there.</summary>
public sealed class ClassTable
{
    private readonly Runtime ruby;

    internal ClassTable(Runtime ruby)
    {
        this.ruby = ruby;
        BasicObject = new RubyModule(ruby, "BasicObject", null, true)
        {
            Natives = ObjectMethods.Basic,
            Allocator = type => new RubyObject(type),
        };
        Object = new RubyModule(ruby, "Object", BasicObject, true)
        {
            Allocator = type => new RubyObject(type),
        };
        Module = Make(
            "Module",
            Object,
            ModuleMethods.Table,
            type => new RubyModule(ruby, null, null, isClass: false) { Class = type }
        );
        Class = Make("Class", Module, ModuleMethods.Classes, null);
        foreach (var early in new[] { BasicObject, Object, Module, Class })
        {
            early.Class = Class;
            Object.Constants[early.Name!] = early;
        }
        Kernel = MakeModule("Kernel", KernelMethods.Table);
        Object.Included.Add(Kernel);
        Comparable = MakeModule("Comparable", ComparableMethods.Table);
        Enumerable = MakeModule("Enumerable", EnumerableMethods.Table);
        NilClass = Make("NilClass", Object, SmallMethods.NilTable, null);
        TrueClass = Make("TrueClass", Object, SmallMethods.TruthTable, null);
        FalseClass = Make("FalseClass", Object, SmallMethods.TruthTable, null);
        Numeric = Make("Numeric", Object, NumberMethods.NumericTable);
        Numeric.Included.Add(Comparable);
        Integer = Make("Integer", Numeric, NumberMethods.IntegerTable, null);
        Float = Make("Float", Numeric, NumberMethods.FloatTable, null);
        String = Make(
            "String",
            Object,
            StringMethods.Table,
            type => new RubyString(type, "") { Encoding = RubyEncoding.Binary }
        );
        String.Included.Add(Comparable);
        Symbol = Make("Symbol", Object, SmallMethods.SymbolTable, null);
        Symbol.Included.Add(Comparable);
        Array = Make("Array", Object, ArrayMethods.Table, type => new RubyArray(type, []));
        Hash = Make("Hash", Object, HashMethods.Table, type => new RubyHash(type));
        Range = Make("Range", Object, RangeMethods.Table, null);
        Struct = Make("Struct", Object, StructMethods.Table, null);
        Set = Make("Set", Object, SetMethods.Table, type => new RubyNative(type, ruby.Hash()));
        Enumerator = Make("Enumerator", Object, EnumeratorMethods.Table, type => new RubyObject(type));
        foreach (var several in new[] { Array, Hash, Range, Struct, Set, Enumerator })
        {
            several.Included.Add(Enumerable);
        }
        Proc = Make("Proc", Object, ProcMethods.Table, null);
        Method = Make("Method", Object, ProcMethods.Methods, null);
        UnboundMethod = Make("UnboundMethod", Object, ProcMethods.Unbound, null);
        Binding = Make("Binding", Object, ProcMethods.Bindings, null);
        Regexp = Make("Regexp", Object, RegexpMethods.Table, null);
        MatchData = Make("MatchData", Object, RegexpMethods.Matches, null);
        Time = Make("Time", Object, TimeMethods.Table, null);
        Time.Included.Add(Comparable);
        Exception = Make("Exception", Object, ExceptionMethods.Table, type => new RubyException(type));
        StandardError = ExceptionTree.Make(this);
    }

    internal RubyModule BasicObject { get; }
    internal RubyModule Object { get; }
    internal RubyModule Module { get; }
    internal RubyModule Class { get; }
    internal RubyModule Kernel { get; }
    internal RubyModule Comparable { get; }
    internal RubyModule Enumerable { get; }
    internal RubyModule NilClass { get; }
    internal RubyModule TrueClass { get; }
    internal RubyModule FalseClass { get; }
    internal RubyModule Numeric { get; }
    internal RubyModule Integer { get; }
    internal RubyModule Float { get; }
    internal RubyModule String { get; }
    internal RubyModule Symbol { get; }
    internal RubyModule Array { get; }
    internal RubyModule Hash { get; }
    internal RubyModule Range { get; }
    internal RubyModule Struct { get; }
    internal RubyModule Set { get; }
    internal RubyModule Enumerator { get; }
    internal RubyModule Proc { get; }
    internal RubyModule Method { get; }
    internal RubyModule UnboundMethod { get; }
    internal RubyModule Binding { get; }
    internal RubyModule Regexp { get; }
    internal RubyModule MatchData { get; }
    internal RubyModule Time { get; }
    internal RubyModule Exception { get; }
    internal RubyModule StandardError { get; }

    internal RubyModule Make(string name, RubyModule parent, NativeTable? natives) =>
        Make(name, parent, natives, parent.Allocator);

    internal RubyModule Make(
        string name,
        RubyModule parent,
        NativeTable? natives,
        Func<RubyModule, object>? allocator
    )
    {
        var made = new RubyModule(ruby, name, parent, true)
        {
            Natives = natives,
            Class = Class,
            Allocator = allocator,
        };
        Object.Constants[name] = made;
        return made;
    }

    internal RubyModule MakeModule(string name, NativeTable? natives)
    {
        var made = new RubyModule(ruby, name, null, false) { Natives = natives, Class = Module };
        Object.Constants[name] = made;
        return made;
    }

    /// <summary>
    /// What is a class, or a module without one above it, with methods that are called on itself.
    /// </summary>
    internal RubyModule MakeOwn(
        string name,
        NativeTable natives,
        RubyModule? parent = null,
        RubyModule? outer = null
    )
    {
        var made = new RubyModule(
            ruby,
            outer is null ? name : outer.Name + "::" + name,
            parent,
            isClass: parent is not null
        )
        {
            Class = parent is null ? Module : Class,
            Allocator = parent?.Allocator,
        };
        made.Class = new RubyModule(ruby, null, parent is null ? Module : ruby.SingletonOf(parent), true)
        {
            Class = Class,
            Attached = made,
            Natives = natives,
        };
        (outer ?? Object).Constants[name] = made;
        return made;
    }
}
