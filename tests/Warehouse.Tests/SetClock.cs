namespace Insight.Warehouse.Tests;

/// <summary>A clock that stands where a test puts it.</summary>
internal sealed class SetClock : TimeProvider
{
    /// <summary>The time that it shows.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 8, 30, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
