using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Declares classes: <c>include</c> and its kin.</summary>
internal abstract class ClassFunction(string name) : Function(name)
{
    public override ImmutableArray<string> Signatures => ["(Any names+)"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var values = ImmutableArray.CreateBuilder<Value>();
        foreach (var argument in arguments)
        {
            Flatten.Append(argument, values);
        }
        var names = ImmutableArray.CreateBuilder<string>(values.Count);
        var references = ImmutableArray.CreateBuilder<Value>(values.Count);
        foreach (var value in values)
        {
            var className = ClassName(invocation, value);
            names.Add(className);
            references.Add(References.ToValue(new("Class", ResourceReference.Capitalize(className))));
        }
        Declare(invocation, names.MoveToImmutable());
        return new ArrayValue(references.MoveToImmutable());
    }

    protected abstract void Declare(Invocation invocation, ImmutableArray<string> classNames);

    private static string ClassName(Invocation invocation, Value value)
    {
        var name = value switch
        {
            UndefValue => throw invocation.Failure("Cannot use undef as a class name"),
            StringValue { Text.Length: 0 } => throw invocation.Failure(
                "Cannot use empty string as a class name"
            ),
            StringValue text => text.Text,
            _ => References.Read(value) switch
            {
                (null, _) => throw invocation.Failure(
                    "Cannot use an unspecific Resource[] where a Resource['class', name] is expected"
                ),
                ("Class", null) => throw invocation.Failure("Cannot use an unspecific Class[] Type"),
                ("Class", var title) => title,
                var (type, _) => throw invocation.Failure(
                    $"Cannot use a Resource[{type}] where a Resource['class', name] is expected"
                ),
                null => throw invocation.Failure($"Cannot use {value} as a class name"),
            },
        };
        return (name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name).ToLowerInvariant();
    }
}
