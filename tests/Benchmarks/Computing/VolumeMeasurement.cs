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
    private readonly DuckDBConnection connection;
    private IReadOnlyList<PublishedIndicator> computed = [];

    public VolumeMeasurement(Volume volume, IReadOnlyList<DataSet> dataSets, AreaDirectory areas, string folder)
    {
        (this.volume, this.dataSets, this.folder) = (volume, dataSets, folder);
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

    /// <summary>How many indicators the statement by hand gives.</summary>
    public int ByHandIndicators => volume.Catalog.Definitions.Count(d => d.Frequencies.All(f => PlainStatement.Covers(d, f)));

    public int Municipalities { get; }

    public long Facts { get; }

    public double References { get; }

    private PublicationStore Lake => new(Path.Combine(folder, "lake"));

    /// <summary>The statement by hand on both cores.</summary>
    /// <param name="hasEarlier">Whether it gives earlier divisions too.</param>
    /// <param name="isByIndicator">Whether it writes a file for each indicator and one for its earlier divisions, as the computation does, or one for all.</param>
    public Took ByHand(bool hasEarlier, bool isByIndicator)
    {
        var statement = new PlainStatement(dataSets, hasEarlier).Write(volume.Catalog.Definitions);
        var files = Path.Combine(folder, "by-hand");
        return Time(() => Execute(isByIndicator
            ? $"COPY (SELECT *, contains(area, '@') AS is_earlier FROM ({statement})) TO '{files}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (indicator, frequency, is_earlier), OVERWRITE_OR_IGNORE)"
            : $"COPY ({statement}) TO '{files}.parquet' (FORMAT parquet, COMPRESSION zstd)"));
    }

    /// <summary>What <c>insight compute</c> does with nothing published before, files included.</summary>
    /// <param name="hides">Whether disclosure control hides what it must, or every figure is shown as by hand.</param>
    public Took Compute(bool hides)
    {
        var inputs = new ComputationInputs(hides ? volume.Catalog : volume.Unprotected, dataSets, dataSets.ToDictionary(s => s.Id, _ => 1), IndicatorsBenchmark.Current, "areas", "benchmark");
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

    /// <summary>Figures by hand and computed that were compared, and of each indicator how many differ or only one has. After a computation that shows every figure.</summary>
    public (long Compared, IReadOnlyList<string> Differing) Compare()
    {
        ByHand(hasEarlier: true, isByIndicator: false);
        var parts = computed.SelectMany(i => i.Slices
            .Select(s => $"SELECT '{i.Id}' AS indicator, '{s.Frequency}' AS frequency, area, period, value FROM '{Lake.ParquetPath(s.File)}' WHERE value IS NOT NULL"));
        var covered = string.Join(", ", volume.Catalog.Definitions.SelectMany(d => d.Frequencies.Where(f => PlainStatement.Covers(d, f)).Select(f => $"('{d.Id}', '{f}')")));
        Execute($"""
            CREATE OR REPLACE TEMP TABLE compared AS
            SELECT indicator, area, period, o.value AS computed, h.value AS by_hand, coalesce(abs(o.value - h.value) <= 1e-9 * greatest(1, abs(h.value)), false) AS same
            FROM (SELECT * FROM ({string.Join(" UNION ALL ", parts)}) WHERE (indicator, frequency) IN ({covered})) AS o
            FULL JOIN (SELECT * FROM '{Path.Combine(folder, "by-hand.parquet")}' WHERE value IS NOT NULL) AS h USING (indicator, frequency, area, period)
            """);
        var differing = Texts("""
            SELECT indicator || ': ' || count(*) || ' differ, the first ' || min(area || ' ' || period || ': computed ' || coalesce(computed::VARCHAR, 'none') || ', by hand ' || coalesce(by_hand::VARCHAR, 'none'))
            FROM compared WHERE NOT same GROUP BY indicator ORDER BY indicator
            """);
        return (Convert.ToInt64(Scalar("SELECT count(*) FROM compared"), CultureInfo.InvariantCulture), differing);
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

    private List<string> Texts(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
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
