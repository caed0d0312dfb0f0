using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tables;

/// <summary>Writes a table as a Parquet file, by DuckDB.</summary>
public static class ParquetFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">Where; what is there is replaced.</param>
    /// <param name="table">The table.</param>
    public static void Write(string path, Table table)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:;threads=1");
        connection.Open();
        Execute(connection, $"CREATE TABLE written ({string.Join(", ", table.Columns.Select(c => $"{Name(c.Name)} {TypeOf(c)}"))})");
        using (var appender = connection.CreateAppender("written"))
        {
            appender.AppendColumns([.. table.Columns.Select(Column)]);
        }

        Execute(connection, $"COPY written TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, COMPRESSION zstd)");
    }

    private static string TypeOf(TableColumn column) => column switch
    {
        TextColumn => "VARCHAR",
        NumberColumn => "DOUBLE",
        WholeColumn => "INTEGER",
        _ => "BOOLEAN",
    };

    private static DuckDBColumn Column(TableColumn column) => column switch
    {
        TextColumn texts => DuckDBColumn.Of(texts.Values),
        NumberColumn numbers => DuckDBColumn.Of(numbers.Values),
        WholeColumn numbers => DuckDBColumn.Of(numbers.Values),
        FlagColumn flags => DuckDBColumn.Of(Array.ConvertAll(flags.Values, f => f ?? false), Array.ConvertAll(flags.Values, f => f is null)),
        _ => throw new ArgumentException($"A column of type {column.GetType().Name} has no form in Parquet."),
    };

    private static string Name(string column) => '"' + column.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
