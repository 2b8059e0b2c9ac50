using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// <c>Object[{attributes =&gt; {…}}]</c>: a type with named attributes. One that is bound to a name is made
/// first and defined later, so that its definition may mention it.
/// </summary>
public sealed class ObjectType : DataType
{
    public static readonly ObjectType Default = new();

    private ObjectParts parts = ObjectParts.Empty;

    public ObjectType() { }

    /// <summary>A type that is to be defined (<see cref="Define"/>).</summary>
    public ObjectType(string? name) => TypeName = name;

    public override string Name => TypeName ?? "Object";

    /// <summary>The name it was bound to, or null.</summary>
    public string? TypeName { get; private set; }

    public DataType? Parent => parts.Parent;

    /// <summary>The parent behind its aliases, or null when it has none or it is no Object type.</summary>
    public ObjectType? ParentObject => Unaliased(Parent) as ObjectType;

    /// <summary>The type's own attributes, without the parent's.</summary>
    public ImmutableArray<ObjectAttribute> Attributes => parts.Attributes;

    public ImmutableArray<ObjectFunction> Functions => parts.Functions;

    /// <summary>The names that the definition lists for equality, or null when it lists none.</summary>
    internal ImmutableArray<string>? Equality => parts.Equality;

    /// <summary>What the definition has without meaning to the language: checks and annotations.</summary>
    internal Value? Checks => parts.Checks;

    public Value? Annotations => parts.Annotations;

    internal ImmutableArray<ObjectTypeParameter> OwnTypeParameters => parts.TypeParameters;

    /// <summary>Whether instances of different types are never equal.</summary>
    public bool IsTypePartOfEquality => parts.IsTypePartOfEquality;

    /// <summary>The same of the type or any of its ancestors, each of which has a say.</summary>
    internal bool ComparesType => IsTypePartOfEquality || ParentObject is { ComparesType: true };

    /// <summary>
    /// Says what the type is. Throws <see cref="DataTypeException"/> in the reference's words.
    /// </summary>
    public void Define(HashValue definition)
    {
        ObjectDefinition.Check(definition);
        TypeName ??= (definition.Find("name") as StringValue)?.Text;
        parts = parts with { Parent = definition.Find("parent") as DataType };
        CheckSelfRecursion();
        parts = ObjectDefinition.Read(this, definition);
    }

    private void CheckSelfRecursion()
    {
        for (var parent = Parent; parent is not null; parent = (Unaliased(parent) as ObjectType)?.Parent)
        {
            if (ReferenceEquals(Unaliased(parent), this))
            {
                throw DataTypeException.Runtime($"The Object type '{Name}' inherits from itself");
            }
        }
    }

    private static DataType? Unaliased(DataType? type)
    {
        while (type is TypeAliasType alias)
        {
            type = alias.Resolved;
        }
        return type is ObjectTypeExtension extension ? extension.BaseType : type;
    }

    /// <summary>
    /// Attributes of the ancestors first; an override stands in the place of what it overrides.
    /// </summary>
    public ImmutableArray<ObjectAttribute> AllAttributes =>
        [.. Merged(ParentObject?.AllAttributes ?? [], Attributes)];

    public ImmutableArray<ObjectTypeParameter> TypeParameters =>
        [.. Merged(ParentObject?.TypeParameters ?? [], OwnTypeParameters)];

    private static List<T> Merged<T>(ImmutableArray<T> inherited, ImmutableArray<T> own)
        where T : ObjectMember
    {
        var all = inherited.ToList();
        foreach (var member in own)
        {
            var place = all.FindIndex(other => other.Name == member.Name);
            if (place < 0)
            {
                all.Add(member);
            }
            else
            {
                all[place] = member;
            }
        }
        return all;
    }

    /// <summary>
    /// The attributes in the order in which <c>new</c> takes them: those without a default first.
    /// </summary>
    internal ImmutableArray<ObjectAttribute> GivenAttributes =>
        [
            .. AllAttributes
                .Where(attribute => attribute.IsGiven)
                .OrderBy(attribute => attribute.Default is null ? 0 : 1),
        ];

    /// <summary>The names of the attributes that make two instances equal.</summary>
    public ImmutableArray<string> EqualityAttributes =>
        [
            .. ParentObject?.EqualityAttributes ?? [],
            .. Equality
                ?? [.. Attributes.Where(attribute => attribute.IsGiven).Select(attribute => attribute.Name)],
        ];

    public override IEnumerable<DataType> Parts =>
        Attributes
            .Concat<ObjectMember>(OwnTypeParameters)
            .Concat(Functions)
            .Select(member => member.Type)
            .Concat(Parent is null ? [] : [Parent]);

    /// <summary>Whether its definition leads to it again, or to another type that mentions itself.</summary>
    internal bool MentionsItself => Leads(this, []);

    private bool Leads(DataType type, HashSet<DataType> seen) =>
        type.Parts.Any(part =>
            ReferenceEquals(part, this)
            || part is TypeAliasType { IsRecursive: true }
            || seen.Add(part) && Leads(part, seen)
        );

    public override Constructor Constructor => ObjectConstructor.Of(this);

    public ObjectAttribute? FindAttribute(string name) =>
        Attributes.FirstOrDefault(attribute => attribute.Name == name) ?? ParentObject?.FindAttribute(name);

    public ObjectFunction? FindFunction(string name) =>
        Functions.FirstOrDefault(function => function.Name == name) ?? ParentObject?.FindFunction(name);

    internal ObjectTypeParameter? FindTypeParameter(string name) =>
        TypeParameters.FirstOrDefault(parameter => parameter.Name == name);

    /// <summary>The attribute or function of that name, inherited ones included.</summary>
    public ObjectMember? FindMember(string name) => (ObjectMember?)FindAttribute(name) ?? FindFunction(name);

    public override bool IsInstance(Value value) =>
        value switch
        {
            ObjectValue instance => IsAssignable(instance.Type),
            DataType type => Metamodel.IsInstance(this, type) || Equals(Default),
            _ => false,
        };

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other switch
        {
            ObjectType type => Equals(Default)
                || Equals(type)
                || type.Parent is not null && IsAssignable(type.Parent, recursion),
            ObjectTypeExtension extension => IsAssignable(extension.BaseType, recursion),
            _ => false,
        };

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = Bunraku.Model.TypeParameters.Flatten(parameters);
        if (!ReferenceEquals(this, Default) && !Equals(Default))
        {
            return new ObjectTypeExtension(this, flat);
        }
        return flat.AsSpan() switch
        {
            [HashValue { Count: 0 } or UndefValue or StringValue { Text: "" }] => Default,
            [HashValue definition] => ObjectDefinition.Read(definition),
            [var name] => new ObjectType(ObjectDefinition.CheckedName("object name", name)),
            _ => throw DataTypeException.BadCount("Object-Type", 1, null, flat.Length),
        };
    }

    /// <summary>By itself a type is written out; within others its name is enough.</summary>
    internal override void Print(TypePrinter printer)
    {
        if (!printer.IsExpanded)
        {
            printer.AppendName(this);
            return;
        }
        using var unexpanded = printer.Unexpanded();
        PrintDefinition(printer, hasName: true);
    }

    internal void PrintDefinition(TypePrinter printer, bool hasName)
    {
        var definition = ObjectDefinition.Write(this);
        definition = hasName ? definition : definition.Without(key => key is StringValue { Text: "name" });
        printer.Append("Object[");
        PrintHash(printer, definition, isQuoted: false, depth: 0);
        printer.Append("]");
    }

    /// <summary>The words of the definition stand bare, the names it defines in quotes.</summary>
    private static void PrintHash(TypePrinter printer, HashValue hash, bool isQuoted, int depth)
    {
        var separator = "{";
        foreach (var (key, value) in hash.Pairs)
        {
            printer.Append($"{separator}{(isQuoted ? ValueText.Of(key) : key)} => ");
            if (depth == 0 && key.ToString() is "attributes" or "functions" && value is HashValue members)
            {
                PrintHash(printer, members, isQuoted: true, depth: 1);
            }
            else if (depth == 1 && value is HashValue member)
            {
                PrintHash(printer, member, isQuoted: false, depth: 2);
            }
            else if (depth == 2 && key.ToString() == "kind")
            {
                printer.Append(value.ToString());
            }
            else if (key.ToString() == "annotations" && value is HashValue annotations)
            {
                PrintAnnotations(printer, annotations);
            }
            else
            {
                printer.AppendParameter(value);
            }
            separator = ", ";
        }
        printer.Append(hash.Count == 0 ? "{}" : "}");
    }

    /// <summary>The types of annotations by their names.</summary>
    private static void PrintAnnotations(TypePrinter printer, HashValue annotations)
    {
        var separator = "{";
        foreach (var (type, values) in annotations.Pairs)
        {
            printer.Append(separator);
            printer.AppendParameter(type);
            printer.Append(" => ");
            printer.AppendParameter(values);
            separator = ", ";
        }
        printer.Append(annotations.Count == 0 ? "{}" : "}");
    }

    public override bool Equals(Value? other) =>
        ReferenceEquals(this, other)
        || other is ObjectType type
            && type.TypeName == TypeName
            && Equals(type.Parent, Parent)
            && type.OwnTypeParameters.SequenceEqual(OwnTypeParameters)
            && type.Attributes.SequenceEqual(Attributes)
            && type.Functions.SequenceEqual(Functions)
            && (type.Equality ?? []).SequenceEqual(Equality ?? [])
            && Equals(type.Checks, Checks);

    public override int GetHashCode() => HashCode.Combine(Name, Attributes.Length);
}

/// <summary>What a definition says of an Object type.</summary>
internal sealed record ObjectParts
{
    public static readonly ObjectParts Empty = new();

    public DataType? Parent { get; init; }

    public ImmutableArray<ObjectTypeParameter> TypeParameters { get; init; } = [];

    public ImmutableArray<ObjectAttribute> Attributes { get; init; } = [];

    public ImmutableArray<ObjectFunction> Functions { get; init; } = [];

    public ImmutableArray<string>? Equality { get; init; }

    public bool IsTypePartOfEquality { get; init; } = true;

    public Value? Checks { get; init; }

    public Value? Annotations { get; init; }
}
