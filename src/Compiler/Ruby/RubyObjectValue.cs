using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// An object that Ruby code has returned and that is no data: code of the language can but hand it on.
/// </summary>
internal sealed class RubyObjectValue(object @object, string typeName, string text) : RuntimeValue
{
    public object Object => @object;

    public override string TypeName => typeName;

    public override bool IsForeign => true;

    public override Value? Call(string method, ReadOnlySpan<Value> arguments, Func<Value[], Value>? block) =>
        null;

    public override string ToString() => text;

    public override bool Equals(Value? other) =>
        other is RubyObjectValue value && ReferenceEquals(value.Object, Object);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Object);
}
