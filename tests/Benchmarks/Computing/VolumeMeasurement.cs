using System.Diagnostics;
using System.Globalization;
using Insight.Indicators.Compilation;
using Insight.Indicators.Computation;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Benchmarks.Computing;

/// <summary>A warehouse with generated facts of a volume, and what is measured in it.</summary>
internal sealed class VolumeMeasurement : IDisposable
{
    private readonly Volume volume;
    private readonly IReadOnlyList<DataSet> dataSets;
    private readonly string folder;
    private readonly string statement;
    private readonly DuckDBConnection connection;
    private IReadOnlyList<PublishedIndicator> computed = [];

    public VolumeMeasurement(Volume volume, IReadOnlyList<DataSet> dataSets, AreaDirectory areas, string folder)
    {
        (this.volume, this.dataSets, this.folder) = (volume, dataSets, folder);
        statement = new PlainStatement(dataSets).Write(volume.Catalog.Definitions);
        var database = Path.Combine(folder, volume.HasMembers ? "whole.duckdb" : "years.duckdb");
        File.Delete(database);
        connection = new DuckDBConnection($"Data Source={database};threads=2");
        connection.Open();
        References = Time(() => ReferenceTables.For(areas, dataSets, IndicatorsBenchmark.Current).Write(connection)).Seconds;
        Facts = new GeneratedFacts(connection, volume, IndicatorsBenchmark.Current).Write(dataSets);
        Execute("CHECKPOINT");
        var calendar = new DivisionCalendar(areas, IndicatorsBenchmark.Current);
        Municipalities = calendar.MunicipalitiesOf(calendar.Current).Count();
    }

    public string Name => volume.Name;

    public int Indicators => volume.Catalog.Definitions.Count;

    public int Municipalities { get; }

    public long Facts { get; }

    public double References { get; }

    private string ByHandPath => Path.Combine(folder, "by-hand.parquet");

    private PublicationStore Lake => new(Path.Combine(folder, "lake"));

    /// <summary>The statement by hand on both cores, its figures written to one file.</summary>
    public Took ByHand() => Time(() => Execute($"COPY ({statement}) TO '{ByHandPath}' (FORMAT parquet, COMPRESSION zstd)"));

    /// <summary>What <c>insight compute</c> does with nothing published before, files included.</summary>
    public Took Compute()
    {
        var inputs = new ComputationInputs(volume.Catalog, dataSets, dataSets.ToDictionary(s => s.Id, _ => 1), IndicatorsBenchmark.Current, "areas", "benchmark");
        return Time(() => computed = new IndicatorComputation(connection, Lake, folder, inputs).ComputeAll(null, Slow(), CancellationToken.None));
    }

    /// <summary>What a run does with a candidate before it may be published.</summary>
    public Took Verify()
    {
        var areas = Lake.TakeIn("areas");
        var manifest = new PublicationManifest("p", "public", DateTimeOffset.UnixEpoch, "benchmark", null, areas, [], computed, [], [], new(0, 0, 0, 0, 0));
        IReadOnlyList<string> faults = [];
        var took = Time(() => faults = PublicationVerification.Verify(connection, Lake, manifest, new HashSet<string>()));
        return faults.Count == 0 ? took : throw new InvalidOperationException(faults[0]);
    }

    /// <summary>Values by hand and computed that were compared, and those that differ or that only one has.</summary>
    public (long Compared, long Differing) Compare()
    {
        var parts = computed.SelectMany(i => i.Slices.Where(s => s.Division == PublishedSlice.Current)
            .Select(s => $"SELECT '{i.Id}' AS indicator, '{s.Frequency}' AS frequency, area, period, value FROM '{Lake.ParquetPath(s.File)}' WHERE value IS NOT NULL"));
        Execute($"""
            CREATE OR REPLACE TEMP TABLE compared AS
            SELECT coalesce(abs(o.value - h.value) <= 1e-9 * greatest(1, abs(h.value)), false) AS same
            FROM ({string.Join(" UNION ALL ", parts)}) AS o
            FULL JOIN (SELECT * FROM '{ByHandPath}' WHERE value IS NOT NULL) AS h USING (indicator, frequency, area, period)
            """);
        return (Convert.ToInt64(Scalar("SELECT count(*) FROM compared"), CultureInfo.InvariantCulture), Convert.ToInt64(Scalar("SELECT count(*) FROM compared WHERE NOT same"), CultureInfo.InvariantCulture));
    }

    public long Values(bool isHistoric) =>
        computed.SelectMany(i => i.AllSlices).Where(s => s.Division == PublishedSlice.History == isHistoric).Sum(s => s.Rows);

    public void Dispose() => connection.Dispose();

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

    private object Scalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Took Time(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var (start, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        work();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return new(seconds, (process.TotalProcessorTime - before).TotalSeconds);
    }
}

/// <summary>How long something took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="Processor">Seconds of both cores together; says more while other programs run.</param>
internal readonly record struct Took(double Seconds, double Processor);
