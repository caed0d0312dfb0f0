using System.Data.Common;
using Insight.Indicators.Comparison.Peers;
using Insight.Indicators.Forecasting.Documents;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Vintages;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Forecasts;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Forecasting.Accuracy;

/// <summary>Compares stored forecasts with the values that a later publication brought. Scenarios are left out: they were no expectations.</summary>
/// <param name="connection">Any DuckDB connection, for reading Parquet.</param>
/// <param name="lake">The lake.</param>
/// <param name="vintages">Reads stored forecasts.</param>
public sealed class AccuracyReader(DbConnection connection, PublicationStore lake, VintageWriter vintages)
{
    private const string EveryArea = "all";

    private readonly VintageKinds kinds = new(lake);

    /// <summary>Compares.</summary>
    /// <param name="manifest">The publication whose values came.</param>
    /// <param name="areas">Its areas.</param>
    /// <param name="stored">The forecasts.</param>
    /// <param name="area">Only this area, or null.</param>
    /// <param name="kind">Only <see cref="VintageKinds.Forecast"/> or <see cref="VintageKinds.Hindcast"/>; null for both, in rows of their own.</param>
    public AccuracyReport Read(PublicationManifest manifest, AreaDirectory areas, IReadOnlyList<ForecastVintage> stored, string? area, string? kind)
    {
        var came = new List<Comparison>();
        var sizes = new Lazy<Func<string, string>>(() => SizeClasses(manifest, areas));
        foreach (var vintage in stored.Where(v => !v.IsScenario && (kind is null || kinds.Of(v) == kind)))
        {
            came.AddRange(Compare(manifest, vintage, kinds.Of(vintage), area, id => sizes.Value(id)));
        }

        var rows = came.Concat(came.Where(c => c.SizeClass != EveryArea).Select(c => c with { SizeClass = EveryArea }))
            .GroupBy(c => (c.Indicator, c.Kind, c.Frequency, c.Method, c.SizeClass, c.Row.Ahead)).OrderBy(g => g.Key).Select(g => Row(g.Key, [.. g]));
        return new AccuracyReport(manifest.Id, came.Select(c => c.Vintage).Distinct().Count(), came.Count, [.. rows]);
    }

    private IEnumerable<Comparison> Compare(PublicationManifest manifest, ForecastVintage vintage, string kind, string? area, Func<string, string> sizeOf)
    {
        var indicator = manifest.Indicators.FirstOrDefault(i => i.Id == vintage.Indicator);
        var slice = indicator?.Slices.FirstOrDefault(s => s.Division == vintage.Division && Questions.QuestionReader.Word(s.Frequency) == vintage.Frequency);
        if (slice is null || string.CompareOrdinal(slice.LastPeriod, vintage.Origin) <= 0)
        {
            yield break;
        }

        var members = indicator!.Breakdowns.Select(b => vintage.Breakdown.GetValueOrDefault(b) ?? DefaultMember.Of(b)).ToArray();
        var series = SliceSeriesReader.Read(connection, lake.ParquetPath(slice.File), slice, indicator, members);
        foreach (var forecast in vintages.Read(vintage).Areas.Where(a => area is null || a.Area == area))
        {
            foreach (var row in forecast.Rows)
            {
                var index = series.First.Until(Period.Parse(row.Period));
                if (series.Areas.TryGetValue(forecast.Area, out var values) && index >= 0 && index < series.Count && double.IsFinite(values.Values[index]))
                {
                    yield return new Comparison(
                        vintage.Id, vintage.Indicator, kind, vintage.Frequency, forecast.Method, sizeOf(forecast.Area), row, forecast.Scale, values.Values[index]);
                }
            }
        }
    }

    /// <summary>The size class of a municipality by its last population; other for other areas and where it is not known.</summary>
    private Func<string, string> SizeClasses(PublicationManifest manifest, AreaDirectory areas)
    {
        var indicator = manifest.Indicators.FirstOrDefault(i => i.Id == "population");
        var slice = indicator?.Slices.FirstOrDefault(s => s.Frequency == Frequency.Annual && s.Division == "current");
        var people = slice is null ? null : SliceSeriesReader.Read(connection, lake.ParquetPath(slice.File), slice, indicator!, [.. indicator!.Breakdowns.Select(DefaultMember.Of)]).Areas;
        return id =>
        {
            var isMunicipality = areas.TryById(id, out var area) && area.Level == AreaLevel.Municipality;
            var last = isMunicipality && people?.GetValueOrDefault(id) is { } series ? Array.FindLast(series.Values, double.IsFinite) : 0.0;
            return last <= 0.0 ? "other" : SizeClass.Of(last) is { Below: { } below } size ? FormattableString.Invariant($"{size.From}-{below}") : FormattableString.Invariant($"{SizeClass.Of(last).From}-");
        };
    }

    private static AccuracyRow Row((string Indicator, string Kind, string Frequency, string Method, string SizeClass, int Ahead) key, Comparison[] all)
    {
        var naive = all.Where(c => c.Row.Naive is not null).ToArray();
        var scaled = all.Where(c => c.Scale > 0.0).ToArray();
        double? naiveError = naive.Length == 0 ? null : naive.Average(c => Math.Abs(c.Came - c.Row.Naive!.Value));
        return new AccuracyRow(
            key.Indicator, key.Kind, key.Frequency, key.Method, key.SizeClass, key.Ahead, all.Length, all.Average(c => c.Error), all.Average(c => Math.Abs(c.Error)),
            scaled.Length == 0 ? null : scaled.Average(c => Math.Abs(c.Error) / c.Scale!.Value), naiveError,
            naiveError > 0.0 ? 1.0 - naive.Average(c => Math.Abs(c.Error)) / naiveError : null,
            [.. all.SelectMany(c => c.Row.Intervals.Select(i => (i.Level, Inside: c.Came >= i.Lower && c.Came <= i.Upper)))
                .GroupBy(i => i.Level).OrderBy(g => g.Key).Select(g => new RealisedCoverage(g.Key, g.Average(i => i.Inside ? 1.0 : 0.0)))]);
    }

    private sealed record Comparison(string Vintage, string Indicator, string Kind, string Frequency, string Method, string SizeClass, ForecastRow Row, double? Scale, double Came)
    {
        public double Error => Came - Row.Value;
    }
}
