using System.Diagnostics;
using System.Globalization;
using Insight.Benchmarks.Scale;
using Insight.Etl.Sources;
using Insight.Indicators.Compilation;
using Insight.Indicators.Computation;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Benchmarks.Computing;

/// <summary>
/// <c>indicators [folder]</c>: every indicator of the catalogue for all municipalities and 24 years, computed and written as a run does it, in
/// turn with one plain statement of the same figures; prints a Markdown report.
/// </summary>
internal static class IndicatorsBenchmark
{
    private const int Rounds = 5;
    private static readonly DateOnly Current = new(2026, 1, 1);

    public static int Run(string[] arguments)
    {
        var folder = Directory.CreateDirectory(Path.GetFullPath(arguments.Length > 0 ? arguments[0] : Path.Combine(Path.GetTempPath(), "insight-indicators"))).FullName;
        var database = Path.Combine(folder, "warehouse.duckdb");
        File.Delete(database);
        var dataSets = SourceCatalog.Load(SourceCatalog.BundledFolder, Path.Combine(folder, "none")).All.SelectMany(s => s.DataSets).ToList();
        var catalog = CatalogLoader.Load(AppContext.BaseDirectory, dataSets).ThrowIfInvalid();
        var areas = catalog.AddNetworksTo(AreaDirectory.BuiltIn);
        using var connection = new DuckDBConnection($"Data Source={database};threads=2");
        connection.Open();
        var start = Stopwatch.GetTimestamp();
        ReferenceTables.For(areas, dataSets, Current).Write(connection);
        var references = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var rows = new GeneratedFacts(connection, catalog, Current).Write(dataSets);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} facts, reference tables in {references:0.000} s"));
        Console.WriteLine(Measure(connection, catalog, dataSets, folder, references, rows));
        return 0;
    }

    private static Report Measure(DuckDBConnection connection, Catalog catalog, IReadOnlyList<DataSet> dataSets, string folder, double references, long facts)
    {
        var plain = catalog.Definitions.Where(PlainStatement.Covers).ToList();
        var sql = PlainStatement.Write(plain, dataSets);
        var (all, ours, byHand, ratios) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        IReadOnlyList<PublishedIndicator> computed = [];
        for (var round = 0; round < Rounds; round++)
        {
            byHand.Add(Seconds(() => Copy(connection, sql, Path.Combine(folder, "by-hand.parquet"))));
            ours.Add(Seconds(() => Compute(connection, catalog with { Definitions = plain }, dataSets, folder)));
            all.Add(Seconds(() => computed = Compute(connection, catalog, dataSets, folder)));
            ratios.Add(ours[^1] / byHand[^1]);
            Console.Error.WriteLine(FormattableString.Invariant($"all {all[^1]:0.00} s; {plain.Count} plain ones {ours[^1]:0.00} s, by hand {byHand[^1]:0.00} s"));
        }

        var slices = computed.SelectMany(i => i.AllSlices).ToList();
        var report = new Report($"Indicators benchmark: {computed.Count} indicators × all municipalities × {GeneratedFacts.Years} years from {facts.ToString("N0", CultureInfo.InvariantCulture)} facts");
        report.Add($"compute and write all {computed.Count} indicators, s (median of {Rounds})", Report.Median(all), "< 10");
        report.Add("the same, s (fastest)", all.Min(), "< 10");
        report.Add($"{plain.Count} indicators without breakdowns and time functions ÷ one plain statement (median of {Rounds}, in turn)", Report.Median(ratios), "≤ 1.5");
        report.Add($"those {plain.Count} indicators, s", Report.Median(ours), "");
        report.Add("one plain statement of their figures, without statuses, breaks and earlier divisions, s", Report.Median(byHand), "");
        report.Add("values of today’s division", slices.Where(s => s.Division == PublishedSlice.Current).Sum(s => s.Rows), "");
        report.Add("values of earlier divisions, where they differ", slices.Where(s => s.Division == PublishedSlice.History).Sum(s => s.Rows), "");
        report.Add("reference tables (areas, members, recodings), s", references, "");
        return report;
    }

    private static IReadOnlyList<PublishedIndicator> Compute(DuckDBConnection connection, Catalog catalog, IReadOnlyList<DataSet> dataSets, string folder)
    {
        var inputs = new ComputationInputs(catalog, dataSets, dataSets.ToDictionary(s => s.Id, _ => 1), Current, "areas", "benchmark");
        return new IndicatorComputation(connection, new PublicationStore(Path.Combine(folder, "lake")), folder, inputs).ComputeAll(null, Slow(), CancellationToken.None);
    }

    /// <summary>Tells of indicators that take long.</summary>
    private static Action<string, bool> Slow()
    {
        var last = Stopwatch.GetTimestamp();
        return (id, _) =>
        {
            if (Stopwatch.GetElapsedTime(last).TotalSeconds is > 0.5 and var seconds)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"  {id} {seconds:0.00} s"));
            }

            last = Stopwatch.GetTimestamp();
        };
    }

    private static void Copy(DuckDBConnection connection, string sql, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({sql}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)";
        command.ExecuteNonQuery();
    }

    private static double Seconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
