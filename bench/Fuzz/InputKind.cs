namespace Bunraku.Fuzz;

/// <summary>What reads an input.</summary>
internal enum InputKind
{
    Manifest,
    Template,
    Yaml,
    Json,
    Hocon,
}
