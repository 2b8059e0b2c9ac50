namespace Bunraku.Model;

/// <summary>
/// An object that native code hands to code of the language, which can but pass it on and call its methods
/// (<c>Puppet::LookupContext</c>).
/// </summary>
public abstract class RuntimeValue : Value
{
    /// <summary>The name of its data type.</summary>
    public abstract string TypeName { get; }

    /// <summary>Whether it is an object of another language, which the language has no type for.</summary>
    public virtual bool IsForeign => false;

    /// <summary>A method called on it; null when it has no such method for these arguments.</summary>
    public abstract Value? Call(string method, ReadOnlySpan<Value> arguments, Func<Value[], Value>? block);
}
