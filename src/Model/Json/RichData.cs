namespace Bunraku.Model;

/// <summary>
/// Values that plain data cannot hold, as plain data and back: hashes with <c>__ptype</c> and
/// <c>__pvalue</c>, as they stand in the reference's catalogs.
/// </summary>
public static class RichData
{
    internal const string TypeKey = "__ptype";
    private const string ValueKey = "__pvalue";

    /// <summary>
    /// The value as plain data. Where a catalog has it, a reference to a resource or class becomes its text;
    /// elsewhere it stays one.
    /// </summary>
    public static Value ToData(Value value, bool areReferencesText = true) =>
        IsData(value) ? value : Written(value, areReferencesText);

    /// <summary>Whether a value is plain data already.</summary>
    private static bool IsData(Value value)
    {
        switch (value)
        {
            case UndefValue or StringValue or IntegerValue or FloatValue or BooleanValue:
                return true;
            case ArrayValue array:
                foreach (var item in array.Items)
                {
                    if (!IsData(item))
                    {
                        return false;
                    }
                }
                return true;
            case HashValue hash:
                foreach (var (key, item) in hash.Entries)
                {
                    if (key is not StringValue { Text: not TypeKey } || !IsData(item))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return false;
        }
    }

    private static Value Written(Value value, bool areReferencesText)
    {
        Value Write(Value inner) => ToData(inner, areReferencesText);
        return value switch
        {
            DefaultValue => HashValue.Of((TypeKey, "Default")),
            ArrayValue array => ArrayValue.Of(array.Items.Select(Write)),
            IteratorValue iterator => ArrayValue.Of(iterator.Items.Select(Write)),
            HashValue hash => OfHash(hash, Write),
            SensitiveValue hidden => HashValue.Of((TypeKey, "Sensitive"), (ValueKey, Write(hidden.Inner))),
            ObjectValue instance => OfObject(instance, Write),
            ResourceReferenceType { Reference: { } reference } when areReferencesText => reference.ToString(),
            ClassReferenceType { ClassName: { } name } when areReferencesText =>
                $"Class[{ResourceReference.Capitalize(name)}]",
            RegexpValue regexp => Typed("Regexp", regexp.Pattern),
            SemVerValue => Typed("SemVer", value.ToString()),
            SemVerRangeValue => Typed("SemVerRange", value.ToString()),
            TimestampValue => Typed("Timestamp", value.ToString()),
            TimespanValue => Typed("Timespan", value.ToString()),
            BinaryValue => Typed("Binary", value.ToString()),
            UriValue => Typed("URI", value.ToString()),
            DataType type => TypeData.ToData(type, inner => ToData(inner, areReferencesText: false)),
            _ => value.ToString(),
        };
    }

    internal static HashValue Typed(string type, string text) =>
        HashValue.Of((TypeKey, type), (ValueKey, text));

    internal static HashValue Typed(string type, string attribute, Value value) =>
        HashValue.Of((TypeKey, type), (attribute, value));

    private static HashValue OfHash(HashValue hash, Func<Value, Value> write)
    {
        if (hash.Keys.All(key => key is StringValue { Text: not TypeKey }))
        {
            return HashValue.Of(hash.Pairs.Select(pair => KeyValuePair.Create(pair.Key, write(pair.Value))));
        }
        var flat = hash.Pairs.SelectMany(pair => new[] { write(pair.Key), write(pair.Value) });
        return HashValue.Of((TypeKey, "Hash"), (ValueKey, ArrayValue.Of(flat)));
    }

    /// <summary>
    /// In the order of the constructor; those at the end that have their default are left out.
    /// </summary>
    private static HashValue OfObject(ObjectValue instance, Func<Value, Value> write)
    {
        var attributes = instance.Type.GivenAttributes;
        var count = attributes.Length;
        while (count > 0 && !instance.InitHash.Contains(attributes[count - 1].Name))
        {
            count--;
        }
        var data = new HashValue.Builder { [TypeKey] = instance.Type.Name };
        foreach (var attribute in attributes.AsSpan()[..count])
        {
            data[attribute.Name] = write(instance.Find(attribute.Name)!);
        }
        return data.Build();
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
                case "Pcore::StructElement":
                    return Entries(hash);
                default:
                    break;
            }
            if (
                typeName.StartsWith(TypeData.Prefix, StringComparison.Ordinal)
                && TypeData.FromData(typeName[TypeData.Prefix.Length..], Entries(hash)) is { } known
            )
            {
                return known;
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
