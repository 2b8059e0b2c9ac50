using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Puts something before or after each element of an array, or each key of a hash.</summary>
internal abstract class AffixFunction(string name) : Function(name)
{
    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var affix = arguments.Length > 1 ? RubyText.Of(arguments[1]) : "";
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
