using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>A module or class: its methods, its constants, and what else it takes in.</summary>
internal class RubyModule(string path)
{
    public string Path { get; } = path;

    public Dictionary<string, MethodDefinition> Statics { get; } = [];

    public Dictionary<string, MethodDefinition> Methods { get; } = [];

    public Dictionary<string, object?> Constants { get; } = [];

    public List<RubyModule> Extensions { get; } = [];
}
