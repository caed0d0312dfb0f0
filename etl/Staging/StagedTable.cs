using Insight.Etl.Landing;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging;

/// <summary>
/// Typed, keyed rows of one data set on their way to the fact table, column by column. One row is one area, period and combination of
/// breakdown members with all measures that the payload gives; measures that it does not give are <see cref="Measured.Absent"/>.
/// </summary>
public sealed class StagedTable
{
    private readonly List<LandedFile> files = [];
    private readonly Dictionary<LandedFile, Func<string, Period, string>> columnNames = [];
    private readonly List<int> fileOfRow = [];
    private readonly List<long> lineOfRow = [];
    private readonly List<string> areas = [];
    private readonly List<Period> periods = [];
    private readonly List<string>[] breakdowns;
    private readonly List<Measured>[] measures;

    /// <summary>An empty table.</summary>
    public StagedTable(DataSet dataSet)
    {
        DataSet = dataSet;
        breakdowns = [.. dataSet.Breakdowns.Select(_ => new List<string>())];
        measures = [.. dataSet.Measures.Select(_ => new List<Measured>())];
    }

    /// <summary>What the columns mean.</summary>
    public DataSet DataSet { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => areas.Count;

    /// <summary>The payloads that rows came from; <see cref="FileOfRow"/> indexes them.</summary>
    public IReadOnlyList<LandedFile> Files => files;

    public IReadOnlyList<int> FileOfRow => fileOfRow;

    public IReadOnlyList<long> LineOfRow => lineOfRow;

    public IReadOnlyList<string> Areas => areas;

    public IReadOnlyList<Period> Periods => periods;

    /// <summary>The members of breakdown i, a row each.</summary>
    public IReadOnlyList<string> BreakdownColumn(int i) => breakdowns[i];

    /// <summary>The figures of measure i, a row each.</summary>
    public IReadOnlyList<Measured> MeasureColumn(int i) => measures[i];

    /// <summary>Notes how a payload calls the column in which a figure stands.</summary>
    /// <param name="file">The payload.</param>
    /// <param name="name">Measure and period → the column.</param>
    public void Called(LandedFile file, Func<string, Period, string> name) => columnNames[file] = name;

    /// <summary>The column in which a figure was delivered; the measure's name where the payload does not say otherwise.</summary>
    public string ColumnOf(int row, int measure) =>
        columnNames.TryGetValue(files[fileOfRow[row]], out var name) ? name(DataSet.Measures[measure].Name, periods[row]) : DataSet.Measures[measure].Name;

    /// <summary>Adds a row.</summary>
    /// <param name="file">The payload that it came from.</param>
    /// <param name="line">Line, or position from 1, within the payload.</param>
    /// <param name="area">Area id with level prefix: KU016, MK07, SSS.</param>
    /// <param name="period">A period of the data set's frequency.</param>
    /// <param name="members">One member for each breakdown, in order.</param>
    /// <param name="figures">One figure for each measure, in order.</param>
    public void Add(LandedFile file, long line, string area, Period period, ReadOnlySpan<string> members, ReadOnlySpan<Measured> figures)
    {
        if (members.Length != breakdowns.Length || figures.Length != measures.Length)
        {
            throw new ArgumentException(
                $"Data set '{DataSet.Id}' takes {breakdowns.Length} breakdown members and {measures.Length} measures; {members.Length} and {figures.Length} were given.");
        }

        if (files.Count == 0 || files[^1] != file)
        {
            files.Add(file);
        }

        fileOfRow.Add(files.Count - 1);
        lineOfRow.Add(line);
        areas.Add(area);
        periods.Add(period);
        for (var i = 0; i < members.Length; i++)
        {
            breakdowns[i].Add(members[i]);
        }

        for (var i = 0; i < figures.Length; i++)
        {
            measures[i].Add(figures[i]);
        }
    }

    /// <summary>Puts another figure in the place of one: a correction, or a figure of the same key from a later payload.</summary>
    public void Replace(int row, int measure, Measured figure) => measures[measure][row] = figure;

    /// <summary>Takes all rows out; the memory that they took is used again.</summary>
    public void Clear()
    {
        files.Clear();
        fileOfRow.Clear();
        lineOfRow.Clear();
        areas.Clear();
        periods.Clear();
        Array.ForEach(breakdowns, column => column.Clear());
        Array.ForEach(measures, column => column.Clear());
    }

    /// <summary>Takes rows out; the others keep their order but not their positions.</summary>
    /// <param name="rows">Positions of the rows to take out.</param>
    public void Remove(IReadOnlySet<int> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        Compact(fileOfRow, rows);
        Compact(lineOfRow, rows);
        Compact(areas, rows);
        Compact(periods, rows);
        Array.ForEach(breakdowns, column => Compact(column, rows));
        Array.ForEach(measures, column => Compact(column, rows));
    }

    private static void Compact<T>(List<T> column, IReadOnlySet<int> without)
    {
        var kept = 0;
        for (var row = 0; row < column.Count; row++)
        {
            if (!without.Contains(row))
            {
                column[kept++] = column[row];
            }
        }

        column.RemoveRange(kept, column.Count - kept);
    }
}

/// <summary>One figure with its status; a missing one has no value and a status that says why.</summary>
public readonly record struct Measured(double? Value, ObservationStatus Status)
{
    /// <summary>Not in this payload at all.</summary>
    public static readonly Measured Absent = new(null, ObservationStatus.Unknown);

    /// <summary>A number without reservations.</summary>
    public static Measured Of(double value) => new(value, ObservationStatus.Normal);

    /// <summary>No number, with the reason.</summary>
    public static Measured Missing(ObservationStatus reason) => new(null, reason);
}
