using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Described;

/// <summary>Where mapped rows go: straight into the staged table, or gathered by key where several rows of the file make one.</summary>
internal sealed class RowSink
{
    private const char Between = '\u001F';

    private readonly RowMapping mapping;
    private readonly LandedFile file;
    private readonly StagedTable target;
    private readonly Dictionary<(string Area, Period Period, string Members), Gathered> gathered = [];

    /// <summary>A sink for the rows of one file.</summary>
    public RowSink(RowMapping mapping, LandedFile file, StagingArea staging) =>
        (this.mapping, this.file, target) = (mapping, file, staging.Table(mapping.DataSet.Id));

    /// <summary>Takes a row with all measures.</summary>
    public void Add(long line, string area, Period period, string[] members, Measured[] figures)
    {
        if (!mapping.IsSum)
        {
            target.Add(file, line, area, period, members, figures);
            return;
        }

        var row = Of(line, area, period, members);
        for (var i = 0; i < figures.Length; i++)
        {
            row.Sums[i].Add(figures[i].Value);
            row.Given[i] = true;
        }
    }

    /// <summary>Takes one figure of a row; false where the row has it already and figures are not summed.</summary>
    public bool TryPut(long line, RowKeys keys, int measure, Measured figure)
    {
        var row = Of(line, keys.Area, keys.Period, keys.Members);
        if (row.Given[measure] && !mapping.IsSum)
        {
            return false;
        }

        row.Given[measure] = true;
        row.Figures[measure] = figure;
        row.Sums[measure].Add(figure.Value);
        return true;
    }

    /// <summary>Stages what was gathered.</summary>
    public void Finish()
    {
        foreach (var ((area, period, _), row) in gathered)
        {
            var figures = row.Given.Select((given, i) => !given ? Measured.Absent : mapping.IsSum ? row.Sums[i].Result : row.Figures[i]).ToArray();
            target.Add(file, row.Line, area, period, row.Members, figures);
        }
    }

    private Gathered Of(long line, string area, Period period, string[] members)
    {
        var key = (area, period, string.Join(Between, members));
        if (!gathered.TryGetValue(key, out var row))
        {
            var measures = mapping.DataSet.Measures.Count;
            gathered.Add(key, row = new Gathered(line, [.. members], new bool[measures], new Measured[measures], [.. Enumerable.Range(0, measures).Select(_ => new SumOfParts())]));
        }

        return row;
    }

    /// <summary>A row that several rows of the file make.</summary>
    private sealed record Gathered(long Line, string[] Members, bool[] Given, Measured[] Figures, SumOfParts[] Sums);
}
