using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class TypeOf() : Function("type")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Any value, Enum[detailed] inference_method?)",
            "(Any value, Enum[reduced] inference_method)",
            "(Any value, Enum[generalized] inference_method)",
        ];

    public override string Doc =>
        """
            The data type of a value: detailed (the default), reduced to one type for all elements, or
            generalized.

                type(1) # => Integer[1, 1]
                type([1, 'a'], 'generalized') # => Array[ScalarData]
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        arguments is [_, StringValue { Text: var method }] && method != "detailed"
            ? method == "reduced"
                ? TypeInference.Reduced(arguments[0])
                : TypeInference.Reduced(arguments[0]).Generalize()
            : TypeInference.Of(arguments[0]);
}
