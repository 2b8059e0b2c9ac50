namespace Bunraku.Compiler;

internal sealed class FindFile() : FindFunction("find_file", "paths", "paths_array")
{
    public override string Doc =>
        """
            The absolute path of the first file that exists, looked for as `file` does; undef when there is
            none.

                find_file('no_such_module/x') # => undef
                find_file(['/dev/null']) # => '/dev/null'
            """;

    protected override string? Find(Invocation invocation, string name) =>
        ModuleFiles.FindFile(invocation, name);
}
