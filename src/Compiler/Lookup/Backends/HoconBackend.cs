using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>HOCON files.</summary>
internal sealed class HoconBackend() : FileBackend("hocon_data", "hocon")
{
    protected override DataTreeResult Parse(SourceFile file)
    {
        var result = HoconReader.Read(file, Environment.GetEnvironmentVariable);
        return result with { Diagnostics = [.. result.Diagnostics.Select(problem => InFile(problem, file))] };
    }

    /// <summary>The reference reads a string, and names the file before.</summary>
    private static Diagnostic InFile(Diagnostic problem, SourceFile file) =>
        problem.Reference is { } told
            ? problem with
            {
                Reference = told with { Message = $"({file.Path}): {told.Message}" },
            }
            : problem;
}
