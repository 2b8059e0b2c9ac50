namespace Bunraku.Compiler;

/// <summary>A module of an environment: its name and the directory it is in.</summary>
public sealed record PuppetModule(string Name, string Directory)
{
    /// <summary>The path of something in the module: <c>In("manifests", "init.pp")</c>.</summary>
    public string In(params ReadOnlySpan<string> parts) => Path.Combine([Directory, .. parts]);
}
