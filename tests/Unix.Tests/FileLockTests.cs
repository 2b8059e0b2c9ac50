namespace Bunraku.Unix.Tests;

public sealed class FileLockTests
{
    [Fact]
    public void A_held_lock_is_waited_for_and_given_on()
    {
        using var temporary = new TemporaryRoot();
        var path = Path.Combine(temporary.HostPath, "lock");
        var held = FileLock.Acquire(path, TimeSpan.Zero);
        Assert.Throws<TimeoutException>(() => FileLock.Acquire(path, TimeSpan.FromMilliseconds(30)));
        held.Dispose();
        FileLock.Acquire(path, TimeSpan.Zero).Dispose();
    }
}
