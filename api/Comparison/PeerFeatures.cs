using System.Globalization;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Peers;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Comparison;

/// <summary>By what municipalities are like one another: indicators of the publication, with weights that the asker may change.</summary>
public sealed class PeerFeatures(SeriesScopes scopes)
{
    /// <summary>Name of the parameter.</summary>
    public const string Parameter = "features";

    /// <summary>The indicator that tells the size of a municipality.</summary>
    public const string Population = "population";

    private const int Most = 20;
    private const double HeaviestWeight = 1000;

    /// <summary>
    /// Features unless others are asked: size, age and work (dependency ratio), education, unemployment, structure of work. Those that too few
    /// municipalities have near the compared period take no part, and the answer says so.
    /// </summary>
    private static readonly IReadOnlyList<string> Usual =
        [Population, "economic-dependency-ratio", "tertiary-education-share", "unemployment-rate", "job-self-sufficiency"];

    /// <summary>Reads <c>features=population:1,unemployment-rate:2</c>; the usual ones, each with weight 1, where the parameter does not occur.</summary>
    public static IReadOnlyList<(string Indicator, double Weight)> Read(IReadOnlyList<string> values, Publication publication)
    {
        if (values.Count == 0)
        {
            return [.. Usual.Where(id => publication.Indicator(id) is not null).Select(id => (id, 1.0))];
        }

        var read = values.Select(value => ReadOne(value, publication)).ToList();
        return read.Count <= Most && read.DistinctBy(feature => feature.Indicator).Count() == read.Count
            ? read
            : throw BadRequest.Parameter(Parameter, string.Join(',', values), $"'{Parameter}' takes at most {Most} indicators, each once.");
    }

    /// <summary>
    /// Standardised values of features, and what the answer shows of them. Each is taken in the nearest period of which at least half as many municipalities have a
    /// value as have the best known feature. Of the usual features those that have no such period within ten years are left out and say why; what was
    /// asked for by name is taken as it is.
    /// </summary>
    public async Task<(IReadOnlyList<FeatureValues> Values, IReadOnlyList<PeerFeature> Shown)> OfAsync(Publication publication, string area, Period period, NeighbourQuery query)
    {
        var covered = new List<(string Id, double Weight, FeatureCoverage? Coverage)>();
        foreach (var (id, weight) in query.Features)
        {
            covered.Add((id, weight, await CoverageAsync(publication, id, area)));
        }

        var enough = (covered.Max(feature => feature.Coverage?.Most ?? 0) + 1) / 2;
        var (values, shown) = (new List<FeatureValues>(), new List<PeerFeature>());
        foreach (var (id, weight, coverage) in covered)
        {
            var isLogarithm = publication.Indicator(id)!.Aggregation == "SUM";
            var (taken, left) = Taken(coverage, period, enough, query.IsUsual);
            var found = taken is { } chosen ? coverage!.In(chosen) : null;
            shown.Add(new(id, weight, taken, isLogarithm, found?[area]) { Present = found?.Count ?? 0, Left = left });
            if (found is not null)
            {
                values.Add(FeatureValues.Of(id, weight, isLogarithm, found));
            }
        }

        return (values, shown);
    }

    /// <summary>
    /// The municipalities' values of an indicator in the newest year, not after the compared period, in which the asked area and at least half of those that ever have
    /// one have a value; in the oldest after it where there is none before. Null where the area has no value at all.
    /// </summary>
    public async Task<(Period Period, IReadOnlyDictionary<string, double> Values)?> ValuesAsync(Publication publication, string id, string area, Period period) =>
        await CoverageAsync(publication, id, area) is { } coverage && coverage.Nearest(period, (coverage.Most + 1) / 2) is { } taken ? (taken, coverage.In(taken)) : null;

    /// <summary>The period of which a feature is taken, or why it is left out.</summary>
    private static (Period? Period, string? Left) Taken(FeatureCoverage? coverage, Period compared, int enough, bool mayLeave)
    {
        if (coverage is not { IsKnown: true })
        {
            return (null, ChangeReasons.NoValue);
        }

        var nearest = coverage.Nearest(compared, enough);
        return (nearest, mayLeave) switch
        {
            (null, true) => (null, ComparisonCaveats.FeatureOfFew),
            ({ } period, true) when Math.Abs(period.CalendarYear - compared.CalendarYear) > FeatureCoverage.FurthestYears => (null, ComparisonCaveats.FeatureFarOff),
            _ => (nearest ?? coverage.Nearest(compared, 1), null),
        };
    }

    private async Task<FeatureCoverage?> CoverageAsync(Publication publication, string id, string area) =>
        publication.Indicator(id) is { } indicator && await OpenAsync(publication, indicator) is { } scope ? new FeatureCoverage(scope, area, [.. Municipalities(publication)]) : null;

    private async Task<SeriesScope?> OpenAsync(Publication publication, PublishedIndicator indicator) =>
        await scopes.TotalsAsync(publication, indicator, Frequency.Annual, withComponents: false)
            ?? await scopes.TotalsAsync(publication, indicator, Frequency.Monthly, withComponents: false);

    /// <summary>Ids of the municipalities of the current division.</summary>
    public static IEnumerable<string> Municipalities(Publication publication) => publication.Areas.Areas
        .Where(area => area.Level == AreaLevel.Municipality && !(area.ValidFrom > publication.CurrentDivision) && !(area.ValidTo <= publication.CurrentDivision))
        .Select(area => area.Id);

    private static (string Indicator, double Weight) ReadOne(string value, Publication publication)
    {
        var parts = value.Split(':', 2);
        var weight = 1.0;
        if (parts.Length == 2 && !(double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight)
            && weight is > 0 and <= HeaviestWeight))
        {
            throw BadRequest.Parameter(
                Parameter, value, $"'{BadRequest.Cut(parts[1])}' is not a weight; write a number above 0 and at most {HeaviestWeight}, for example {parts[0]}:2.");
        }

        return publication.Indicator(parts[0]) is not null
            ? (parts[0], weight)
            : throw BadRequest.Unknown(
                "indicator", Parameter, parts[0], NearestNames.Of(parts[0], publication.IndicatorIds), "A feature is an indicator with a weight: population:1.");
    }
}
