namespace Bunraku.Apply.Tests;

/// <summary>A clock that stands still: Wednesday, 2025-01-01, noon.</summary>
internal sealed class FixedTime : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override long GetTimestamp() => 0;
}
