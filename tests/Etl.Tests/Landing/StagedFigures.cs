using Insight.Etl.Staging;

namespace Insight.Etl.Tests.Landing;

/// <summary>Looks single figures up in what was staged.</summary>
internal static class StagedFigures
{
    /// <summary>One figure of a staged row; null where there is no such row.</summary>
    public static Measured? Figure(this StagingArea staging, string dataSet, string measure, string area, string period, params string[] members)
    {
        var table = staging.Table(dataSet);
        var rows = Enumerable.Range(0, table.RowCount).Where(i => table.Areas[i] == area && table.Periods[i].ToString() == period
            && members.Select((member, b) => table.BreakdownColumn(b)[i] == member).All(same => same)).ToList();
        Assert.That(rows, Has.Count.LessThanOrEqualTo(1), $"{dataSet} {area} {period}");
        return rows.Count == 0 ? null : table.MeasureColumn(table.DataSet.Measures.ToList().FindIndex(m => m.Name == measure))[rows[0]];
    }
}
