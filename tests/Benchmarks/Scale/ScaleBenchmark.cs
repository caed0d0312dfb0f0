using System.Diagnostics;
using System.Globalization;
using Insight.Warehouse.DuckDb;

namespace Insight.Benchmarks.Scale;

/// <summary>
/// <c>scale [folder]</c>: load, compute, publish and serve 11.1 million values; <c>serving [folder]</c>: serve them only, what is published in the
/// folder, else after loading and computing once. Prints a Markdown report.
/// </summary>
internal static class ScaleBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var folder = Path.GetFullPath(arguments.Length > 0 ? arguments[0] : Path.Combine(Path.GetTempPath(), "insight-scale"));
        var data = Path.Combine(folder, "data");
        var report = new Report($"Scale benchmark: {ScaleNetwork.Rows.ToString("N0", CultureInfo.InvariantCulture)} values");
        Console.Error.WriteLine($"Writing the figures below {folder} …");
        var csv = ScaleNetwork.Write(data);
        Child.Start("insight.dll", "land", "scale", "--data", data).Finish();
        Load(report, data, csv, folder);
        Compute(report, data);
        await Serving.MeasureAsync(report, data, folder).ConfigureAwait(false);
        Console.WriteLine(report);
        return 0;
    }

    public static async Task<int> ServeAsync(string[] arguments)
    {
        var folder = Path.GetFullPath(arguments.Length > 0 ? arguments[0] : Path.Combine(Path.GetTempPath(), "insight-scale"));
        var data = Path.Combine(folder, "data");
        if (!Directory.Exists(Path.Combine(data, "lake")) || Directory.GetFileSystemEntries(Path.Combine(data, "lake")).Length == 0)
        {
            Console.Error.WriteLine($"Filling {folder} …");
            ScaleNetwork.Write(data);
            foreach (var step in (string[][])[["land", "scale"], ["load", "scale"], ["compute"], ["publish"]])
            {
                Child.Start("insight.dll", [.. step, "--data", data]).Finish();
            }
        }

        var report = new Report($"Serving {ScaleNetwork.Rows.ToString("N0", CultureInfo.InvariantCulture)} values");
        await Serving.MeasureAsync(report, data, folder).ConfigureAwait(false);
        Console.WriteLine(report);
        return 0;
    }

    /// <summary>Our load against the database's own sorted table from the same file, in turn.</summary>
    private static void Load(Report report, string data, string csv, string folder)
    {
        var (ours, own, ratios) = (new List<double>(), new List<double>(), new List<double>());
        var peak = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            DeleteWarehouse(data);
            own.Add(SortedTable(csv, Path.Combine(folder, "baseline.duckdb")));
            using var load = Child.Start("insight.dll", "load", "scale", "--data", data);
            var (seconds, megabytes) = load.Finish();
            ours.Add(seconds);
            peak = Math.Max(peak, megabytes);
            ratios.Add(ours[^1] / own[^1]);
            Console.Error.WriteLine(FormattableString.Invariant($"load {ours[^1]:0.0} s, CREATE TABLE AS … ORDER BY {own[^1]:0.0} s"));
        }

        report.Add("load ÷ CREATE TABLE … AS SELECT … ORDER BY", Report.Median(ratios), "≤ 3");
        report.Add("load, s (whole process)", Report.Median(ours), "");
        report.Add("CREATE TABLE … AS SELECT … ORDER BY, s", Report.Median(own), "");
        report.Add("load, peak resident MB", peak, "");
    }

    private static double SortedTable(string csv, string database)
    {
        File.Delete(database);
        using var connection = new DuckDBConnection($"Data Source={database}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE figures AS SELECT * FROM read_csv('{csv}', columns = {{'area': 'VARCHAR', 'period': 'VARCHAR', 'indicator': 'VARCHAR', 'sex': 'VARCHAR', 'numerator': 'DOUBLE', 'denominator': 'DOUBLE'}}, header = true) ORDER BY indicator, sex, area, period";
        var start = Stopwatch.GetTimestamp();
        command.ExecuteNonQuery();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Compute(Report report, string data)
    {
        Directory.Delete(Path.Combine(data, "lake"), recursive: true);
        using var run = Child.Start("insight.dll", "compute", "--data", data);
        var (seconds, megabytes) = run.Finish();
        using var publish = Child.Start("insight.dll", "publish", "--data", data);
        var (more, _) = publish.Finish();
        report.Add("compute + verify + publish all, s", seconds + more, "< 60");
        report.Add("compute, peak resident MB", megabytes, "< 2,000");
    }

    private static void DeleteWarehouse(string data)
    {
        foreach (var file in Directory.EnumerateFiles(data, "warehouse.*"))
        {
            File.Delete(file);
        }

        Directory.CreateDirectory(Path.Combine(data, "lake"));
    }
}
