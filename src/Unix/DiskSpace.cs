namespace Bunraku.Unix;

/// <summary>The room of a file system: statfs(2), in bytes.</summary>
/// <param name="Available">What everybody may still use.</param>
/// <param name="Free">What is left, with what is kept for root.</param>
public readonly record struct DiskSpace(long Total, long Available, long Free)
{
    public long Used => Total - Free;
}
