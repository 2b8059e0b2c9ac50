using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class EnsureResources() : LegacyFunction("ensure_resources")
{
    public override ImmutableArray<string> Aliases => ["stdlib::ensure_resources"];

    public override ImmutableArray<string> Signatures => ["(Any type, Hash resources, Any defaults?)"];

    public override string Doc =>
        """
            Declares a resource for each entry of a hash from titles to hashes of attributes, unless it has
            already been declared with the same attributes.

                ensure_resources('notify', { 'hello' => { 'message' => 'hi' } }) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("Must specify a type");
        }
        if (arguments.Length < 2)
        {
            throw invocation.Failure("Must specify a title");
        }
        if (arguments[1] is not HashValue)
        {
            throw invocation.Failure("ensure_resources(): Requires second argument to be a Hash");
        }
        var defaults = arguments.Length > 2 ? arguments[2] as HashValue : null;
        Ensure(invocation, arguments[0].ToString(), (HashValue)arguments[1], defaults ?? HashValue.Empty);
        return UndefValue.Instance;
    }

    public static void Ensure(Invocation invocation, string type, HashValue resources, HashValue defaults)
    {
        foreach (var (title, own) in resources.Pairs)
        {
            var parameters = new HashValue.Builder(defaults);
            foreach (var (name, value) in (own as HashValue ?? HashValue.Empty).Entries)
            {
                parameters[name] = value;
            }
            EnsureResource.Ensure(invocation, type, title, parameters.Build());
        }
    }
}
