using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// A Puppet data type, itself a value. The parameterless constructor of each sealed class makes the type
/// without parameters (<c>Integer</c>); the roster knows it by <see cref="Name"/>.
/// </summary>
public abstract class DataType : Value
{
    /// <summary>The simple name, such as <c>Integer</c>.</summary>
    public abstract string Name { get; }

    public abstract bool IsInstance(Value value);

    /// <summary>Whether every instance of <paramref name="other"/> is an instance of this type.</summary>
    public bool IsAssignable(DataType other) =>
        ReferenceEquals(this, other) || DataTypeAssignability.IsAssignable(this, other);

    /// <summary>The type's own rule, called after aliases, variants, optionals and their like were taken apart.</summary>
    protected internal abstract bool Accepts(DataType other);

    /// <summary>
    /// <c>Name[parameters]</c>. Throws <see cref="DataTypeException"/> with the reference's sentence when the
    /// count or kind of the parameters is wrong.
    /// </summary>
    public virtual DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        throw DataTypeException.NotParametrized(Name);

    /// <summary>The dispatch signatures of <c>Name.new(…)</c>; empty when the type cannot make instances.</summary>
    public virtual ImmutableArray<string> NewSignatures => [];

    /// <summary><c>Name.new(arguments)</c>; the signatures were checked before the call.</summary>
    public virtual Value New(ReadOnlySpan<Value> arguments) => throw DataTypeException.NoNew(Name);
}

/// <summary>A misuse of a data type: the sentence is the reference's, its issue code stands beside it.</summary>
public sealed class DataTypeException(string issueCode, string message) : Exception(message)
{
    public string IssueCode { get; } = issueCode;

    public static DataTypeException NotParametrized(string name) =>
        new("NOT_PARAMETERIZED_TYPE", $"The type <{name}> is not a parameterized type.");

    public static DataTypeException NoNew(string name) =>
        new("RUNTIME_ERROR", $"Creation of new instance of type '{name}' is not supported");
}
