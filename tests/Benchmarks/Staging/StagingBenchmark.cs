using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Insight.Benchmarks.Scale;
using Insight.Etl.Landing;
using Insight.Etl.Loading;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;

namespace Insight.Benchmarks.Staging;

/// <summary>
/// A municipality's CSV of a million rows: its bytes verified, parsed by a mapping profile, staged, checked and written into a staging table of the warehouse, beside
/// the database's own reading of the same file into a table. And a file of 200 MB, staged by a process of its own whose memory is watched.
/// </summary>
internal static class StagingBenchmark
{
    private const int Rounds = 5;
    private const int Rows = 1_000_000;
    private const long LargeBytes = 200_000_000;

    public static int Run(string[] args)
    {
        if (args is ["one", var manifest])
        {
            Stage(JsonSerializer.Deserialize<LandedFile>(File.ReadAllText(manifest))!, isLarge: false);
            return 0;
        }

        var folder = Directory.CreateDirectory(args is [var given] ? given : Path.Combine(Path.GetTempPath(), "insight-staging-bench")).FullName;
        try
        {
            Console.WriteLine(Measure(folder));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Report Measure(string folder)
    {
        var small = GeneratedCsv.Write(Path.Combine(folder, "million.csv"), Rows, long.MaxValue);
        var (whole, parts, database) = (new Times(), new Times(), new Times());
        for (var round = 0; round <= Rounds; round++)
        {
            whole.Take(round > 0, () => Stage(small.File, false));
            parts.Take(round > 0, () => Stage(small.File, true));
            database.Take(round > 0, () => ReadByDatabase(small.File));
        }

        var large = GeneratedCsv.Write(Path.Combine(folder, "large.csv"), int.MaxValue, LargeBytes);
        var (seconds, megabytes) = InOwnProcess(large.File, folder);
        var report = new Report("Staging");
        report.Add("rows of the CSV", small.Rows, "1,000,000");
        report.Add("size, MB", small.File.Manifest.Size / 1e6, "");
        report.Add("verify, parse, map, stage, check, write into a staging table, s", whole.Seconds, "< 3");
        report.Add("… processor time, s", whole.Processor, "");
        report.Add("the same read in parts (large: true; duplicates are looked for by the database at the load), s", parts.Seconds, "< 3");
        report.Add("… processor time, s", parts.Processor, "");
        report.Add("DuckDB's own read_csv of the file into a table (no mapping, no checks), s", database.Seconds, "");
        report.Add("… processor time, s", database.Processor, "");
        report.Add("ratio to DuckDB, whole (processor time)", whole.Processor / database.Processor, "");
        report.Add("ratio to DuckDB, in parts (processor time)", parts.Processor / database.Processor, "");
        report.Add("a file of 200 MB, read in parts by its size alone: rows", large.Rows, "");
        report.Add("… seconds", seconds, "");
        report.Add("… greatest resident memory of the process, MB", megabytes, "< 300");
        return report;
    }

    private static (double Seconds, double Megabytes) InOwnProcess(LandedFile file, string folder)
    {
        var manifest = Path.Combine(folder, "large.json");
        File.WriteAllText(manifest, JsonSerializer.Serialize(file));
        using var child = Child.Start("Benchmarks.dll", "staging", "one", manifest);
        return child.Finish();
    }

    private static void Stage(LandedFile file, bool isLarge)
    {
        var source = GeneratedCsv.Source(file.Name, isLarge);
        var dataSet = source.DataSets[0];
        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        Connectors.All.For(source).Stage(source, [file], staging, CancellationToken.None);
        StagingChecks.Apply([], [], staging);
        using var warehouse = Open(file.Path + ".duckdb", staging.LargeFiles.Count > 0);
        Execute(warehouse, FactTables.CreateStaging(dataSet, "staged"));
        var numbers = new Dictionary<LandedFile, int> { [file] = 1 };
        StagedRows.Append(warehouse, staging.Table(dataSet.Id), "staged", numbers);
        foreach (var large in staging.LargeFiles)
        {
            staging.ReadInParts(large, part => StagedRows.Append(warehouse, part, "staged", numbers), CancellationToken.None);
        }

        if (staging.Quarantine.Rows.Count > 0)
        {
            throw new InvalidOperationException($"Nothing was to be refused, but: {staging.Quarantine.Rows[0]}");
        }
    }

    private static void ReadByDatabase(LandedFile file)
    {
        using var warehouse = Open(file.Path + ".duckdb", false);
        Execute(warehouse, string.Create(CultureInfo.InvariantCulture, $"CREATE TEMP TABLE read AS SELECT * FROM read_csv('{file.Path}', delim = ';', decimal_separator = ',', header = true)"));
    }

    private static DuckDBConnection Open(string path, bool isLarge)
    {
        var connection = new DuckDBConnection($"Data Source={path}");
        connection.Open();
        if (isLarge)
        {
            Execute(connection, LargeFile.MemoryLimit);
        }

        return connection;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Wall clock and processor time of the same work, again and again; on a busy machine only the second tells about the program.</summary>
    private sealed class Times
    {
        private readonly List<double> seconds = [];
        private readonly List<double> processor = [];

        public double Seconds => Report.Median(seconds);

        public double Processor => Report.Median(processor);

        public void Take(bool counts, Action act)
        {
            using var own = Process.GetCurrentProcess();
            var (start, before) = (Stopwatch.GetTimestamp(), own.TotalProcessorTime);
            act();
            own.Refresh();
            if (counts)
            {
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                processor.Add((own.TotalProcessorTime - before).TotalSeconds);
            }
        }
    }
}
