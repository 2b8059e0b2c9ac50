using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Puts something before or after each element of an array, or each key of a hash.</summary>
internal abstract class AffixFunction(string name) : LegacyFunction(name)
{
    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        if (arguments[0] is not (ArrayValue or HashValue))
        {
            throw invocation.Failure(
                $"{Name}(): expected first argument to be an Array or a Hash, got {RubyText.Inspect(arguments[0])}"
            );
        }
        if (arguments.Length > 1 && arguments[1] is not (StringValue or BooleanValue { IsTrue: false }))
        {
            throw invocation.Failure(
                $"{Name}(): expected second argument to be a String, got {RubyText.Inspect(arguments[1])}"
            );
        }
        var affix = arguments is [_, StringValue text, ..] ? text.Text : "";
        if (arguments[0] is HashValue hash)
        {
            return HashValue.Of(
                hash.Pairs.Select(entry => KeyValuePair.Create(Join(entry.Key, affix), entry.Value))
            );
        }
        return ArrayValue.Of(((ArrayValue)arguments[0]).Items.Select(item => Join(item, affix)));
    }

    protected abstract string Join(string text, string affix);

    private Value Join(Value value, string affix) => Join(RubyText.Of(value), affix);
}
