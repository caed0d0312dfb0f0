using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.DuckDb;

namespace Insight.Etl.Loading;

/// <summary>Writes staged rows into a staging table of the warehouse, column by column.</summary>
public static class StagedRows
{
    /// <summary>Appends all rows of a staged table.</summary>
    /// <param name="warehouse">The warehouse.</param>
    /// <param name="table">The rows.</param>
    /// <param name="staging">Name of the staging table, made by <c>FactTables.CreateStaging</c>.</param>
    /// <param name="numbers">Load number of each payload.</param>
    public static void Append(DuckDBConnection warehouse, StagedTable table, string staging, IReadOnlyDictionary<LandedFile, int> numbers)
    {
        if (table.RowCount == 0)
        {
            return;
        }

        using var appender = warehouse.CreateAppender(staging);
        appender.AppendColumns([.. KeyColumns(table), .. FigureColumns(table), DuckDBColumn.Of(Loads(table, numbers))]);
    }

    private static IEnumerable<DuckDBColumn> KeyColumns(StagedTable table)
    {
        yield return Coded(table.Areas);
        yield return Coded(table.Periods.Select(p => p.ToString()));
        for (var i = 0; i < table.DataSet.Breakdowns.Count; i++)
        {
            yield return Coded(table.BreakdownColumn(i));
        }
    }

    private static IEnumerable<DuckDBColumn> FigureColumns(StagedTable table)
    {
        for (var i = 0; i < table.DataSet.Measures.Count; i++)
        {
            var figures = table.MeasureColumn(i);
            yield return DuckDBColumn.Of(figures.Select(f => f.Value).ToArray());
            yield return DuckDBColumn.Of(figures.Select(f => f.Status.Code.Length == 0 ? null : f.Status.Code).ToArray());
        }
    }

    private static DuckDBColumn Coded(IEnumerable<string> texts)
    {
        var members = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new List<int>();
        foreach (var text in texts)
        {
            if (!places.TryGetValue(text, out var place))
            {
                places.Add(text, place = members.Count);
                members.Add(text);
            }

            codes.Add(place);
        }

        return DuckDBColumn.Coded(codes.ToArray(), members);
    }

    private static int[] Loads(StagedTable table, IReadOnlyDictionary<LandedFile, int> numbers)
    {
        var byFile = table.Files.Select(f => numbers[f]).ToArray();
        return [.. table.FileOfRow.Select(f => byFile[f])];
    }
}
