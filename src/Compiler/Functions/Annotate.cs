using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Annotate() : Function("annotate")
{
    private static readonly StringValue Clear = new("clear");

    public override ImmutableArray<string> Signatures =>
        [
            "(Type[Annotation] type, Any value, &Callable[0, 0] block?)",
            "(Type[Annotation] type, Any value, "
                + "Variant[Enum[clear], Hash[Pcore::MemberName, Any]] annotation_hash)",
            "(Type[Pcore] type, Any value, Hash[Type[Annotation], Hash[Pcore::MemberName, Any]] annotations)",
        ];

    public override string Doc =>
        """
            The annotation of a value, of a type whose parent is `Annotation`: undef when it has none. A block
            makes a missing one, a hash a new one, and `clear` takes it away. `Pcore.annotate` makes several
            and returns the value.

                Annotation.annotate('text') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var type = (ObjectType)arguments[0];
        var value = arguments[1];
        var known = invocation.Compilation.Annotations;
        if (type.Equals(BuiltInTypes.Pcore))
        {
            foreach (var (annotation, given) in ((HashValue)arguments[2]).Pairs)
            {
                _ =
                    Find(invocation, (ObjectType)annotation, value)
                    ?? known.Set(value, (ObjectType)annotation, Make((ObjectType)annotation, given));
            }
            return value;
        }
        if (arguments.Length < 3)
        {
            return Find(invocation, type, value)
                ?? (
                    invocation.Block is { } block
                        ? known.Set(value, type, Make(type, block.Call([])))
                        : UndefValue.Instance
                );
        }
        var isClearing = arguments[2].Equals(Clear);
        if (Declared(type, value) is not null)
        {
            throw invocation.Failure(
                $"attempt to {(isClearing ? "clear" : "redefine")} {type.Name} annotation declared on "
                    + ((ObjectType)value).Name
            );
        }
        return isClearing
            ? known.Take(value, type) ?? UndefValue.Instance
            : known.Set(value, type, Make(type, arguments[2]));
    }

    private static Value? Find(Invocation invocation, ObjectType type, Value value)
    {
        var known = invocation.Compilation.Annotations;
        return known.Find(value, type)
            ?? (Declared(type, value) is { } given ? known.Set(value, type, Make(type, given)) : null);
    }

    /// <summary>What the definition of an annotated type itself says.</summary>
    private static Value? Declared(ObjectType type, Value value) =>
        value is ObjectType { Annotations: HashValue declared } ? declared.Find(type) : null;

    private static Value Make(ObjectType type, Value given) => type.New([given]);
}

/// <summary>Annotations of values, of this very value and none that equals it.</summary>
internal sealed class AnnotationTable
{
    private readonly Dictionary<Value, Dictionary<string, Value>> byValue = new(
        ReferenceEqualityComparer.Instance
    );

    public Value? Find(Value value, ObjectType type) =>
        byValue.GetValueOrDefault(value)?.GetValueOrDefault(type.Name);

    public Value Set(Value value, ObjectType type, Value annotation)
    {
        if (!byValue.TryGetValue(value, out var ofValue))
        {
            byValue.Add(value, ofValue = []);
        }
        return ofValue[type.Name] = annotation;
    }

    public Value? Take(Value value, ObjectType type)
    {
        Value? taken = null;
        byValue.GetValueOrDefault(value)?.Remove(type.Name, out taken);
        return taken;
    }
}
