using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tables;

/// <summary>
/// Writes a table as a Parquet file, by DuckDB. Texts of lists go through it as places in their lists (its ENUM), which the file has as well.
/// </summary>
public static class ParquetFile
{
    /// <summary>One database for all files: starting one takes longer than writing a file of some thousand rows.</summary>
    private static readonly DuckDBDataSource Database = new("Data Source=:memory:;threads=1");

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where; what is there is replaced.</param>
    /// <param name="table">The table.</param>
    public static void Write(string path, Table table) => Write(path, [table], new Dictionary<string, string>());

    /// <summary>Writes a file of several tables with the same columns, one after the other.</summary>
    /// <param name="path">Where; what is there is replaced.</param>
    /// <param name="tables">The tables, at least one.</param>
    /// <param name="metadata">Key-value metadata of the file.</param>
    public static void Write(string path, IEnumerable<Table> tables, IReadOnlyDictionary<string, string> metadata)
    {
        using var connection = Database.OpenConnection();
        DuckDBAppender? appender = null;
        foreach (var table in tables)
        {
            if (appender is null)
            {
                Execute(connection, $"CREATE TEMP TABLE written ({string.Join(", ", table.Columns.Select(c => $"{Name(c.Name)} {TypeOf(c)}"))})");
                appender = connection.CreateAppender("written");
            }

            appender.AppendColumns([.. table.Columns.Select(Column)]);
        }

        appender?.Dispose();
        var pairs = string.Join(", ", metadata.Select(pair => $"{Name(pair.Key)}: {Text(pair.Value)}"));
        Execute(connection, $"COPY written TO {Text(path)} (FORMAT parquet, COMPRESSION zstd{(pairs.Length == 0 ? "" : $", KV_METADATA {{{pairs}}}")})");
    }

    private static string TypeOf(TableColumn column) => column switch
    {
        CodedColumn { Members: { Count: > 0 } members } when members.Distinct(StringComparer.Ordinal).Count() == members.Count => $"ENUM ({string.Join(", ", members.Select(Text))})",
        TextColumn or CodedColumn => "VARCHAR",
        NumberColumn => "DOUBLE",
        WholeColumn => "INTEGER",
        _ => "BOOLEAN",
    };

    private static DuckDBColumn Column(TableColumn column) => column switch
    {
        TextColumn texts => DuckDBColumn.Of(texts.Values),
        CodedColumn coded => DuckDBColumn.Coded(coded.Codes, coded.Members),
        NumberColumn numbers => DuckDBColumn.Of(numbers.Values),
        WholeColumn numbers => DuckDBColumn.Of(numbers.Values),
        FlagColumn flags => DuckDBColumn.Of(Array.ConvertAll(flags.Values, f => f ?? false), Array.ConvertAll(flags.Values, f => f is null)),
        _ => throw new ArgumentException($"A column of type {column.GetType().Name} has no form in Parquet."),
    };

    private static string Name(string column) => '"' + column.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
