using System.Collections.Immutable;

namespace Bunraku.Model;

public enum ObjectAttributeKind
{
    Plain,
    Constant,
    Derived,
    GivenOrDerived,
    Reference,
}

/// <summary>An attribute of an Object type.</summary>
public sealed record ObjectAttribute(string Name, DataType Type)
{
    /// <summary>The value when it is left out, or null when it must be given.</summary>
    public Value? Default { get; init; }

    public ObjectAttributeKind Kind { get; init; }

    public bool IsFinal { get; init; }

    public bool IsOverride { get; init; }

    /// <summary>What the attribute has in an instance that was made without it.</summary>
    internal Value? ValueWhenLeftOut => Default ?? (Type is OptionalType ? UndefValue.Instance : null);

    /// <summary>Whether instances are made with it.</summary>
    internal bool IsGiven => Kind is not (ObjectAttributeKind.Constant or ObjectAttributeKind.Derived);
}

/// <summary>A function of an Object type: the language knows its name and type.</summary>
public sealed record ObjectFunction(string Name, DataType Type);

/// <summary>
/// <c>Object[{attributes =&gt; {…}}]</c>: a type with named attributes. Bound to a name by a type alias.
/// </summary>
public sealed class ObjectType : DataType
{
    public static readonly ObjectType Default = new();

    private readonly ImmutableArray<string>? equality;

    public ObjectType() => TypeName = null;

    public ObjectType(
        string? typeName,
        ObjectType? parent,
        ImmutableArray<ObjectAttribute> attributes,
        ImmutableArray<ObjectFunction> functions = default,
        ImmutableArray<string>? equality = null
    )
    {
        TypeName = typeName;
        Parent = parent;
        Attributes = attributes;
        Functions = functions.IsDefault ? [] : functions;
        this.equality = equality;
    }

    public override string Name => TypeName ?? "Object";

    /// <summary>The name it was bound to, or null.</summary>
    public string? TypeName { get; }

    public ObjectType? Parent { get; }

    /// <summary>The type's own attributes, without the parent's.</summary>
    public ImmutableArray<ObjectAttribute> Attributes { get; } = [];

    public ImmutableArray<ObjectFunction> Functions { get; } = [];

    /// <summary>Whether instances of different types are never equal.</summary>
    public bool IsTypePartOfEquality { get; init; } = true;

    /// <summary>The same type under a name.</summary>
    public ObjectType Named(string name) =>
        new(name, Parent, Attributes, Functions, equality) { IsTypePartOfEquality = IsTypePartOfEquality };

    /// <summary>
    /// Attributes of the ancestors first; an override stands in the place of what it overrides.
    /// </summary>
    public ImmutableArray<ObjectAttribute> AllAttributes
    {
        get
        {
            var all = Parent is null ? [] : Parent.AllAttributes.ToList();
            foreach (var attribute in Attributes)
            {
                var place = all.FindIndex(other => other.Name == attribute.Name);
                if (place < 0)
                {
                    all.Add(attribute);
                }
                else
                {
                    all[place] = attribute;
                }
            }
            return [.. all];
        }
    }

    /// <summary>The names of the attributes that make two instances equal.</summary>
    public ImmutableArray<string> EqualityAttributes =>
        [
            .. Parent?.EqualityAttributes ?? [],
            .. equality
                ??
                [
                    .. Attributes
                        .Where(attribute => attribute.Kind != ObjectAttributeKind.Constant)
                        .Select(attribute => attribute.Name),
                ],
        ];

    public override IEnumerable<DataType> Parts => Attributes.Select(attribute => attribute.Type);

    public override Constructor Constructor => ObjectConstructor.Of(this);

    public ObjectAttribute? FindAttribute(string name) =>
        Attributes.FirstOrDefault(attribute => attribute.Name == name) ?? Parent?.FindAttribute(name);

    public ObjectFunction? FindFunction(string name) =>
        Functions.FirstOrDefault(function => function.Name == name) ?? Parent?.FindFunction(name);

    internal HashValue WithoutDefaults(HashValue attributes)
    {
        var builder = new HashValue.Builder();
        foreach (var attribute in AllAttributes.Where(attribute => attribute.IsGiven))
        {
            if (attributes.Find(attribute.Name) is { } value && !value.Equals(attribute.ValueWhenLeftOut))
            {
                builder[attribute.Name] = value;
            }
        }
        return builder.Build();
    }

    public override bool IsInstance(Value value) =>
        value is ObjectValue instance && IsAssignable(instance.Type);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is ObjectType type
        && (
            Equals(Default) || Equals(type) || type.Parent is not null && IsAssignable(type.Parent, recursion)
        );

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        if (TypeName is not null)
        {
            throw DataTypeException.Runtime($"The {TypeName}-Type cannot be parameterized using []");
        }
        return parameters switch
        {
            [HashValue definition] => ObjectDefinition.Read(definition),
            [_] => throw DataTypeException.BadKind(this, 0, parameters[0], "Hash"),
            _ => throw DataTypeException.BadCount("Object-Type", 1, null, parameters.Length),
        };
    }

    internal override void Print(TypePrinter printer)
    {
        printer.Append(Name);
        if (
            TypeName is not null
            || this is { Parent: null, Attributes.IsEmpty: true, Functions.IsEmpty: true }
        )
        {
            return;
        }
        printer.Append("[");
        PrintHash(printer, ObjectDefinition.Write(this), isQuoted: false, depth: 0);
        printer.Append("]");
    }

    /// <summary>The words of the definition stand bare, the names it defines in quotes.</summary>
    private static void PrintHash(TypePrinter printer, HashValue hash, bool isQuoted, int depth)
    {
        var separator = "{";
        foreach (var (key, value) in hash.Pairs)
        {
            printer.Append($"{separator}{(isQuoted ? ValueText.Of(key) : key)} => ");
            if (value is HashValue inner && depth < 2)
            {
                PrintHash(printer, inner, !isQuoted, depth + 1);
            }
            else
            {
                printer.AppendParameter(value);
            }
            separator = ", ";
        }
        printer.Append("}");
    }

    public override bool Equals(Value? other) =>
        ReferenceEquals(this, other)
        || other is ObjectType type
            && type.TypeName == TypeName
            && Equals(type.Parent, Parent)
            && type.Attributes.SequenceEqual(Attributes)
            && type.Functions.SequenceEqual(Functions);

    public override int GetHashCode() => HashCode.Combine(Name, Attributes.Length);
}
