using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class EyamlLookupKey() : Function("eyaml_lookup_key")
{
    public override ImmutableArray<string> Signatures =>
        ["(String[1] key, Hash[String[1],Any] options, Puppet::LookupContext context)"];

    public override string Doc =>
        """
            The value of a key in a YAML file with encrypted strings in it, opened: the data function of that
            name, for functions that find data themselves. `options` names the file (`path`) and the keys
            (`pkcs7_private_key`, `pkcs7_public_key`).
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var options = (HashValue)arguments[1];
        var context = (RuntimeValue)arguments[2];
        if (options.Find("path") is not StringValue path)
        {
            throw invocation.Failure(
                "'eyaml_lookup_key': one of 'path', 'paths' 'glob', 'globs' or 'mapped_paths' must be declared "
                    + "in hiera.yaml when using this lookup_key function"
            );
        }
        return EyamlBackend.Find(
                arguments[0].ToString(),
                options,
                path.Text,
                invocation,
                value => context.Call("interpolate", [value], null) ?? value
            )
            ?? context.Call("not_found", [], null)
            ?? UndefValue.Instance;
    }
}
