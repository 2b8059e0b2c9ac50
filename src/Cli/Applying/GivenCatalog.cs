using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>A catalog that was compiled elsewhere, read from a file or standard input.</summary>
internal static class GivenCatalog
{
    public static Catalog Read(string path, CompileRequest request)
    {
        if (path != "-" && !File.Exists(path))
        {
            throw new DiagnosticException(CliDiagnostics.NoSuchFile(path));
        }
        var source = new SourceFile(
            path == "-" ? "stdin" : path,
            path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path)
        );
        var result = CatalogJson.Read(source, text => RichTypes.Parse(request.Environment, text));
        return result.Catalog ?? throw new DiagnosticException(result.Diagnostics);
    }
}
