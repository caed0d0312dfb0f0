namespace Insight.Warehouse.DuckDb;

/// <summary>DuckDB counts days and microseconds from 1970-01-01, .NET from 0001-01-01.</summary>
internal static class Epoch
{
    /// <summary>.NET's day number of 1970-01-01.</summary>
    public const int Days = 719_162;

    /// <summary>Ticks (of 100 ns) from 0001-01-01 to 1970-01-01.</summary>
    public const long Ticks = Days * TimeSpan.TicksPerDay;

    /// <summary>Microseconds since 1970-01-01, whatever the time's kind; parts of a microsecond are cut off downwards.</summary>
    public static long Micros(DateTime time) => (time.Ticks / TimeSpan.TicksPerMicrosecond) - (Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Microseconds since 1970-01-01 UTC; a time without kind is taken as UTC.</summary>
    public static long UtcMicros(DateTime time) => Micros(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time);
}
