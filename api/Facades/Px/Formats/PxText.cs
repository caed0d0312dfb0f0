using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>Times and periods as tables write them.</summary>
internal static class PxText
{
    /// <summary>2026-06-01T06:00:00Z.</summary>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>20260601 06:00, as in PX files.</summary>
    public static string PxTime(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Letter of a length of period in PX files: A1, Q1, M1.</summary>
    public static string TimeScale(Frequency frequency) => frequency switch { Frequency.Annual => "A1", Frequency.Quarterly => "Q1", _ => "M1" };

    /// <summary>A period in TIMEVAL: 2018, 20184, 201812.</summary>
    public static string TimeValue(Period period) => period.Frequency switch
    {
        Frequency.Annual => period.ToString(),
        Frequency.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{period.CalendarYear:0000}{period.PositionInYear}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{period.CalendarYear:0000}{period.PositionInYear:00}"),
    };
}
