using Bunraku.Oci;

namespace Bunraku.Cli;

/// <summary>Shows how far a transfer is.</summary>
internal sealed class TransferLine(Terminal terminal) : IProgress<TransferProgress>
{
    public void Report(TransferProgress value) => terminal.Status(value.ToString());
}
