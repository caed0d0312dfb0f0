using System.Data.Common;

namespace Insight.Warehouse.Observations;

/// <summary>
/// The fact tables: one a data set in schema <c>facts</c>. Columns: area, period, breakdowns, for each measure its number and
/// <c>&lt;measure&gt;_status</c>, then recorded_from and recorded_to (load numbers; recorded_to NULL while it is what is known now).
/// </summary>
public static class FactTables
{
    /// <summary>Makes the table of a data set, or adds measures that are new.</summary>
    /// <exception cref="FactTableException">The table has other keys than the data set declares.</exception>
    public static void Ensure(DbConnection connection, DataSet dataSet) => Ensure(connection, dataSet, ColumnsOf(connection, $" AND table_name = '{dataSet.TableName}'")[dataSet.TableName]);

    /// <summary>The same for many data sets; the database's list of columns is read once.</summary>
    /// <exception cref="FactTableException">A table has other keys than its data set declares.</exception>
    public static void EnsureAll(DbConnection connection, IEnumerable<DataSet> dataSets)
    {
        var existing = ColumnsOf(connection, "");
        foreach (var dataSet in dataSets)
        {
            Ensure(connection, dataSet, existing[dataSet.TableName]);
        }
    }

    private static void Ensure(DbConnection connection, DataSet dataSet, IEnumerable<(string Name, bool Required)> columns)
    {
        var existing = columns.ToList();
        if (existing.Count == 0)
        {
            Execute(connection, CreateTable(dataSet));
            return;
        }

        var keys = existing.Where(c => c.Required && c.Name != "recorded_from").Select(c => c.Name).ToList();
        var declared = KeyColumns(dataSet);
        if (!keys.ToHashSet(StringComparer.Ordinal).SetEquals(declared))
        {
            throw new FactTableException(
                $"The facts of data set '{dataSet.Id}' are keyed by {string.Join(", ", keys)}, but source '{dataSet.SourceId}' now declares {string.Join(", ", declared)}; give the changed data set a new id.");
        }

        foreach (var measure in dataSet.Measures.Where(m => !existing.Exists(c => c.Name == m.Name)))
        {
            Execute(connection, $"ALTER TABLE {Name(dataSet)} ADD COLUMN {Quote(measure.Name)} DOUBLE");
            Execute(connection, $"ALTER TABLE {Name(dataSet)} ADD COLUMN {Quote(StatusColumn(measure))} VARCHAR");
            Execute(connection, $"UPDATE {Name(dataSet)} SET {Quote(StatusColumn(measure))} = '{ObservationStatus.Unknown.Code}'");
        }
    }

    /// <summary>The table's qualified name: facts.employment_register.</summary>
    public static string Name(DataSet dataSet) => "facts." + Quote(dataSet.TableName);

    /// <summary>Key columns in order: area, period, breakdowns.</summary>
    public static IReadOnlyList<string> KeyColumns(DataSet dataSet) => ["area", "period", .. dataSet.Breakdowns.Select(b => b.Name)];

    /// <summary>Columns of figures in order: each measure and its status.</summary>
    public static IReadOnlyList<string> FigureColumns(DataSet dataSet) => [.. dataSet.Measures.SelectMany(m => new[] { m.Name, StatusColumn(m) })];

    /// <summary>The status column of a measure.</summary>
    public static string StatusColumn(Measure measure) => measure.Name + "_status";

    /// <summary>The order in which facts are kept, so that a definition that asks for one member reads one stretch: breakdowns, area, period.</summary>
    public static string SortOrder(DataSet dataSet) =>
        string.Join(", ", dataSet.Breakdowns.Select(b => Quote(b.Name)).Concat(["area", "period"]));

    /// <summary>A column or table name in double quotes.</summary>
    public static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <summary>Column list in quotes.</summary>
    public static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    /// <summary>The columns of a staging table: those of the facts with <c>load</c> (number) in place of the recorded columns.</summary>
    public static string CreateStaging(DataSet dataSet, string name) =>
        $"CREATE TEMP TABLE {Quote(name)} ({ColumnDeclarations(dataSet)}, load INTEGER NOT NULL)";

    private static string CreateTable(DataSet dataSet) =>
        $"CREATE TABLE {Name(dataSet)} ({ColumnDeclarations(dataSet)}, recorded_from INTEGER NOT NULL, recorded_to INTEGER)";

    private static string ColumnDeclarations(DataSet dataSet) => string.Join(", ", KeyColumns(dataSet).Select(c => Quote(c) + " VARCHAR NOT NULL")
        .Concat(dataSet.Measures.SelectMany(m => new[] { Quote(m.Name) + " DOUBLE", Quote(StatusColumn(m)) + " VARCHAR" })));

    /// <summary>The columns of stored tables, by table; only keys and recorded_from must have a value.</summary>
    private static ILookup<string, (string Name, bool Required)> ColumnsOf(DbConnection connection, string condition)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT table_name, column_name, is_nullable = 'NO' FROM information_schema.columns WHERE table_schema = 'facts'{condition} ORDER BY table_name, ordinal_position";
        using var reader = command.ExecuteReader();
        var columns = new List<(string Table, string Name, bool Required)>();
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        }

        return columns.ToLookup(column => column.Table, column => (column.Name, column.Required), StringComparer.Ordinal);
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>A fact table does not fit its data set, or staged rows break its rules.</summary>
public sealed class FactTableException(string message) : Exception(message);
