using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The one way to call a native function: its signatures are checked, its failures placed.</summary>
public static class FunctionCall
{
    public static Value Invoke(Function function, Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        try
        {
            return function.Call(invocation, arguments);
        }
        catch (DataTypeException misuse)
        {
            throw invocation.Failure(misuse.Message, misuse.IssueCode);
        }
    }
}
