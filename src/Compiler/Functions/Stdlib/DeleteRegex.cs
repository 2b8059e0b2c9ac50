using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeleteRegex() : LegacyFunction("delete_regex")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, Hash] collection, Any patterns)"];

    public override string Doc =>
        """
            An array without the strings, or a hash without the keys, in which one of some patterns matches
            whole words.

                delete_regex(['abc', 'a b', 'c'], 'a') # => ['abc', 'c']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 2)
        {
            throw invocation.Failure(
                $"delete_regex(): Wrong number of arguments given {arguments.Length} for 2"
            );
        }
        if (arguments[0] is not (ArrayValue or HashValue))
        {
            throw invocation.Failure(
                "delete_regex(): First argument must be an Array, Hash, or String. Given an argument of "
                    + $"class {RubyText.ClassOf(arguments[0])}."
            );
        }
        var patterns = LegacyArguments
            .Several(arguments[1])
            .Select(pattern => Patterns.Compile($@"\b{RubyText.Of(pattern)}\b"))
            .ToList();
        bool IsUnwanted(Value item) => item is StringValue text && patterns.Exists(p => p.IsMatch(text.Text));
        return arguments[0] is HashValue hash
            ? hash.Without(IsUnwanted)
            : new ArrayValue(((ArrayValue)arguments[0]).Items.RemoveAll(IsUnwanted));
    }
}
