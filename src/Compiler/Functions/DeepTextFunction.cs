using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Changes a string, and the strings at any depth of arrays and hashes, keys included.</summary>
internal abstract class DeepTextFunction(string name) : Function(name)
{
    public override ImmutableArray<string> Signatures =>
        ["(Numeric arg)", "(String arg)", "(Array[StringData] arg)", "(Hash[StringData, StringData] arg)"];

    public override ImmutableArray<string> LocalTypes =>
        ["StringData = Variant[String, Numeric, Array[StringData], Hash[StringData, StringData]]"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        Change(invocation, arguments[0]);

    protected abstract string Change(string text);

    private Value Change(Invocation invocation, Value value)
    {
        switch (value)
        {
            case StringValue text:
                return new StringValue(Change(text.Text));
            case IntegerValue or FloatValue:
                return value;
            case ArrayValue array:
                var items = ImmutableArray.CreateBuilder<Value>(array.Count);
                foreach (var item in array.Items)
                {
                    items.Add(Change(invocation, item));
                }
                return new ArrayValue(items.MoveToImmutable());
            case HashValue hash:
                var entries = new HashValue.Builder();
                foreach (var (key, item) in hash.Entries)
                {
                    entries[Change(invocation, key)] = Change(invocation, item);
                }
                return entries.Build();
            default:
                throw invocation.Failure($"{Name}(): takes strings, numbers, and arrays and hashes of them");
        }
    }
}
