namespace Insight.Warehouse.DuckDb;

/// <summary>DuckDB's INTERVAL: months, days and a time, which are not convertible into each other.</summary>
/// <param name="Months">Whole months.</param>
/// <param name="Days">Whole days.</param>
/// <param name="Micros">Microseconds.</param>
public readonly record struct DuckDBInterval(int Months, int Days, long Micros)
{
    /// <summary>The length where it is one: no months, a day taken as 24 hours.</summary>
    /// <exception cref="InvalidCastException">The interval has months.</exception>
    public TimeSpan ToTimeSpan() => Months == 0
        ? TimeSpan.FromDays(Days) + TimeSpan.FromMicroseconds(Micros)
        : throw new InvalidCastException($"An interval of {Months} months has no fixed length; read it as DuckDBInterval.");

    /// <summary>An interval of days and a time.</summary>
    public static DuckDBInterval From(TimeSpan length) => new(0, length.Days, (length - TimeSpan.FromDays(length.Days)).Ticks / TimeSpan.TicksPerMicrosecond);
}
