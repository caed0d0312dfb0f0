using System.Globalization;
using Insight.Warehouse.Publications;

namespace Insight.Api.Feeds;

/// <summary>A publication that became current.</summary>
/// <param name="Publication">Its id.</param>
/// <param name="Since">When it became current.</param>
/// <param name="Reason">Why.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Changes">What it changed, counted.</param>
internal sealed record Release(string Publication, DateTimeOffset Since, string Reason, DateTimeOffset CreatedAt, PublicationChanges Changes)
{
    private static readonly Dictionary<string, (string Title, string Counts)> Words = new(StringComparer.Ordinal)
    {
        ["fi"] = ("Julkaisu {0}", "{0} uutta arvoa, {1} tarkistettua, {2} poistettua; {3} tunnuslukua laskettu uudelleen."),
        ["sv"] = ("Publicering {0}", "{0} nya värden, {1} reviderade, {2} tillbakadragna; {3} nyckeltal beräknade på nytt."),
        ["en"] = ("Release of {0}", "Values: {0} added, {1} revised, {2} withdrawn. Indicators computed again: {3}."),
    };

    /// <summary>Stable for ever, also where the same publication becomes current again.</summary>
    public string Id => $"urn:insight:release:{Publication}:{Since.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";

    /// <summary>One line in a language.</summary>
    public string Title(string language) => string.Format(
        CultureInfo.InvariantCulture, Words[language].Title, Since.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>What it changed, in a language.</summary>
    public string Summary(string language) => string.Format(
        CultureInfo.InvariantCulture, Words[language].Counts, Changes.Added, Changes.Revised, Changes.Withdrawn, Changes.Recomputed);
}
