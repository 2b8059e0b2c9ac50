using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Looks for files or directories by several names and returns the first path found.</summary>
/// <param name="plural">What messages call the list of names: <c>paths_array</c>.</param>
internal abstract class FindFunction(string name, string singular, string plural) : Function(name)
{
    public override ImmutableArray<string> Signatures =>
        [$"(String {singular}*)", $"(Array[String] {plural}*)"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            foreach (var name in argument is ArrayValue several ? several.Items : [argument])
            {
                if (Find(invocation, ((StringValue)name).Text) is { } path)
                {
                    return new StringValue(path);
                }
            }
        }
        return UndefValue.Instance;
    }

    protected abstract string? Find(Invocation invocation, string name);
}
