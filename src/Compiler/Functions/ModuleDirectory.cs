namespace Bunraku.Compiler;

internal sealed class ModuleDirectory() : FindFunction("module_directory", "names", "names")
{
    public override string Doc =>
        """
            The directory of the first module that exists; undef when there is none.

                module_directory('no_such_module') # => undef
            """;

    protected override string? Find(Invocation invocation, string name) =>
        invocation.Compilation.FindModuleDirectory(name);
}
