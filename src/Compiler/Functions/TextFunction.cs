using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Changes a string, or each string of a list; numbers pass unchanged.</summary>
internal abstract class TextFunction(string name) : Function(name)
{
    public override ImmutableArray<string> Signatures =>
        ["(Numeric arg)", "(String arg)", "(Iterable[Variant[String, Numeric]] arg)"];

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var value = arguments[0];
        if (value is StringValue or IntegerValue or FloatValue)
        {
            return Change(value);
        }
        var elements = Elements.Of(value);
        var results = ImmutableArray.CreateBuilder<Value>(elements.Count);
        for (var i = 0; i < elements.Count; i++)
        {
            results.Add(Change(elements[i]));
        }
        return new ArrayValue(results.MoveToImmutable());
    }

    protected abstract string Change(string text);

    private Value Change(Value value) =>
        value is StringValue text ? new StringValue(Change(text.Text)) : value;
}
