namespace Bunraku.Model;

/// <summary>How the reference's sentences call the kind of a value.</summary>
public static class ValueLabel
{
    public static string Of(Value value) =>
        value switch
        {
            UndefValue => "Undef Value",
            BooleanValue => "Boolean",
            IntegerValue => "Integer",
            FloatValue => "Float",
            StringValue => "String",
            ArrayValue => "Array",
            HashValue => "Hash",
            RegexpValue => "Regexp",
            SensitiveValue => "Sensitive",
            BinaryValue => "Binary",
            ResourceReferenceType { Title: not null } reference => $"{reference} Resource-Reference",
            DataType type => $"{(type is TypeAliasType ? type.ToExpandedString() : type)}-Type",
            ResourceReferenceValue => "Resource Reference",
            SemVerValue => "Semver",
            SemVerRangeValue => "SemverRange",
            DefaultValue
            or SymbolValue
            or UriValue
            or IteratorValue
            or ObjectValue
            or RuntimeValue { IsForeign: true } => "Object",
            _ => TypeInference.Of(value).Name,
        };

    public static string WithArticle(Value value) => Article.With(Of(value));

    /// <summary>The general type of a value: <c>Hash[String, Integer]</c>.</summary>
    public static string GeneralType(Value value) => TypeInference.Reduced(value).Generalize().ToString();

    /// <summary>The class Ruby gives a value, which some sentences of the reference name.</summary>
    public static string RubyClass(Value value) =>
        value switch
        {
            UndefValue => "nil",
            BooleanValue boolean => boolean.ToString(),
            _ => RubyText.ClassOf(value),
        };
}
