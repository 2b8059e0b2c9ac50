namespace Bunraku.Compiler;

internal sealed class YamlData() : DataFunction(new YamlBackend())
{
    public override string Doc =>
        """
            The data of a YAML file: the data function of that name, for functions that find data themselves.

                yaml_data({'path' => '/dev/null'}, Puppet::LookupContext.new(undef)) # => {}
            """;
}
