using System.Globalization;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Intervals;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Simple;
using Insight.Indicators.Forecasting.Studies;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Publications;

namespace Insight.Benchmarks.Forecast;

/// <summary>
/// <c>forecast-backtest data indicator frequency horizon origins area …</c>: forecasts areas of a data folder again as of earlier
/// periods, half a horizon apart, with all municipalities as the pool, and prints error and coverage by periods ahead.
/// </summary>
public static class LakeBacktest
{
    public static int Run(string[] arguments)
    {
        if (arguments is not [var data, var indicator, var frequency, var horizon, var origins, .. { Length: > 0 } areas])
        {
            Console.Error.WriteLine("usage: forecast-backtest <data folder> <indicator> <year|quarter|month> <horizon> <origins> <area> …");
            return 2;
        }

        var ahead = int.Parse(horizon, CultureInfo.InvariantCulture);
        var question = Question(data, new ForecastRequest { Indicator = indicator, Areas = areas, Frequency = frequency, Horizon = ahead }, out var store);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        var study = ForecastStudy.Run(question, SliceSeriesReader.Read(connection, store, question), origins: int.Parse(origins, CultureInfo.InvariantCulture));
        var asked = question.Areas.Select(a => a.Id).ToHashSet();
        var past = study.Rehearsed.Where(r => asked.Contains(r.Id)).Select(r => r.Past).ToArray();
        Console.WriteLine($"{past.Length} forecasts of {asked.Count} areas, pool of {study.Rehearsed.Select(r => r.Id).Distinct().Count()}, values up to {study.Origin}");
        double sum = 0.0, naiveSum = 0.0, inside = 0.0, count = 0.0;
        for (var h = 0; h < ahead; h++)
        {
            var errors = past.Select(p => Math.Abs(p.Error(h))).ToArray();
            var naive = past.Select(p => Math.Abs(p.Actual[h] - new SeasonalNaive().Forecast(p.Known, ahead).Points[h])).ToArray();
            var held = past.Count(p => Holds(study, p, h));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{h + 1,3} ahead: error {errors.Average():F3}, seasonal naive {naive.Average():F3}, 95 % held {(double)held / past.Length:F2}"));
            (sum, naiveSum, inside, count) = (sum + errors.Sum(), naiveSum + naive.Sum(), inside + held, count + past.Length);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all: error {sum / count:F3}, seasonal naive {naiveSum / count:F3}, skill {1.0 - sum / naiveSum:F3}, coverage of 95 % {inside / count:F3}"));
        return 0;
    }

    /// <summary>Whether the value fell into the 95 % interval calibrated on all other origins.</summary>
    private static bool Holds(StudyResult study, Indicators.Forecasting.Backtesting.HeldBack past, int h)
    {
        var others = study.Rehearsals.Where(r => r.Known.Pool == past.Known.Pool && r.Origin != past.Origin).ToArray();
        if (!Calibrated.TryGetValue(past.Origin, out var conformal))
        {
            Calibrated[past.Origin] = conformal = SplitConformal.Calibrate([.. study.Rehearsals.Where(r => r.Origin == past.Origin).Select(r => r.Known)], others, past.Forecast.Points.Length);
        }

        var interval = conformal.For(past.Known, past.Forecast, 0.95);
        return past.Actual[h] >= interval.Lower[h] && past.Actual[h] <= interval.Upper[h];
    }

    private static readonly Dictionary<int, SplitConformal> Calibrated = [];

    private static ForecastQuestion Question(string data, ForecastRequest request, out PublicationStore store)
    {
        store = new PublicationStore(Path.Combine(data, "lake"));
        var manifest = store.Current("public") ?? throw new PublicationException($"Nothing is published in '{data}'; start the server there once.");
        var document = store.Document<AreasDocument>(manifest.AreasFile);
        return new QuestionReader(manifest, new AreaDirectory(document.Areas, document.Memberships, document.Changes), document.CurrentDivision, []).Read(request);
    }
}
