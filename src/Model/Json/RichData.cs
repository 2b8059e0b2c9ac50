namespace Bunraku.Model;

/// <summary>
/// Values that plain data cannot hold, as plain data and back: hashes with <c>__ptype</c> and
/// <c>__pvalue</c>, as they stand in the reference's catalogs.
/// </summary>
public static class RichData
{
    private const string TypeKey = "__ptype";
    private const string ValueKey = "__pvalue";

    /// <summary>References to resources and classes become their text, as everywhere in a catalog.</summary>
    public static Value ToData(Value value) =>
        value switch
        {
            UndefValue or StringValue or IntegerValue or FloatValue or BooleanValue => value,
            DefaultValue => HashValue.Of((TypeKey, "Default")),
            ArrayValue array => ArrayValue.Of(array.Items.Select(ToData)),
            IteratorValue iterator => ArrayValue.Of(iterator.Items.Select(ToData)),
            HashValue hash => OfHash(hash),
            SensitiveValue hidden => HashValue.Of((TypeKey, "Sensitive"), (ValueKey, ToData(hidden.Inner))),
            ObjectValue instance => OfObject(instance),
            ResourceReferenceType { Reference: { } reference } => reference.ToString(),
            ClassReferenceType { ClassName: { } name } => $"Class[{ResourceReference.Capitalize(name)}]",
            RegexpValue regexp => Typed("Regexp", regexp.Pattern),
            SemVerValue => Typed("SemVer", value.ToString()),
            SemVerRangeValue => Typed("SemVerRange", value.ToString()),
            TimestampValue => Typed("Timestamp", value.ToString()),
            TimespanValue => Typed("Timespan", value.ToString()),
            BinaryValue => Typed("Binary", value.ToString()),
            UriValue => Typed("URI", value.ToString()),
            DataType type => Typed("Type", type.ToString()),
            _ => value.ToString(),
        };

    private static HashValue Typed(string type, string text) =>
        HashValue.Of((TypeKey, type), (ValueKey, text));

    private static HashValue OfHash(HashValue hash)
    {
        if (hash.Keys.All(key => key is StringValue { Text: not TypeKey }))
        {
            return HashValue.Of(hash.Pairs.Select(pair => KeyValuePair.Create(pair.Key, ToData(pair.Value))));
        }
        var flat = hash.Pairs.SelectMany(pair => new[] { ToData(pair.Key), ToData(pair.Value) });
        return HashValue.Of((TypeKey, "Hash"), (ValueKey, ArrayValue.Of(flat)));
    }

    private static HashValue OfObject(ObjectValue instance)
    {
        var attributes = instance.InitHash.Pairs.Select(pair =>
            KeyValuePair.Create(pair.Key, ToData(pair.Value))
        );
        return HashValue.Of(
            attributes.Prepend(KeyValuePair.Create((Value)TypeKey, (Value)instance.Type.Name))
        );
    }

    /// <summary>
    /// The values again. Throws <see cref="DataTypeException"/> for data that names an unknown type or does
    /// not fit it.
    /// </summary>
    /// <param name="parseType">Finds a type by its expression, such as <c>Integer[1, 2]</c>.</param>
    public static Value FromData(Value data, Func<string, DataType> parseType) =>
        new Reading(data, parseType).Read(data);

    private sealed class Reading(Value root, Func<string, DataType> parseType)
    {
        private readonly Surroundings surroundings = new(TimeProvider.System, parseType);

        public Value Read(Value data) =>
            data switch
            {
                ArrayValue array => ArrayValue.Of(array.Items.Select(Read)),
                HashValue hash when hash.Find(TypeKey) is StringValue type => ReadTyped(type.Text, hash),
                HashValue hash => Entries(hash),
                _ => data,
            };

        private HashValue Entries(HashValue hash) =>
            HashValue.Of(
                hash.Pairs.Where(pair => pair.Key is not StringValue { Text: TypeKey })
                    .Select(pair => KeyValuePair.Create(pair.Key, Read(pair.Value)))
            );

        private Value ReadTyped(string typeName, HashValue hash)
        {
            var value = hash.Find(ValueKey);
            switch (typeName)
            {
                case "Default":
                    return DefaultValue.Instance;
                case "Symbol":
                    return value ?? StringValue.Empty;
                case "Sensitive":
                    return new SensitiveValue(Read(value ?? UndefValue.Instance));
                case "Hash" when value is ArrayValue flat:
                    return FromFlat(flat);
                case "LocalRef" when value is StringValue path:
                    return Read(LocalReference.Resolve(root, path.Text));
                case "Type" when value is StringValue expression:
                    return parseType(expression.Text);
                default:
                    break;
            }
            var type = parseType(typeName);
            if (type is TypeReferenceType)
            {
                throw DataTypeException.Runtime(
                    $"No implementation mapping found for Puppet Type {typeName}"
                );
            }
            return value is not null ? type.New([Read(value)], surroundings)
                : hash.Count == 1 ? type.New([], surroundings)
                : type.New([Entries(hash)], surroundings);
        }

        private HashValue FromFlat(ArrayValue flat)
        {
            var builder = new HashValue.Builder();
            for (var i = 0; i + 1 < flat.Count; i += 2)
            {
                builder[Read(flat[i])] = Read(flat[i + 1]);
            }
            return builder.Build();
        }
    }
}
