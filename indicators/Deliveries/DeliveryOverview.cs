using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Deliveries;

/// <summary>What was delivered, what is due and what is late, as of a day.</summary>
/// <param name="Publication">Id of the publication that was looked through.</param>
/// <param name="Day">The day.</param>
/// <param name="Sources">By source and frequency.</param>
/// <param name="Indicators">How fresh each indicator is.</param>
public sealed record DeliveryOverview(string Publication, DateOnly Day, IReadOnlyList<SourceDelivery> Sources, IReadOnlyList<IndicatorFreshness> Indicators)
{
    /// <summary>The word for what is late by so many days.</summary>
    public static string StateOf(int daysLate) => daysLate > 0 ? "late" : "on-time";
}

/// <summary>What a source delivered of one frequency, and what comes next.</summary>
/// <param name="Source">The source.</param>
/// <param name="Frequency">Frequency of the figures.</param>
/// <param name="LagDays">How long after the end of a period its figures are expected: the shortest of its indicators.</param>
/// <param name="Last">The last period that any municipality has; null where none has ever delivered.</param>
/// <param name="Expected">The newest period that should be there by now.</param>
/// <param name="DaysLate">Days since the next period was due, or the longest that a municipality that is to deliver has been late; 0 where it is on time.</param>
/// <param name="Next">The period that comes next.</param>
/// <param name="NextDue">The day on which it is due.</param>
/// <param name="Indicators">How many indicators are made of it.</param>
/// <param name="LateIndicators">Ids of those that lack a period that should be there.</param>
/// <param name="Municipalities">How many municipalities have the last period.</param>
/// <param name="ExpectedMunicipalities">How many municipalities are to deliver it; 0 where it is fetched.</param>
/// <param name="Missing">Municipalities that had figures, or are to deliver them, and lack the last period.</param>
public sealed record SourceDelivery(
    PublishedSource Source, Frequency Frequency, int LagDays, Period? Last, Period Expected, int DaysLate, Period Next, DateOnly NextDue, int Indicators,
    IReadOnlyList<string> LateIndicators, int Municipalities, int ExpectedMunicipalities, IReadOnlyList<MissingMunicipality> Missing);

/// <summary>A municipality that lacks the last period.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Names">Its name by language.</param>
/// <param name="LastPeriod">The last period that it has; null where it never delivered.</param>
/// <param name="State">missing, late or due; see <see cref="MissingMunicipalities"/>.</param>
/// <param name="Since">The day since which it is missing or late, or on which it is due.</param>
/// <param name="DaysLate">Days since then; 0 before.</param>
/// <param name="IsExpected">Whether the source waits for a delivery of its own from it.</param>
public sealed record MissingMunicipality(
    string Area, IReadOnlyDictionary<string, string> Names, Period? LastPeriod, string State, DateOnly Since, int DaysLate, bool IsExpected);

/// <summary>How fresh an indicator is.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Frequency">Frequency of the values.</param>
/// <param name="Sources">Ids of its sources.</param>
/// <param name="LagDays">How long after the end of a period its figures are expected, as its definition says.</param>
/// <param name="Last">The last period that any municipality has.</param>
/// <param name="Expected">The newest period that should be there by now.</param>
/// <param name="DaysLate">Days since the next period was due; 0 where it is on time.</param>
/// <param name="NextDue">The day on which the next period is due.</param>
public sealed record IndicatorFreshness(
    string Indicator, Frequency Frequency, IReadOnlyList<string> Sources, int LagDays, Period Last, Period Expected, int DaysLate, DateOnly NextDue);

/// <summary>One source of a publication as it is seen on a day.</summary>
internal sealed class Seen(PublicationManifest publication, AreaDirectory areas, string source, DateOnly day)
{
    public PublicationManifest Publication => publication;

    public AreaDirectory Areas => areas;

    public DateOnly Day => day;

    /// <summary>The source; one that the publication does not tell has its id only.</summary>
    public PublishedSource Source { get; } = publication.Sources.FirstOrDefault(one => one.Id == source)
        ?? new PublishedSource(source, new Dictionary<string, string>(), "", "", null, false, "", null, null, []);
}
