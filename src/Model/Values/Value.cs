namespace Bunraku.Model;

/// <summary>
/// A value of the Puppet language. A closed family: read it with patterns. Equality is strict (Ruby's
/// <c>eql?</c>: <c>1</c> is not <c>1.0</c>, strings differ by case), as hash keys need it; the language's own
/// <c>==</c> is <see cref="ValueComparison.AreEqual"/>. Puppet's undef is <see cref="UndefValue.Instance"/>.
/// </summary>
public abstract class Value : IEquatable<Value>
{
    private protected Value() { }

    /// <summary>The text the value becomes inside a double-quoted string.</summary>
    public abstract override string ToString();

    public abstract bool Equals(Value? other);

    public sealed override bool Equals(object? other) => other is Value value && Equals(value);

    public abstract override int GetHashCode();

    /// <summary>How many values lie in each other here, at most; see <see cref="Nesting"/>.</summary>
    internal virtual int Depth => 0;

    /// <summary>How many values lie in it, itself included; see <see cref="Model.Extent"/>.</summary>
    internal virtual int Extent => 1;

    /// <summary>Puppet's truth: all but undef and false.</summary>
    public virtual bool IsTrue => true;

    public static implicit operator Value(string text) => new StringValue(text);

    public static implicit operator Value(long number) => new IntegerValue(number);

    public static implicit operator Value(bool truth) => BooleanValue.Of(truth);
}
