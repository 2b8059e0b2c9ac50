namespace Bunraku.Text;

internal enum YamlTokenKind
{
    StreamEnd,
    Directive,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar,
}

/// <summary>A place while scanning; line and column count from zero.</summary>
internal readonly record struct YamlMark(int Index, int Line, int Column);

/// <summary>A token of YAML.</summary>
/// <param name="Text">A scalar's content, a name, or a tag's suffix.</param>
/// <param name="Handle">A tag's handle, or a directive's name.</param>
/// <param name="IsPlain">Whether a scalar stands without quotes, so that it may be a number.</param>
internal readonly record struct YamlToken(
    YamlTokenKind Kind,
    YamlMark Start,
    YamlMark End,
    string Text = "",
    string Handle = "",
    bool IsPlain = false
);

/// <summary>
/// A text that is not YAML, in the words of the library that everybody knows them from.
/// </summary>
/// <param name="Context">What was being read, and where that began.</param>
internal sealed class YamlFault(string? context, YamlMark contextMark, string problem, YamlMark at)
    : Exception(problem)
{
    public string? Context { get; } = context;

    public YamlMark ContextMark { get; } = contextMark;

    public YamlMark At { get; } = at;
}
