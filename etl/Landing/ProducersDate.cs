using System.Globalization;

namespace Insight.Etl.Landing;

/// <summary>Reads the date that a producer gives its figures, in the forms in which PxWeb, Sotkanet and PX files write it.</summary>
public static class ProducersDate
{
    /// <summary>PxWeb writes points for colons where the server's language does; Sotkanet gives a day; PX files a day and a time.</summary>
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH.mm.ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd", "yyyyMMdd HH:mm", "yyyyMMdd",
    ];

    /// <summary>The moment in UTC; a time without a zone counts as UTC. Null where there is no text or it is no date: then nothing is known of it.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(
            text?.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;
}
