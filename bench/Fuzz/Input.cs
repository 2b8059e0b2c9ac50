namespace Bunraku.Fuzz;

/// <summary>A text, and what is to read it.</summary>
internal sealed record Input(InputKind Kind, string Text)
{
    public string Extension =>
        Kind switch
        {
            InputKind.Manifest => ".pp",
            InputKind.Template => ".epp",
            InputKind.Yaml => ".yaml",
            InputKind.Json => ".json",
            _ => ".conf",
        };
}
