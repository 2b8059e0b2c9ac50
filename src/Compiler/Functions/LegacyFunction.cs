using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A function in the manner of Puppet 3: it takes whatever it is given and complains about it in words of
/// its own. Undef comes as an empty string, and what Puppet 3 did not know as text; a block is not looked at.
/// </summary>
/// <param name="arity">
/// As in Ruby: how many arguments there must be, or, below zero, one less than how many at least.
/// </param>
public abstract class LegacyFunction(string name, int arity = -1) : Function(name)
{
    internal Value Invoke(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var converted = LegacyArguments.Convert(arguments);
        var least = arity < 0 ? -1 - arity : arity;
        if (arguments.Length < least || arity >= 0 && arguments.Length > arity)
        {
            throw WrongCount(invocation, arguments.Length, arity < 0 ? $"minimum {least}" : $"{arity}");
        }
        return Call(invocation, converted);
    }

    /// <summary>The usual sentence about the number of arguments.</summary>
    /// <param name="wanted">As the sentence ends: <c>1</c>, <c>minimum 2</c>.</param>
    private protected EvaluationException WrongCount(Invocation invocation, int given, string wanted) =>
        invocation.Failure($"{Name}(): Wrong number of arguments given ({given} for {wanted})");

    /// <summary>Fails when there are fewer arguments than that.</summary>
    private protected void ExpectAtLeast(
        Invocation invocation,
        ReadOnlySpan<Value> arguments,
        int count,
        string? wanted = null
    )
    {
        if (arguments.Length < count)
        {
            throw WrongCount(invocation, arguments.Length, wanted ?? $"{count}");
        }
    }

    /// <summary>Fails when there are not just so many arguments.</summary>
    private protected void Expect(Invocation invocation, ReadOnlySpan<Value> arguments, int count)
    {
        if (arguments.Length != count)
        {
            throw WrongCount(invocation, arguments.Length, $"{count}");
        }
    }
}
