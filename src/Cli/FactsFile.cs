using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// Facts from a file: a mapping, or what <c>puppet facts</c> prints (<c>{"values": {…}}</c>).
/// </summary>
internal static class FactsFile
{
    public static HashValue Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new DiagnosticException(CliDiagnostics.NoSuchFile(path));
        }
        var source = new SourceFile(path, File.ReadAllText(path));
        // JSON is read by its own reader: its messages are about JSON.
        var result = Path.GetExtension(path) == ".json" ? JsonReader.Read(source) : YamlReader.Read(source);
        if (result.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            throw new DiagnosticException(result.Diagnostics);
        }
        var facts = result.Tree is null ? HashValue.Empty : ValueTree.ToValue(result.Tree) as HashValue;
        return facts switch
        {
            null => throw new DiagnosticException(CliDiagnostics.NotFacts(source.At(0, 0))),
            _ when facts.Find("values") is HashValue inner => inner,
            _ => facts,
        };
    }
}
