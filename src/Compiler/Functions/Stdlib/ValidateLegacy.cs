using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateLegacy() : Function("validate_legacy")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Type, String] target_type, String function_name, Any value, Any args*)"];

    public override string Doc =>
        """
            Fails unless a value is of a type. What the old validation function says about the value is told
            when it disagrees.

                validate_legacy(Integer, 'validate_integer', 5) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var target = arguments[0] is DataType type
            ? type
            : TypeExpressions.Parse(invocation.Compilation.Environment, arguments[0].ToString());
        var function = arguments[1].ToString();
        var isAccepted = IsAcceptedBy(invocation, function, arguments[2..]);
        if (target.IsInstance(arguments[2]))
        {
            if (!isAccepted)
            {
                invocation.Compilation.Log(
                    "notice",
                    $"Accepting previously invalid value for target type '{target}'"
                );
            }
            return UndefValue.Instance;
        }
        var problem = TypeMismatch.Describe(
            $"validate_legacy({function})",
            target,
            TypeInference.Of(arguments[2])
        );
        return isAccepted
            ? invocation.CallFunction("deprecation", ["validate_legacy", problem])
            : throw invocation.Failure(problem);
    }

    /// <summary>Whether the old validation function accepts the value.</summary>
    private static bool IsAcceptedBy(Invocation invocation, string function, ReadOnlySpan<Value> arguments)
    {
        if (FunctionRoster.Find(function) is not { } validation)
        {
            return false;
        }
        try
        {
            var inner = new Invocation(invocation.Site with { Name = function }, invocation.Scope, null)
            {
                IsQuiet = true,
            };
            FunctionCall.Invoke(validation, inner, arguments);
            return true;
        }
        catch (EvaluationException)
        {
            return false;
        }
    }
}
