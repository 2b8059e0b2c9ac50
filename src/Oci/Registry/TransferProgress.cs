namespace Bunraku.Oci;

/// <summary>How far one blob is on its way in or out.</summary>
/// <param name="Done">Bytes moved so far; falls back to zero when a transfer starts again.</param>
public sealed record TransferProgress(Descriptor Blob, TransferState State, long Done);

public enum TransferState
{
    Moving,
    Finished,

    /// <summary>It was there already, or the registry took it from another of its repositories.</summary>
    Present,
}
