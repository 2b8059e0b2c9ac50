using System.Collections.Immutable;

namespace Bunraku.Model;

internal enum PathKind
{
    Subject,
    EntryValue,
    EntryKey,
    Parameter,
    Return,
    Block,
    Index,
    Variant,
    Signature,
}

/// <summary>One step from what was called to where it does not fit.</summary>
internal readonly record struct PathStep(PathKind Kind, string Key)
{
    /// <summary>
    /// Whether it tells alternatives apart, and does not count when two places are compared.
    /// </summary>
    public bool IsAlternative => Kind is PathKind.Variant or PathKind.Signature;

    public override string ToString() =>
        Kind switch
        {
            PathKind.EntryValue => $"entry '{Key}'",
            PathKind.EntryKey => $"key of entry '{Key}'",
            PathKind.Parameter => $"parameter '{Key}'",
            PathKind.Index => $"index {Key}",
            PathKind.Variant => $"variant {Key}",
            PathKind.Signature => $"{Key}.",
            _ => Key,
        };
}

/// <summary>The way to a mismatch.</summary>
internal sealed record MismatchPath(ImmutableArray<PathStep> Steps)
{
    public static readonly MismatchPath Empty = new(ImmutableArray<PathStep>.Empty);

    public int Length => Steps.Length;

    public MismatchPath Then(PathKind kind, object key) => new(Steps.Add(new(kind, key.ToString()!)));

    public MismatchPath Without(int index) => index >= Length ? this : new(Steps.RemoveAt(index));

    public bool LeadsToSamePlace(MismatchPath other) =>
        Steps
            .Where(step => !step.IsAlternative)
            .SequenceEqual(other.Steps.Where(step => !step.IsAlternative));
}
