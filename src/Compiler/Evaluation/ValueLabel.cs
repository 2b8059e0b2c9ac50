using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>How the reference's sentences call the kind of a value.</summary>
internal static class ValueLabel
{
    public static string Of(Value value) =>
        value switch
        {
            UndefValue => "Undef Value",
            DefaultValue => "Default Value",
            BooleanValue => "Boolean",
            IntegerValue => "Integer",
            FloatValue => "Float",
            StringValue => "String",
            ArrayValue => "Array",
            HashValue => "Hash",
            RegexpValue => "Regexp",
            SensitiveValue => "Sensitive",
            BinaryValue => "Binary",
            DataType type => $"{type}-Type",
            ResourceReferenceValue => "Resource Reference",
            SemVerValue => "Semver",
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
            IntegerValue => "Integer",
            FloatValue => "Float",
            ArrayValue => "Array",
            HashValue => "Hash",
            _ => Of(value),
        };
}
