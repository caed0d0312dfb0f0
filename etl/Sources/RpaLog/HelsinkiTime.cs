using System.Globalization;

namespace Insight.Etl.Sources.RpaLog;

/// <summary>Robots write UTC; people count days by the clock on the wall, which is two hours ahead in winter and three in summer.</summary>
internal static class HelsinkiTime
{
    /// <summary>What a time should look like, for messages.</summary>
    public const string Expectation = "2026-03-29T00:30:00Z expected";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    /// <summary>Reads a time in UTC; with or without Z at its end. A time with another offset is refused, because the column says UTC.</summary>
    public static DateTimeOffset? Parse(string text) => DateTime.TryParseExact(
        text.EndsWith('Z') ? text[..^1] : text.EndsWith("+00:00", StringComparison.Ordinal) ? text[..^6] : text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, TimeSpan.Zero)
            : null;

    /// <summary>The day in Finland.</summary>
    public static DateOnly DayOf(DateTimeOffset utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(utc, Zone).DateTime);
}
