using System.Globalization;
using Insight.Indicators.Forecasting.Engine;

namespace Insight.Benchmarks.Forecast;

/// <summary>One row of a bench file: id, set, frequency, period, horizon, training values, test values (empty when judged elsewhere).</summary>
public sealed record BenchRow(string Id, string Set, string Frequency, int Period, int Horizon, double[] Train, double[] Test)
{
    /// <summary>
    /// The row as the engine sees it. Ids of the form indicator|group|area belong to a panel: the indicator is the pool. Other
    /// series are pooled by frequency. Non-negative series stay so.
    /// </summary>
    public History ToHistory()
    {
        var parts = Id.Split('|');
        return new History(Id, Train, Period)
        {
            Pool = parts.Length == 3 ? parts[0] : Frequency,
            Group = parts.Length == 3 ? parts[1] : "",
            Lowest = Train.Min() >= 0.0 ? 0.0 : double.NegativeInfinity,
        };
    }
}

/// <summary>Reads and writes the comma-separated files of the forecasting bench.</summary>
public static class BenchFile
{
    public static IReadOnlyList<BenchRow> Read(string path) => [.. File.ReadLines(path).Skip(1).Where(l => l.Length > 0).Select(Row)];

    /// <summary>Writes id, h, point and the limits of the 95 % and 80 % intervals.</summary>
    public static void Write(string path, IEnumerable<(BenchRow Row, SeriesForecast Forecast)> forecasts)
    {
        using var writer = new StreamWriter(path);
        writer.NewLine = "\n";
        writer.WriteLine("id,h,point,lo95,hi95,lo80,hi80");
        foreach (var (row, forecast) in forecasts)
        {
            var (eighty, ninetyFive) = (forecast.Intervals[0], forecast.Intervals[1]);
            for (var h = 0; h < row.Horizon; h++)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{row.Id},{h + 1},{forecast.Points[h]:R},{ninetyFive.Lower[h]:R},{ninetyFive.Upper[h]:R},{eighty.Lower[h]:R},{eighty.Upper[h]:R}"));
            }
        }
    }

    private static BenchRow Row(string line)
    {
        var cells = line.Split(',');
        if (cells.Length is < 6 or > 7)
        {
            throw new FormatException($"'{cells[0]}' has {cells.Length} cells; expected id,set,frequency,period,horizon,train,test.");
        }
        return new BenchRow(cells[0], cells[1], cells[2], Whole(cells[3]), Whole(cells[4]), Numbers(cells[5]), cells.Length == 7 ? Numbers(cells[6]) : []);
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
}
