using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// The hash between the brackets of <c>Object[{…}]</c>: read with the reference's checks, and written again.
/// </summary>
internal static class ObjectDefinition
{
    internal static readonly PatternType TypeName = new([@"\A[A-Z][\w]*(?:::[A-Z][\w]*)*\z"]);

    private static readonly PatternType MemberName = new([@"\A[a-z_]\w*\z"]);

    /// <summary>What types of annotations have as their parent: the one type without a definition.</summary>
    internal static readonly ObjectType Annotation = new("Annotation");

    private static readonly HashType AnnotationHash = new(
        new TypeType(Annotation),
        new HashType(MemberName, AnyType.Default)
    );

    internal static readonly StructElement AnnotationsElement = new(
        "annotations",
        new OptionalType(AnnotationHash),
        IsOptional: true
    );

    private static readonly TypeType FunctionType = new(CallableType.Default);

    internal static readonly StructType Definition = new([
        new("name", TypeName, IsOptional: true),
        new("parent", TypeType.Default, IsOptional: true),
        new("type_parameters", new HashType(MemberName, NotUndefType.Default), IsOptional: true),
        new("attributes", new HashType(MemberName, NotUndefType.Default), IsOptional: true),
        new("constants", new HashType(MemberName, AnyType.Default), IsOptional: true),
        new(
            "functions",
            new HashType(new VariantType([MemberName, new StringType("[]")]), NotUndefType.Default),
            IsOptional: true
        ),
        new("equality", new VariantType([MemberName, new ArrayType(MemberName)]), IsOptional: true),
        new("equality_include_type", BooleanType.Default, IsOptional: true),
        new("checks", AnyType.Default, IsOptional: true),
        AnnotationsElement,
    ]);

    private static readonly StructType Attribute = new([
        new("type", TypeType.Default),
        new("final", BooleanType.Default, IsOptional: true),
        new("override", BooleanType.Default, IsOptional: true),
        new("kind", new EnumType(["constant", "derived", "given_or_derived", "reference"]), IsOptional: true),
        new("value", AnyType.Default, IsOptional: true),
        AnnotationsElement,
    ]);

    private static readonly StructType Function = new([
        new("type", FunctionType),
        new("final", BooleanType.Default, IsOptional: true),
        new("override", BooleanType.Default, IsOptional: true),
        AnnotationsElement,
    ]);

    public static void Check(HashValue definition) =>
        TypeMismatch.AssertInstance("object initializer has wrong type,", Definition, definition);

    public static string CheckedName(string subject, Value name) =>
        TypeMismatch.AssertInstance($"{subject} has wrong type,", TypeName, name).ToString();

    /// <summary>A type without another name than the one the definition gives it.</summary>
    public static ObjectType Read(HashValue definition)
    {
        var type = new ObjectType();
        type.Define(definition);
        return type;
    }

    /// <summary>
    /// What a definition, which was checked, says of a type whose name and parent are known.
    /// </summary>
    public static ObjectParts Read(ObjectType type, HashValue definition)
    {
        var owner = type.Name;
        if (type.Parent is TypeReferenceType unknown)
        {
            throw DataTypeException.Runtime($"reference to unresolved type '{unknown.TypeString}'");
        }
        var parent = type.ParentObject;
        ImmutableArray<ObjectTypeParameter> typeParameters =
        [
            .. Entries(definition, "type_parameters")
                .Select(entry => TypeParameterOf(owner, entry.Key.ToString(), entry.Value))
                .Select(member => CheckOverride(member, parent?.FindTypeParameter(member.Name))),
        ];
        ImmutableArray<ObjectAttribute> attributes =
        [
            .. AttributesOf(owner, definition, parent)
                .Select(member => CheckOverride(member, parent?.FindMember(member.Name))),
        ];
        ImmutableArray<ObjectFunction> functions =
        [
            .. Entries(definition, "functions")
                .Select(entry => FunctionOf(owner, entry.Key.ToString(), entry.Value, attributes))
                .Select(member => CheckOverride(member, parent?.FindMember(member.Name))),
        ];
        var parts = new ObjectParts
        {
            Parent = type.Parent,
            TypeParameters = typeParameters,
            Attributes = attributes,
            Functions = functions,
            IsTypePartOfEquality = definition.Find("equality_include_type")?.IsTrue ?? true,
            Equality = definition.Find("equality") switch
            {
                null => null,
                ArrayValue names => [.. names.Items.Select(item => item.ToString())],
                var only => [only.ToString()],
            },
            Checks = definition.Find("checks"),
            Annotations = definition.Find("annotations"),
        };
        ObjectEquality.Check(owner, parts, parent);
        return parts;
    }

    private static IReadOnlyList<KeyValuePair<Value, Value>> Entries(HashValue definition, string key) =>
        definition.Find(key) is HashValue hash ? hash.Pairs : [];

    private static ObjectTypeParameter TypeParameterOf(string owner, string name, Value specification)
    {
        var type = (specification as HashValue)?.Find("type") ?? specification;
        var label = $"type_parameter {owner}[{name}]";
        TypeMismatch.AssertInstance($"{label} has wrong type,", TypeType.Default, type);
        var optional = type as OptionalType ?? new OptionalType((DataType)type);
        return new(name, optional) { Owner = owner, Default = (specification as HashValue)?.Find("value") };
    }

    /// <summary>Attributes, then constants, which are attributes too.</summary>
    private static IEnumerable<ObjectAttribute> AttributesOf(
        string owner,
        HashValue definition,
        ObjectType? parent
    )
    {
        var attributes = Entries(definition, "attributes");
        var constants = Entries(definition, "constants");
        foreach (var (name, _) in constants)
        {
            if (attributes.Any(entry => entry.Key.Equals(name)))
            {
                throw DataTypeException.Runtime(
                    $"attribute {owner}[{name}] is defined as both a constant and an attribute"
                );
            }
        }
        return attributes
            .Select(entry => AttributeOf(owner, entry.Key.ToString(), entry.Value))
            .Concat(
                constants.Select(entry => new ObjectAttribute(
                    entry.Key.ToString(),
                    TypeInference.Reduced(entry.Value).Generalize()
                )
                {
                    Owner = owner,
                    Default = entry.Value,
                    Kind = ObjectAttributeKind.Constant,
                    IsFinal = true,
                    IsOverride = parent?.FindMember(entry.Key.ToString()) is not null,
                })
            );
    }

    private static ObjectAttribute AttributeOf(string owner, string name, Value specification)
    {
        var label = $"attribute {owner}[{name}]";
        if (specification is not HashValue hash)
        {
            TypeMismatch.AssertInstance($"{label} has wrong type,", TypeType.Default, specification);
            hash = HashValue.Of(("type", specification));
            hash = specification is OptionalType ? hash.With("value", UndefValue.Instance) : hash;
        }
        TypeMismatch.AssertInstance($"initializer for {label} has wrong type,", Attribute, hash);
        if (name is "__ptype" or "__pvalue")
        {
            throw DataTypeException.Runtime($"The attribute '{name}' is reserved and cannot be used");
        }
        var type = (DataType)hash.Find("type")!;
        var value = hash.Find("value");
        var kind = KindOf(hash.Find("kind"));
        var problem = (kind, value) switch
        {
            (ObjectAttributeKind.Constant, _) when hash.Find("final") is { IsTrue: false } =>
                "cannot be combined with final => false",
            (ObjectAttributeKind.Constant, null) => "requires a value",
            (ObjectAttributeKind.Derived or ObjectAttributeKind.GivenOrDerived, not null) =>
                "cannot be combined with an attribute value",
            _ => null,
        };
        if (problem is not null)
        {
            throw DataTypeException.Runtime($"{label} of kind '{hash.Find("kind")}' {problem}");
        }
        if (value is not null and not DefaultValue)
        {
            TypeMismatch.AssertInstance($"{label} value has wrong type,", type, value);
        }
        return new(name, type)
        {
            Owner = owner,
            Default = value,
            Kind = kind,
            IsFinal = kind == ObjectAttributeKind.Constant || IsSet(hash, "final"),
            IsOverride = IsSet(hash, "override"),
            Annotations = hash.Find("annotations"),
        };
    }

    private static ObjectFunction FunctionOf(
        string owner,
        string name,
        Value specification,
        ImmutableArray<ObjectAttribute> attributes
    )
    {
        var label = $"function {owner}[{name}]";
        if (specification is not HashValue hash)
        {
            TypeMismatch.AssertInstance($"{label} has wrong type,", FunctionType, specification);
            hash = HashValue.Of(("type", specification));
        }
        TypeMismatch.AssertInstance($"initializer for function '{name}' has wrong type,", Function, hash);
        if (attributes.Any(attribute => attribute.Name == name))
        {
            throw DataTypeException.Runtime($"{label} conflicts with attribute with the same name");
        }
        return new(name, (DataType)hash.Find("type")!)
        {
            Owner = owner,
            IsFinal = IsSet(hash, "final"),
            IsOverride = IsSet(hash, "override"),
            Annotations = hash.Find("annotations"),
        };
    }

    private static bool IsSet(HashValue hash, string key) => hash.Find(key) is { IsTrue: true };

    private static ObjectAttributeKind KindOf(Value? kind) =>
        kind?.ToString() switch
        {
            "constant" => ObjectAttributeKind.Constant,
            "derived" => ObjectAttributeKind.Derived,
            "given_or_derived" => ObjectAttributeKind.GivenOrDerived,
            "reference" => ObjectAttributeKind.Reference,
            _ => ObjectAttributeKind.Plain,
        };

    private static T CheckOverride<T>(T member, ObjectMember? inherited)
        where T : ObjectMember
    {
        var problem = inherited switch
        {
            null when !member.IsOverride => null,
            null => $"expected {member.Label} to override an inherited {member.Feature}, "
                + $"but no such {member.Feature} was found",
            _ when inherited.Feature != member.Feature =>
                $"{member.Label} attempts to override {inherited.Label}",
            { IsFinal: true } when !(inherited.IsConstant && member.IsConstant) =>
                $"{member.Label} attempts to override final {inherited.Label}",
            _ when !member.IsOverride =>
                $"{member.Label} attempts to override {inherited.Label} without having override => true",
            _ when !inherited.Type.IsAssignable(member.Type) =>
                $"{member.Label} attempts to override {inherited.Label} with a type that does not match",
            _ => null,
        };
        return problem is null ? member : throw DataTypeException.Runtime(problem);
    }

    /// <summary>The definition again, as short as it can be written.</summary>
    public static HashValue Write(ObjectType type)
    {
        var builder = new HashValue.Builder();
        Add(builder, "annotations", type.Annotations);
        Add(builder, "name", type.TypeName is { } name ? new StringValue(name) : null);
        Add(builder, "parent", type.Parent);
        Add(builder, "type_parameters", Members(type.OwnTypeParameters));
        var constants = type.Attributes.Where(IsPlainConstant).ToList();
        Add(builder, "attributes", Members(type.Attributes.Except(constants)));
        Add(
            builder,
            "constants",
            constants.Count == 0
                ? null
                : HashValue.Of(constants.Select(c => KeyValuePair.Create((Value)c.Name, c.Default!)))
        );
        Add(builder, "functions", Members(type.Functions));
        Add(
            builder,
            "equality",
            type.Equality is { } names ? ArrayValue.Of(names.Select(name => (Value)name)) : null
        );
        Add(builder, "checks", type.Checks);
        return builder.Build();
    }

    private static void Add(HashValue.Builder builder, string key, Value? value)
    {
        if (value is not null)
        {
            builder[key] = value;
        }
    }

    private static bool IsPlainConstant(ObjectAttribute attribute) =>
        attribute is { IsConstant: true, Default: { } value }
        && attribute.Type.Equals(TypeInference.Reduced(value).Generalize());

    private static HashValue? Members(IEnumerable<ObjectMember> members)
    {
        var hash = HashValue.Of(
            members.Select(member => KeyValuePair.Create((Value)member.Name, Written(member)))
        );
        return hash.Count == 0 ? null : hash;
    }

    private static Value Written(ObjectMember member)
    {
        var attribute = member as ObjectAttribute;
        var type = member is ObjectTypeParameter ? ((OptionalType)member.Type).Type! : member.Type;
        var builder = new HashValue.Builder { ["type"] = type };
        Add(builder, "final", member.IsFinal && !member.IsConstant ? true : null);
        Add(builder, "override", member.IsOverride ? true : null);
        Add(builder, "annotations", member.Annotations);
        Add(builder, "kind", Written(attribute?.Kind));
        Add(
            builder,
            "value",
            member is ObjectTypeParameter && attribute?.Default is UndefValue ? null : attribute?.Default
        );
        return builder.Count == 1 ? type : builder.Build();
    }

    private static StringValue? Written(ObjectAttributeKind? kind) =>
        kind switch
        {
            ObjectAttributeKind.Constant => new("constant"),
            ObjectAttributeKind.Derived => new("derived"),
            ObjectAttributeKind.GivenOrDerived => new("given_or_derived"),
            ObjectAttributeKind.Reference => new("reference"),
            _ => null,
        };
}
