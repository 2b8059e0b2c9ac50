using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>A data function of Hiera that reads a file, called as a function of the language.</summary>
internal abstract class DataFunction(FileBackend backend) : Function(backend.FunctionName)
{
    public override ImmutableArray<string> Signatures =>
        ["(Struct[{'path' => String[1]}] options, Puppet::LookupContext context)"];

    public override string? DescribeMismatch(ReadOnlySpan<Value> arguments) =>
        arguments is [HashValue, RuntimeValue]
            ? "one of 'path', 'paths' 'glob', 'globs' or 'mapped_paths' must be declared in hiera.yaml "
                + "when using this data_hash function"
            : null;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var path = ((HashValue)arguments[0]).Find("path")!.ToString();
        return backend.DataOf(path, invocation);
    }
}
