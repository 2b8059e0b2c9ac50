namespace Bunraku.Oci;

/// <summary>
/// Cancels when nothing has moved for a while; <see cref="Touch"/> says that something did.
/// </summary>
internal sealed class StallTimer : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TimeSpan timeout;

    public StallTimer(TimeSpan timeout, CancellationToken cancellation)
    {
        this.timeout = timeout;
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.CancelAfter(timeout);
    }

    public CancellationToken Token => source.Token;

    public void Touch() => source.CancelAfter(timeout);

    public void Dispose() => source.Dispose();
}
