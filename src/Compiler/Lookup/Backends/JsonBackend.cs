using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>JSON files.</summary>
internal sealed class JsonBackend() : FileBackend("json_data", "json")
{
    protected override DataTreeResult Parse(SourceFile file) => JsonReader.Read(file);
}
