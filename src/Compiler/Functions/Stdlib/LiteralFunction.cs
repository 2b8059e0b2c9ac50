using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Writes a value as source text of another language.</summary>
internal abstract class LiteralFunction(string name, string arrow, string yes, string no, string nothing)
    : Function(name)
{
    public override ImmutableArray<string> Signatures => ["(Any object)"];

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var output = new StringBuilder();
        Append(RichData.ToData(arguments[0], areReferencesText: false), output);
        return new StringValue(output.ToString());
    }

    private void Append(Value value, StringBuilder output)
    {
        switch (value)
        {
            case ArrayValue array:
                output.Append('[');
                for (var i = 0; i < array.Count; i++)
                {
                    output.Append(i == 0 ? "" : ", ");
                    Append(array[i], output);
                }
                output.Append(']');
                break;
            case HashValue hash:
                output.Append('{');
                for (var i = 0; i < hash.Count; i++)
                {
                    output.Append(i == 0 ? "" : ", ");
                    Append(hash.Entries[i].Key, output);
                    output.Append(arrow);
                    Append(hash.Entries[i].Value, output);
                }
                output.Append('}');
                break;
            case BooleanValue truth:
                output.Append(truth.IsTrue ? yes : no);
                break;
            case UndefValue:
                output.Append(nothing);
                break;
            default:
                output.Append(RubyText.Inspect(value));
                break;
        }
    }
}
