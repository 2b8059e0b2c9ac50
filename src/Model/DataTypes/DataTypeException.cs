using System.Globalization;

namespace Bunraku.Model;

/// <summary>
/// A misuse of a data type: the sentence is the reference's, its issue code stands beside it.
/// </summary>
public sealed class DataTypeException(string issueCode, string message) : Exception(message)
{
    public string IssueCode { get; } = issueCode;

    /// <summary>The parameter to point at, counted from 0; null for the expression as a whole.</summary>
    public int? ParameterIndex { get; init; }

    public static DataTypeException Runtime(string message) => new("RUNTIME_ERROR", message);

    internal static DataTypeException NotParametrized(DataType type)
    {
        var name = type is TypeAliasType ? type.ToExpandedString() : type.Name;
        return new(
            "OPERATOR_NOT_APPLICABLE",
            $"Operator '[]' is not applicable to {Article.With(name)}-Type."
        );
    }

    internal static DataTypeException NoNew(DataType type) =>
        Runtime(
            $"Creation of new instance of type '{(type is TypeAliasType alias ? alias.Resolved : type)}' is not supported"
        );

    /// <summary>“Hash-Type[] accepts 2 to 4 arguments. Got 1”.</summary>
    internal static DataTypeException BadCount(string subject, int least, int? most, int actual)
    {
        var accepted = most switch
        {
            int.MaxValue => $"{least} or more arguments",
            { } limit when limit != least => $"{least} to {limit} arguments",
            _ => least == 1 ? "1 argument" : $"{least} arguments",
        };
        return new("BAD_TYPE_SLICE_ARITY", $"{subject}[] accepts {accepted}. Got {actual}");
    }

    internal static DataTypeException NotAType(string name, int index, Value actual) =>
        new("BAD_TYPE_SLICE_TYPE", $"{name}-Type[] arguments must be types. Got {RubyText.ClassOf(actual)}")
        {
            ParameterIndex = index,
        };

    internal static DataTypeException BadKind(DataType type, int index, Value actual, string expected) =>
        new(
            "BAD_TYPE_SPECIALIZATION",
            $"Error creating type specialization of {Article.With(type.ToString())}-Type, "
                + $"Cannot use {KindOf(actual)} where {expected} is expected"
        )
        {
            ParameterIndex = index,
        };

    internal static DataTypeException BadSize(int index, Value actual) =>
        new(
            "BAD_COLLECTION_SLICE_TYPE",
            "A Type's size constraint arguments must be a single Integer type, or 1-2 integers (or default). "
                + $"Got {Article.With(RubyText.LabelOf(actual))}"
        )
        {
            ParameterIndex = index,
        };

    internal static DataTypeException BadRange(string from, string to) =>
        Runtime(
            string.Create(
                CultureInfo.InvariantCulture,
                $"'from' must be less or equal to 'to'. Got ({from}, {to}"
            )
        );

    internal static string KindOf(Value value) => TypeInference.Reduced(value).Generalize().ToString();
}
