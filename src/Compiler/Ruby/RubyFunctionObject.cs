using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>
/// A function in the manner of Puppet 4, made: an object whose methods answer its signatures.
/// </summary>
internal sealed class RubyFunctionObject(
    string name,
    RubyObject instance,
    ImmutableArray<RubySignature> signatures
)
{
    public Value Call(RubyWorld world, Invocation invocation, Value[] arguments)
    {
        foreach (var signature in signatures)
        {
            if (FunctionCall.Fits(signature.Signature, arguments, invocation.Block))
            {
                return Answer(world, invocation, signature, arguments);
            }
        }
        throw invocation.Failure(
            Mismatches.OfCall(
                name,
                [.. signatures.Where(one => !one.IsMismatch).Select(one => one.Signature)],
                arguments,
                invocation.Block?.Type
            )
        );
    }

    /// <summary>What the signature that fits says it returns; false when none fits.</summary>
    public bool TryFindReturnType(ReadOnlySpan<Value> arguments, out DataType? type)
    {
        foreach (var signature in signatures)
        {
            if (!signature.IsMismatch && signature.Signature.Parameters.AreInstances(arguments))
            {
                type = signature.ReturnType;
                return true;
            }
        }
        type = null;
        return false;
    }

    /// <summary>A method that a signature names and the function does not have, or null.</summary>
    public string? FindMissing(RubyWorld world) =>
        signatures
            .Select(signature => signature.Method)
            .FirstOrDefault(method =>
                world.Ruby.Invoke(instance, "respond_to?", [new Symbol(method), true]) is not true
            );

    private Value Answer(RubyWorld world, Invocation invocation, RubySignature signature, Value[] arguments)
    {
        var given = arguments.Select(world.ToRuby).ToList();
        foreach (var (at, what) in Enumerable.Reverse(signature.Injections))
        {
            given.Insert(Math.Min(at, given.Count), world.Injected(invocation, what));
        }
        var block =
            signature.IsMismatch || invocation.Block is not { } lambda
                ? null
                : world.ToProc(invocation, lambda);
        var answer = world.Ruby.Invoke(instance, signature.Method, [.. given], block);
        if (signature.IsMismatch)
        {
            throw invocation.Failure($"'{name}' {world.Ruby.TextOf(answer)}");
        }
        var value = world.ToResult(answer);
        return signature.ReturnType is { } type && !type.IsInstance(value)
            ? throw invocation.Failure(
                TypeMismatch.Describe(
                    $"value returned from function '{signature.Method}' has wrong type,",
                    type,
                    TypeInference.Of(value)
                )
            )
            : value;
    }
}
