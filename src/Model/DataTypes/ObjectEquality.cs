namespace Bunraku.Model;

/// <summary>Which attributes a definition may name for equality.</summary>
internal static class ObjectEquality
{
    public static void Check(string owner, ObjectParts parts, ObjectType? parent)
    {
        if (parts.Equality is not { IsEmpty: false } names)
        {
            return;
        }
        if (!parts.IsTypePartOfEquality)
        {
            throw DataTypeException.Runtime(
                "equality_include_type = false cannot be combined with non empty equality specification"
            );
        }
        foreach (var name in names)
        {
            if (Problem(name, parts, parent) is { } problem)
            {
                throw DataTypeException.Runtime($"{owner} equality is referencing {problem}");
            }
        }
    }

    private static string? Problem(string name, ObjectParts parts, ObjectType? parent)
    {
        var member = parent?.FindMember(name);
        if (member is ObjectAttribute && parent!.EqualityAttributes.Contains(name))
        {
            return $"{member.Label} which is included in equality of {Definer(parent, name).Name}";
        }
        member ??=
            (ObjectMember?)parts.Attributes.FirstOrDefault(attribute => attribute.Name == name)
            ?? parts.Functions.FirstOrDefault(function => function.Name == name);
        return member switch
        {
            null => $"non existent attribute '{name}'",
            ObjectFunction => $"{member.Label}. Only attribute references are allowed",
            { IsConstant: true } =>
                $"constant {member.Label}. Reference to constant is not allowed in equality",
            _ => null,
        };
    }

    /// <summary>The topmost ancestor whose equality includes the attribute.</summary>
    private static ObjectType Definer(ObjectType type, string name)
    {
        while (type.ParentObject is { } parent && parent.EqualityAttributes.Contains(name))
        {
            type = parent;
        }
        return type;
    }
}
