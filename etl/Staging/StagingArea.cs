using Insight.Etl.Landing;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging;

/// <summary>Where a connector puts what it read: one <see cref="StagedTable"/> a data set, and what could not be read in <see cref="Quarantine"/>.</summary>
public sealed class StagingArea(AreaDirectory areas, IEnumerable<DataSet> dataSets)
{
    private readonly List<LargeFile> largeFiles = [];

    private readonly Dictionary<string, StagedTable> tables = dataSets.ToDictionary(d => d.Id, d => new StagedTable(d), StringComparer.Ordinal);

    private readonly Dictionary<string, long> ignored = new(StringComparer.Ordinal);

    private readonly List<BulkCsv> bulkFiles = [];

    private readonly List<CheckFinding> findings = [];

    private readonly Dictionary<string, TableMapping> mappings = new(StringComparer.Ordinal);

    private readonly List<(LandedFile File, IReadOnlyList<string> Columns)> schemas = [];

    private readonly Dictionary<LandedFile, DateTimeOffset> dates = [];

    /// <summary>Resolves codes and names of areas.</summary>
    public AreaDirectory Areas { get; } = areas;

    /// <summary>Rows that were refused.</summary>
    public Quarantine Quarantine { get; private init; } = new();

    /// <summary>Rows read from payloads so far, refused ones included, a payload at a time; the loader compares it with what was staged.</summary>
    public long RowsRead { get; set; }

    /// <summary>Rows read of each payload, by its name.</summary>
    public Dictionary<string, long> RowsOf { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows that the settings leave out on purpose (an area that no municipality is, a further level), counted by the reason they give.</summary>
    public IReadOnlyDictionary<string, long> Ignored => ignored;

    /// <summary>All tables.</summary>
    public IReadOnlyCollection<StagedTable> Tables => tables.Values;

    /// <summary>Counts one row that is left out on purpose.</summary>
    public void Ignore(string reason) => ignored[reason] = ignored.GetValueOrDefault(reason) + 1;

    /// <summary>Large files in our own form, which the loader lets the database read.</summary>
    public IReadOnlyList<BulkCsv> BulkFiles => bulkFiles;

    /// <summary>Adds a large file in our own form.</summary>
    public void Add(BulkCsv file)
    {
        bulkFiles.Add(file);
        Saw(file.File, file.Columns);
    }

    /// <summary>What connectors found that a person must know or that stops the load: a producer renamed something.</summary>
    public IReadOnlyList<CheckFinding> Findings => findings;

    /// <summary>What the words of the settings mean in these payloads, by table; remembered when the load has succeeded.</summary>
    public IReadOnlyDictionary<string, TableMapping> Mappings => mappings;

    /// <summary>The columns or variables of each payload, in the order of reading.</summary>
    public IReadOnlyList<(LandedFile File, IReadOnlyList<string> Columns)> Schemas => schemas;

    /// <summary>Notes what was found, once.</summary>
    public void Find(CheckFinding finding)
    {
        if (!findings.Exists(known => known.ToString() == finding.ToString()))
        {
            findings.Add(finding);
        }
    }

    /// <summary>Notes what the words of a table's settings mean.</summary>
    public void Mapped(string table, TableMapping mapping) => mappings[table] = mapping;

    /// <summary>Notes the columns or variables of a payload.</summary>
    public void Saw(LandedFile file, IReadOnlyList<string> columns) => schemas.Add((file, columns));

    /// <summary>Notes the date that the producer itself gives the figures of a payload; null where it gives none.</summary>
    public void Dated(LandedFile file, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            dates[file] = known;
        }
    }

    /// <summary>The producer's date of a payload's figures: what stands in it, else what its server says of it (Last-Modified); null where neither does.</summary>
    public DateTimeOffset? UpdatedAt(LandedFile file) =>
        dates.TryGetValue(file, out var moment) ? moment : file.Manifest.Origin == "live" ? file.Manifest.LastModified : null;

    /// <summary>Files that are read in parts.</summary>
    public IReadOnlyList<LargeFile> LargeFiles => largeFiles;

    /// <summary>Adds a file that is read in parts.</summary>
    public void Add(LargeFile file) => largeFiles.Add(file);

    /// <summary>Reads a large file part by part; what is refused and counted is refused and counted here.</summary>
    /// <param name="file">The file.</param>
    /// <param name="take">Takes the rows of each part, after which they are gone.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public void ReadInParts(LargeFile file, Action<StagedTable> take, CancellationToken cancellationToken)
    {
        var part = new StagingArea(Areas, [file.DataSet]) { Quarantine = Quarantine };
        var table = part.Table(file.DataSet.Id);
        file.Read(
            part,
            () =>
            {
                new RowChecks(table, part).Apply(file.Ranges);
                take(table);
                table.Clear();
            },
            cancellationToken);
        RowsRead += part.RowsRead;
        RowsOf[file.File.Name] = part.RowsRead;
        foreach (var (name, mapping) in part.Mappings)
        {
            mappings[name] = mapping;
        }

        foreach (var (reason, rows) in part.Ignored)
        {
            ignored[reason] = ignored.GetValueOrDefault(reason) + rows;
        }
    }

    /// <summary>The table of a data set that the source declares.</summary>
    /// <exception cref="ArgumentException">The source declares no such data set.</exception>
    public StagedTable Table(string dataSetId) => tables.TryGetValue(dataSetId, out var table)
        ? table
        : throw new ArgumentException($"source.yml declares no data set '{dataSetId}'; it declares {string.Join(", ", tables.Keys)}.", nameof(dataSetId));
}

/// <summary>Rows refused, and why.</summary>
public sealed class Quarantine
{
    private readonly List<QuarantinedRow> rows = [];

    /// <summary>All refused rows in the order of reading.</summary>
    public IReadOnlyList<QuarantinedRow> Rows => rows;

    /// <summary>Keeps one refused row.</summary>
    public void Add(LandedFile file, long line, string column, string value, string reason, string remedy) =>
        rows.Add(new QuarantinedRow(file.Name, file.Manifest.Sha256, line, column, value, reason, remedy));
}

/// <summary>One refused row.</summary>
/// <param name="File">Name of the payload within its source.</param>
/// <param name="Sha256">Its landing hash.</param>
/// <param name="Line">Line (text formats) or position from 1 (cells of JSON).</param>
/// <param name="Column">Column, variable or key.</param>
/// <param name="Value">The value as received.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record QuarantinedRow(string File, string Sha256, long Line, string Column, string Value, string Reason, string Remedy);
