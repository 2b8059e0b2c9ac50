namespace Bunraku.Model;

/// <summary>
/// <c>String[from, to]</c> by length, or the type of exactly one string (<see cref="Value"/>).
/// </summary>
public sealed class StringType : DataType
{
    public static readonly StringType Default = new();
    public static readonly StringType NonEmpty = new(new IntegerType(1, null));

    public StringType() { }

    public StringType(IntegerType? size) => Size = size?.ToSize();

    public StringType(string value) => Value = value;

    public override string Name => "String";

    public IntegerType? Size { get; }

    public string? Value { get; }

    public override Constructor Constructor => StringConstructor.Instance;

    public override bool IsIterable => true;

    public override DataType IterationType { get; } = OneCharacter.Type;

    /// <summary>The range of lengths: of the literal too.</summary>
    internal IntegerType Lengths =>
        Value is null ? Size ?? CollectionType.AnySize : new(TextLength.Of(Value), TextLength.Of(Value));

    public override bool IsInstance(Value value) =>
        value is StringValue text
        && (Value is null ? Size is null || Size.Contains(TextLength.Of(text.Text)) : text.Text == Value);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other switch
        {
            StringType type when Size is not null => Size.IsAssignable(type.Lengths),
            StringType type => Value is null || Value == type.Value,
            EnumType type when Size is not null => Size.IsAssignable(type.Lengths),
            EnumType type => Value is null
                || type is { IsCaseInsensitive: false, Values: [var only] } && only == Value,
            PatternType => Size is not null ? Size.IsAssignable(CollectionType.AnySize) : Value is null,
            _ => false,
        };

    public override DataType Generalize() => Default;

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        return flat.Length is 1 or 2
            ? new StringType(TypeParameters.Size(flat, 0))
            : throw new DataTypeException(
                "BAD_STRING_SLICE_ARITY",
                $"String supports [] with one or two arguments. Got {flat.Length}"
            );
    }

    internal override void Print(TypePrinter printer) => printer.Append(Name, TypePrinter.Range(Size));

    private protected override bool HasSameParameters(DataType other) =>
        other is StringType type && type.Value == Value && Equals(type.Size, Size);

    public override int GetHashCode() => HashCode.Combine(Name, Value, Size);

    /// <summary>What iterating over a string yields; apart, because the type refers to itself.</summary>
    private static class OneCharacter
    {
        public static readonly StringType Type = new(new IntegerType(1, 1));
    }
}

/// <summary>Lengths as the language counts them: in characters, not in UTF-16 code units.</summary>
public static class TextLength
{
    public static int Of(string text)
    {
        var length = text.Length;
        foreach (var unit in text)
        {
            length -= char.IsLowSurrogate(unit) ? 1 : 0;
        }
        return length;
    }
}
