namespace Bunraku.Compiler;

internal sealed class JsonData() : DataFunction(new JsonBackend())
{
    public override string Doc =>
        """
            The data of a JSON file: the data function of that name, for functions that find data themselves.
            """;
}
