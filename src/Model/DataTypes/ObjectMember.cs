namespace Bunraku.Model;

public enum ObjectAttributeKind
{
    Plain,
    Constant,
    Derived,
    GivenOrDerived,
    Reference,
}

/// <summary>An attribute, function or type parameter of an Object type.</summary>
public abstract record ObjectMember(string Name, DataType Type)
{
    /// <summary>The name of the type that defines it; messages show it.</summary>
    internal string Owner { get; init; } = "Object";

    public bool IsFinal { get; init; }

    public bool IsOverride { get; init; }

    public Value? Annotations { get; init; }

    internal abstract string Feature { get; }

    /// <summary><c>attribute Person[name]</c>.</summary>
    public string Label => $"{Feature} {Owner}[{Name}]";

    internal virtual bool IsConstant => false;
}

/// <summary>An attribute of an Object type.</summary>
public record ObjectAttribute(string Name, DataType Type) : ObjectMember(Name, Type)
{
    /// <summary>The value when it is left out, or null when it must be given.</summary>
    public Value? Default { get; init; }

    public ObjectAttributeKind Kind { get; init; }

    internal override string Feature => "attribute";

    internal override bool IsConstant => Kind == ObjectAttributeKind.Constant;

    /// <summary>Whether instances are made with it.</summary>
    internal bool IsGiven => Kind is not (ObjectAttributeKind.Constant or ObjectAttributeKind.Derived);

    /// <summary>Whether a hash of attributes may be without it: undef then is its value.</summary>
    internal bool MayBeLeftOut => Default is not null || Type.IsAssignable(UndefType.Default);
}

/// <summary>A parameter of an Object type, as <c>Error['kind']</c> has.</summary>
public sealed record ObjectTypeParameter(string Name, DataType Type) : ObjectAttribute(Name, Type)
{
    internal override string Feature => "type_parameter";
}

/// <summary>A function of an Object type: the language knows its name and type.</summary>
public sealed record ObjectFunction(string Name, DataType Type) : ObjectMember(Name, Type)
{
    internal override string Feature => "function";
}
