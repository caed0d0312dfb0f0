using System.Data.Common;

namespace Insight.Warehouse.Publications;

/// <summary>How far the values of a slice reach.</summary>
public static class LastPeriods
{
    /// <summary>The last period with a value of every municipality that has one, by area id.</summary>
    /// <param name="connection">Any DuckDB connection.</param>
    /// <param name="store">The lake.</param>
    /// <param name="slice">The slice.</param>
    public static IReadOnlyDictionary<string, string> OfMunicipalities(DbConnection connection, PublicationStore store, PublishedSlice slice)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT area, max(period) FROM read_parquet({SliceCells.Literal(store.ParquetPath(slice.File))})
            WHERE value IS NOT NULL AND starts_with(area, 'KU') GROUP BY area
            """;
        using var reader = command.ExecuteReader();
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            last[reader.GetString(0)] = reader.GetString(1);
        }

        return last;
    }

    /// <summary>The periods in which any municipality has a value, oldest first.</summary>
    /// <param name="connection">Any DuckDB connection.</param>
    /// <param name="store">The lake.</param>
    /// <param name="slice">The slice.</param>
    public static IReadOnlyList<string> All(DbConnection connection, PublicationStore store, PublishedSlice slice)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT DISTINCT period FROM read_parquet({SliceCells.Literal(store.ParquetPath(slice.File))}) WHERE value IS NOT NULL AND starts_with(area, 'KU') ORDER BY period";
        using var reader = command.ExecuteReader();
        var periods = new List<string>();
        while (reader.Read())
        {
            periods.Add(reader.GetString(0));
        }

        return periods;
    }
}
