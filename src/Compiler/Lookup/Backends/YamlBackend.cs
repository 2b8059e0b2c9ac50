using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>YAML files, read as Ruby's Psych reads them.</summary>
internal sealed class YamlBackend() : FileBackend("yaml_data", "yaml")
{
    protected override DataTreeResult Parse(SourceFile file) => YamlReader.ReadData(file);
}
