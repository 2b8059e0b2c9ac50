using System.Collections.Immutable;

namespace Bunraku.Text;

/// <summary>A value read from YAML, JSON or HOCON, with the place it came from.</summary>
public abstract record DataTree(Span Span)
{
    /// <summary>The tag of YAML that names a Ruby object; null for plain data.</summary>
    public string? Tag { get; init; }
}

/// <summary>
/// A scalar after tag resolution: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="string"/>, or in YAML <see cref="DateTimeOffset"/> or <see cref="DateOnly"/>.
/// </summary>
public sealed record ScalarTree(Span Span, object? Value) : DataTree(Span)
{
    /// <summary>Whether the text was written as a Ruby symbol (<c>:name</c>).</summary>
    public bool IsSymbol { get; init; }
}

public sealed record SequenceTree(Span Span, ImmutableArray<DataTree> Items) : DataTree(Span);

/// <summary>A mapping in source order; keys are scalars or, rarely in YAML, trees.</summary>
public sealed record MappingTree(Span Span, ImmutableArray<KeyValuePair<DataTree, DataTree>> Entries)
    : DataTree(Span);

/// <summary>
/// What a reader returns: a tree (null for an empty document or after an error) and what it has to say.
/// </summary>
public sealed record DataTreeResult(DataTree? Tree, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The first name that stands for a value written elsewhere (a YAML alias), or null.</summary>
    public string? FirstAlias { get; init; }
}
