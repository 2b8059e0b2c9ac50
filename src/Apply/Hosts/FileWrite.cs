namespace Bunraku.Apply;

/// <summary>
/// A file that shall be written: its bytes, and what else it shall have from its first moment on.
/// </summary>
/// <param name="Fill">Writes the bytes.</param>
public sealed record FileWrite(Action<Stream> Fill)
{
    public int? Permissions { get; init; }

    public int? Uid { get; init; }

    public int? Gid { get; init; }

    /// <summary>Looks at the finished file where it lies aside; throws to keep the present one.</summary>
    public Action<string>? Check { get; init; }

    public static FileWrite Of(ReadOnlyMemory<byte> bytes) => new(stream => stream.Write(bytes.Span));
}
