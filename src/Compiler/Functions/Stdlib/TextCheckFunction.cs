using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Fails unless all its arguments are strings of a form.</summary>
internal abstract class TextCheckFunction(string name, string kind, string? replacement = null)
    : CheckFunction(name, kind, replacement)
{
    protected override void Check(Invocation invocation, Value value)
    {
        if (value is not StringValue)
        {
            throw invocation.Failure($"{RubyText.Inspect(value)} is not a string.");
        }
        base.Check(invocation, value);
    }

    protected override string Ending(Value value) => "";
}
