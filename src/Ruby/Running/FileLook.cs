namespace Bunraku.Ruby;

/// <summary>What may be seen of a file from outside.</summary>
/// <param name="Kind">As Ruby says it: <c>file</c>, <c>directory</c>, <c>link</c>.</param>
/// <param name="Target">Where a link leads; null for others.</param>
public sealed record FileLook(
    string Kind,
    int Permissions,
    long Size,
    DateTimeOffset Modified,
    string? Target
);
