using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ToJsonPretty() : Function("to_json_pretty")
{
    public override ImmutableArray<string> Aliases => ["stdlib::to_json_pretty"];

    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[Hash, Array] data, Optional[Boolean] skip_undef?, Struct[{indent => Optional[String], "
                + "space => Optional[String], space_before => Optional[String], object_nl => Optional[String], "
                + "array_nl => Optional[String], allow_nan => Optional[Boolean], "
                + "max_nesting => Optional[Integer[-1, default]]}] opts?)",
        ];

    public override string Doc =>
        """
            A hash or array as JSON in indented lines; without its undef values when the second argument is
            true; `Sensitive` when something in it is. Options say what stands where there is space:
            `indent`, `space`, `space_before`, `object_nl` and `array_nl`.

                to_json_pretty({ 'a' => 1, 'b' => undef }, true) # => "{\n  \"a\": 1\n}\n"
                to_json_pretty([1], false, { 'indent' => '', 'array_nl' => '' }) # => "[1]\n"
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var data = arguments.Length > 1 && arguments[1].IsTrue ? WithoutUndef(arguments[0]) : arguments[0];
        var options = arguments.Length > 2 ? (HashValue)arguments[2] : HashValue.Empty;
        return RewrapSensitive.Rewrap(data, plain => Text(plain, options));
    }

    private static StringValue Text(Value data, HashValue options)
    {
        var output = new StringBuilder();
        new Layout(options).Append(data, 0, output);
        return new StringValue(output.Append('\n').ToString());
    }

    private static Value WithoutUndef(Value data) =>
        data is HashValue hash
            ? HashValue.Of(hash.Pairs.Where(entry => entry.Value is not UndefValue))
            : new ArrayValue(((ArrayValue)data).Items.RemoveAll(item => item is UndefValue));

    /// <summary>What stands between the parts of the text.</summary>
    private sealed class Layout(HashValue options)
    {
        private readonly string indent = Text(options, "indent", "  ");
        private readonly string space = Text(options, "space", " ");
        private readonly string spaceBefore = Text(options, "space_before", "");
        private readonly string objectLine = Text(options, "object_nl", "\n");
        private readonly string arrayLine = Text(options, "array_nl", "\n");

        public void Append(Value value, int depth, StringBuilder output)
        {
            switch (value)
            {
                case HashValue hash:
                    output.Append('{').Append(objectLine);
                    for (var i = 0; i < hash.Count; i++)
                    {
                        var (key, item) = hash.Entries[i];
                        output.Append(i == 0 ? "" : ",").Append(i == 0 ? "" : objectLine);
                        Indent(depth + 1, output);
                        output.Append(JsonText.Write(new StringValue(RubyText.Of(key))));
                        output.Append(spaceBefore).Append(':').Append(space);
                        Append(item, depth + 1, output);
                    }
                    output.Append(hash.Count == 0 ? "" : objectLine);
                    Indent(depth, output);
                    output.Append('}');
                    break;
                case ArrayValue array:
                    output.Append('[').Append(arrayLine);
                    for (var i = 0; i < array.Count; i++)
                    {
                        output.Append(i == 0 ? "" : ",").Append(i == 0 ? "" : arrayLine);
                        Indent(depth + 1, output);
                        Append(array[i], depth + 1, output);
                    }
                    output.Append(arrayLine);
                    Indent(depth, output);
                    output.Append(']');
                    break;
                default:
                    output.Append(JsonText.Write(value));
                    break;
            }
        }

        private void Indent(int depth, StringBuilder output) => output.Insert(output.Length, indent, depth);

        private static string Text(HashValue options, string name, string standard) =>
            options.Find(name) is StringValue text ? text.Text : standard;
    }
}
