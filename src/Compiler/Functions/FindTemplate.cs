namespace Bunraku.Compiler;

internal sealed class FindTemplate() : FindFunction("find_template", "paths", "paths_array")
{
    public override string Doc =>
        """
            The absolute path of the first template that exists, looked for as `epp` does; undef when there is
            none.

                find_template('no_such_module/x.epp') # => undef
            """;

    protected override string? Find(Invocation invocation, string name) =>
        ModuleFiles.FindTemplate(invocation, name);
}
