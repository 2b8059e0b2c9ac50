using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// The hash between the brackets of <c>Object[{…}]</c>: read with the reference's checks, and written again.
/// </summary>
internal static class ObjectDefinition
{
    private static readonly StringType MemberKind = StringType.Default;

    private static readonly PatternType MemberName = new([@"\A[a-z_]\w*\z"]);

    private static readonly StructType Definition = new([
        new("name", StringType.NonEmpty, IsOptional: true),
        new("parent", TypeType.Default, IsOptional: true),
        new("type_parameters", new HashType(MemberName, NotUndefType.Default), IsOptional: true),
        new("attributes", new HashType(MemberName, NotUndefType.Default), IsOptional: true),
        new("constants", new HashType(MemberName, AnyType.Default), IsOptional: true),
        new("functions", new HashType(MemberKind, NotUndefType.Default), IsOptional: true),
        new("equality", new VariantType([MemberName, new ArrayType(MemberName)]), IsOptional: true),
        new("equality_include_type", BooleanType.Default, IsOptional: true),
        new("checks", AnyType.Default, IsOptional: true),
        new("annotations", AnyType.Default, IsOptional: true),
    ]);

    private static readonly StructType Attribute = new([
        new("type", TypeType.Default),
        new("final", BooleanType.Default, IsOptional: true),
        new("override", BooleanType.Default, IsOptional: true),
        new("kind", new EnumType(["constant", "derived", "given_or_derived", "reference"]), IsOptional: true),
        new("value", AnyType.Default, IsOptional: true),
        new("annotations", AnyType.Default, IsOptional: true),
    ]);

    public static ObjectType Read(HashValue definition)
    {
        TypeMismatch.AssertInstance("object initializer has wrong type,", Definition, definition);
        var name = (definition.Find("name") as StringValue)?.Text;
        var label = name ?? "Object";
        var parent = ParentOf(definition.Find("parent"));
        ImmutableArray<ObjectAttribute> attributes =
        [
            .. Entries(definition, "attributes")
                .Select(entry => AttributeOf(label, entry.Key.ToString(), entry.Value)),
            .. Entries(definition, "constants")
                .Select(entry => ConstantOf(entry.Key.ToString(), entry.Value)),
        ];
        ImmutableArray<ObjectFunction> functions =
        [
            .. Entries(definition, "functions")
                .Select(entry => new ObjectFunction(
                    entry.Key.ToString(),
                    entry.Value as DataType
                        ?? (entry.Value as HashValue)?.Find("type") as DataType
                        ?? CallableType.Default
                )),
        ];
        ImmutableArray<string>? equality = definition.Find("equality") switch
        {
            null => null,
            ArrayValue names => [.. names.Items.Select(item => item.ToString())],
            var only => [only.ToString()],
        };
        foreach (var attribute in attributes)
        {
            CheckOverride(label, attribute, parent?.FindAttribute(attribute.Name));
        }
        return new(name, parent, attributes, functions, equality)
        {
            IsTypePartOfEquality = definition.Find("equality_include_type")?.IsTrue ?? true,
        };
    }

    private static ObjectType? ParentOf(Value? parent) =>
        parent switch
        {
            null => null,
            ObjectType type => type,
            TypeAliasType alias => ParentOf(alias.Resolved),
            TypeReferenceType reference => throw DataTypeException.Runtime(
                $"reference to unresolved type '{reference.TypeString}'"
            ),
            _ => throw DataTypeException.Runtime($"{parent} is not an Object type"),
        };

    private static IReadOnlyList<KeyValuePair<Value, Value>> Entries(HashValue definition, string key) =>
        definition.Find(key) is HashValue hash ? hash.Pairs : [];

    private static ObjectAttribute AttributeOf(string owner, string name, Value specification)
    {
        if (specification is DataType simple)
        {
            return new(name, simple) { Default = simple is OptionalType ? UndefValue.Instance : null };
        }
        var label = $"attribute {owner}[{name}]";
        if (specification is not HashValue hash)
        {
            TypeMismatch.AssertInstance($"{label} has wrong type,", TypeType.Default, specification);
            throw DataTypeException.Runtime($"{label} has wrong type");
        }
        TypeMismatch.AssertInstance($"initializer for {label} has wrong type,", Attribute, hash);
        var type = (DataType)hash.Find("type")!;
        var value = hash.Find("value");
        var kind = KindOf(hash.Find("kind"));
        if (kind == ObjectAttributeKind.Constant && value is null)
        {
            throw DataTypeException.Runtime($"{label} of kind 'constant' requires a value");
        }
        if (kind is ObjectAttributeKind.Derived or ObjectAttributeKind.GivenOrDerived && value is not null)
        {
            throw DataTypeException.Runtime(
                $"{label} of kind '{hash.Find("kind")}' cannot be combined with an attribute value"
            );
        }
        if (value is not null and not DefaultValue)
        {
            TypeMismatch.AssertInstance($"{label} value has wrong type,", type, value);
        }
        return new(name, type)
        {
            Default = value,
            Kind = kind,
            IsFinal = hash.Find("final")?.IsTrue ?? kind == ObjectAttributeKind.Constant,
            IsOverride = hash.Find("override")?.IsTrue ?? false,
        };
    }

    private static ObjectAttribute ConstantOf(string name, Value value) =>
        new(name, TypeInference.Reduced(value).Generalize())
        {
            Default = value,
            Kind = ObjectAttributeKind.Constant,
            IsFinal = true,
        };

    private static ObjectAttributeKind KindOf(Value? kind) =>
        kind?.ToString() switch
        {
            "constant" => ObjectAttributeKind.Constant,
            "derived" => ObjectAttributeKind.Derived,
            "given_or_derived" => ObjectAttributeKind.GivenOrDerived,
            "reference" => ObjectAttributeKind.Reference,
            _ => ObjectAttributeKind.Plain,
        };

    private static void CheckOverride(string owner, ObjectAttribute attribute, ObjectAttribute? inherited)
    {
        var member = $"attribute {owner}[{attribute.Name}]";
        if (inherited is null)
        {
            if (attribute.IsOverride)
            {
                throw DataTypeException.Runtime(
                    $"expected {member} to override an inherited attribute, but no such attribute was found"
                );
            }
            return;
        }
        var isConstant =
            inherited.Kind == ObjectAttributeKind.Constant && attribute.Kind == ObjectAttributeKind.Constant;
        if (inherited.IsFinal && !isConstant)
        {
            throw DataTypeException.Runtime(
                $"{member} attempts to override final attribute [{attribute.Name}]"
            );
        }
        if (!attribute.IsOverride && !isConstant)
        {
            throw DataTypeException.Runtime(
                $"{member} attempts to override attribute [{attribute.Name}] without having override => true"
            );
        }
        if (!inherited.Type.IsAssignable(attribute.Type))
        {
            throw DataTypeException.Runtime(
                $"{member} attempts to override attribute [{attribute.Name}] with a type that does not match"
            );
        }
    }

    /// <summary>The definition again, as short as it can be written.</summary>
    public static HashValue Write(ObjectType type)
    {
        var builder = new HashValue.Builder();
        if (type.Parent is not null)
        {
            builder["parent"] = type.Parent;
        }
        var constants = type
            .Attributes.Where(attribute => attribute.Kind == ObjectAttributeKind.Constant)
            .ToList();
        var others = type.Attributes.Except(constants).ToList();
        if (others.Count > 0)
        {
            builder["attributes"] = HashValue.Of(
                others.Select(attribute => KeyValuePair.Create((Value)attribute.Name, Write(attribute)))
            );
        }
        if (constants.Count > 0)
        {
            builder["constants"] = HashValue.Of(
                constants.Select(attribute => KeyValuePair.Create((Value)attribute.Name, attribute.Default!))
            );
        }
        if (!type.Functions.IsEmpty)
        {
            builder["functions"] = HashValue.Of(
                type.Functions.Select(function =>
                    KeyValuePair.Create((Value)function.Name, (Value)function.Type)
                )
            );
        }
        return builder.Build();
    }

    private static Value Write(ObjectAttribute attribute) =>
        attribute.Default is null || attribute is { Type: OptionalType, Default: UndefValue }
            ? attribute.Type
            : HashValue.Of(("type", attribute.Type), ("value", attribute.Default));
}
