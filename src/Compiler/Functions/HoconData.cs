namespace Bunraku.Compiler;

internal sealed class HoconData() : DataFunction(new HoconBackend())
{
    public override string Doc =>
        """
            The data of a HOCON file: the data function of that name, for functions that find data themselves.

                hocon_data({'path' => '/dev/null'}, Puppet::LookupContext.new(undef)) # => {}
            """;
}
