using System.Collections.Immutable;
using System.Diagnostics;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A function of the language, native. One sealed class, one file, found by the roster. The signatures are
/// checked before the call, so a body only sees arguments that match one of them.
/// </summary>
public abstract class Function(string name)
{
    private ImmutableArray<Signature> readSignatures;

    /// <summary>As it is called: <c>split</c>, <c>stdlib::merge</c>.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The ways to call it, tried in order, as the reference's messages print them: <c>(String str, Integer
    /// count?, Any rest*, &amp;Callable[1, 2] block?) >> Array</c>. <c>?</c> marks what may be left out,
    /// <c>*</c> and <c>+</c> what repeats, <c>&amp;</c> the block; messages show the names.
    /// </summary>
    public abstract ImmutableArray<string> Signatures { get; }

    /// <summary>The aliases that the signatures use: <c>Name = Type</c>; messages show them.</summary>
    public virtual ImmutableArray<string> LocalTypes => [];

    /// <summary>Markdown. Each indented line <c>expression # => result</c> is run as a test.</summary>
    public abstract string Doc { get; }

    /// <summary>Other names under which the function is known (old names, namespaces).</summary>
    public virtual ImmutableArray<string> Aliases => [];

    /// <summary>
    /// The signatures, read when the function is first called. They name built-in types alone, which are the
    /// same in all environments.
    /// </summary>
    internal ImmutableArray<Signature> ReadSignatures(PuppetEnvironment environment)
    {
        if (readSignatures.IsDefault)
        {
            var localTypes = SignatureReader.LocalTypes(environment, LocalTypes);
            readSignatures =
            [
                .. Signatures.Select(text =>
                    SignatureReader.Read(environment, text, localTypes.GetValueOrDefault)
                ),
            ];
        }
        return readSignatures;
    }

    /// <summary>
    /// What is wrong with arguments that fit no signature, in the function's own words; null when those of
    /// the signatures will do.
    /// </summary>
    public virtual string? DescribeMismatch(ReadOnlySpan<Value> arguments) => null;

    /// <summary>A function of its arguments alone.</summary>
    public virtual Value Call(ReadOnlySpan<Value> arguments) => throw new UnreachableException();

    /// <summary>A function that needs the block, the scope, the catalog or the environment.</summary>
    public virtual Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) => Call(arguments);
}
