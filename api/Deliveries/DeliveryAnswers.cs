using System.Globalization;
using Insight.Indicators.Deliveries;
using Insight.Warehouse.Periods;

namespace Insight.Api.Deliveries;

/// <summary>What was delivered, what is due and what is late, as of a day.</summary>
/// <param name="Publication">The publication that was looked through.</param>
/// <param name="Date">The day.</param>
/// <param name="Sources">By source and frequency.</param>
/// <param name="Indicators">How fresh each indicator is.</param>
public sealed record DeliveriesAnswer(
    string Publication, string Date, IReadOnlyList<SourceDeliveryAnswer> Sources, IReadOnlyList<FreshnessAnswer> Indicators)
{
    internal static DeliveriesAnswer Of(DeliveryOverview overview) => new(
        overview.Publication, Text(overview.Day), [.. overview.Sources.Select(SourceDeliveryAnswer.Of)], [.. overview.Indicators.Select(FreshnessAnswer.Of)]);

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What a source delivered of one frequency, and what comes next.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Names">Its name by language.</param>
/// <param name="Synthetic">True where its figures are invented.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="LagDays">How long after the end of a period its figures are expected: the shortest of its indicators.</param>
/// <param name="LastPeriod">The last period that any municipality has; null where none has ever delivered.</param>
/// <param name="ExpectedPeriod">The newest period that should be there by now.</param>
/// <param name="State">on-time; late where the next period is, or a municipality that is to deliver.</param>
/// <param name="DaysLate">Days since the next period was due, or the longest that a municipality that is to deliver has been late; 0 where it is on time.</param>
/// <param name="NextPeriod">The period that comes next.</param>
/// <param name="NextDue">The day on which it is due.</param>
/// <param name="Indicators">How many indicators are made of it.</param>
/// <param name="LateIndicators">Ids of those that lack a period that should be there.</param>
/// <param name="Municipalities">How many municipalities have the last period.</param>
/// <param name="Expected">How many municipalities are to deliver it; 0 where it is fetched.</param>
/// <param name="MissingMunicipalities">Municipalities that had figures, or are to deliver them, and lack the last period.</param>
public sealed record SourceDeliveryAnswer(
    string Source, IReadOnlyDictionary<string, string> Names, bool Synthetic, string Frequency, int LagDays, string? LastPeriod, string ExpectedPeriod, string State, int DaysLate,
    string NextPeriod, string NextDue, int Indicators, IReadOnlyList<string> LateIndicators, int Municipalities, int Expected,
    IReadOnlyList<MissingMunicipalityAnswer> MissingMunicipalities)
{
    internal static SourceDeliveryAnswer Of(SourceDelivery delivery) => new(
        delivery.Source.Id, delivery.Source.Names, delivery.Source.Synthetic, delivery.Frequency.Word(), delivery.LagDays, delivery.Last?.ToString(), delivery.Expected.ToString(),
        DeliveryOverview.StateOf(delivery.DaysLate), delivery.DaysLate, delivery.Next.ToString(), DeliveriesAnswer.Text(delivery.NextDue), delivery.Indicators, delivery.LateIndicators,
        delivery.Municipalities, delivery.ExpectedMunicipalities, [.. delivery.Missing.Select(MissingMunicipalityAnswer.Of)]);
}

/// <summary>A municipality that lacks the last period.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Names">Its name by language.</param>
/// <param name="LastPeriod">The last period that it has; null where it never delivered.</param>
/// <param name="State">missing (is to deliver and never did), late, or due (others have the period already, its day has not come).</param>
/// <param name="Since">The day since which it is missing or late, or on which it is due.</param>
/// <param name="DaysLate">Days since then; 0 before.</param>
/// <param name="IsExpected">Whether the source waits for a delivery of its own from it.</param>
public sealed record MissingMunicipalityAnswer(
    string Area, IReadOnlyDictionary<string, string> Names, string? LastPeriod, string State, string Since, int DaysLate, bool IsExpected)
{
    internal static MissingMunicipalityAnswer Of(MissingMunicipality missing) => new(
        missing.Area, missing.Names, missing.LastPeriod?.ToString(), missing.State, DeliveriesAnswer.Text(missing.Since), missing.DaysLate, missing.IsExpected);
}

/// <summary>How fresh an indicator is.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Sources">Ids of its sources.</param>
/// <param name="LagDays">How long after the end of a period its figures are expected, as its definition says.</param>
/// <param name="LastPeriod">The last period that any municipality has.</param>
/// <param name="ExpectedPeriod">The newest period that should be there by now.</param>
/// <param name="State">on-time or late.</param>
/// <param name="DaysLate">Days since the next period was due; 0 where it is on time.</param>
/// <param name="NextDue">The day on which the next period is due.</param>
public sealed record FreshnessAnswer(
    string Indicator, string Frequency, IReadOnlyList<string> Sources, int LagDays, string LastPeriod, string ExpectedPeriod, string State, int DaysLate, string NextDue)
{
    internal static FreshnessAnswer Of(IndicatorFreshness freshness) => new(
        freshness.Indicator, freshness.Frequency.Word(), freshness.Sources, freshness.LagDays, freshness.Last.ToString(), freshness.Expected.ToString(),
        DeliveryOverview.StateOf(freshness.DaysLate), freshness.DaysLate, DeliveriesAnswer.Text(freshness.NextDue));
}
