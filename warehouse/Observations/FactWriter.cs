using System.Data.Common;
using System.Globalization;

namespace Insight.Warehouse.Observations;

/// <summary>What a load changed in a data set.</summary>
/// <param name="Staged">Rows offered.</param>
/// <param name="Inserted">Keys that were not known.</param>
/// <param name="Revised">Keys whose figures changed; the old row was closed.</param>
/// <param name="Withdrawn">Keys that the delivery covers and no longer has; their row was closed.</param>
public sealed record FactChanges(long Staged, long Inserted, long Revised, long Withdrawn = 0)
{
    /// <summary>Whether any fact is other than before.</summary>
    public bool Any => Inserted + Revised + Withdrawn > 0;

    /// <summary>Rows that said what was known already.</summary>
    public long Unchanged => Staged - Inserted - Revised;
}

/// <summary>
/// Brings staged rows into a fact table: only what changed is written, a revised row closes the one before. Runs in the caller's
/// transaction. Duplicates are found by GROUP BY, because a PRIMARY KEY would make the load four times slower.
/// </summary>
public static class FactWriter
{
    /// <summary>Writes the rows of a staging table (see <see cref="FactTables.CreateStaging"/>) or of any relation with its columns.</summary>
    /// <param name="connection">The warehouse, inside a transaction.</param>
    /// <param name="dataSet">The data set; its table exists.</param>
    /// <param name="staging">Name of the staging table.</param>
    /// <param name="covers">What the delivery is complete for; what it covers and lacks is withdrawn.</param>
    /// <exception cref="FactTableException">Two rows have the same key, or too much would be withdrawn; nothing is to be kept of the transaction.</exception>
    /// <returns>What each load changed, by its number.</returns>
    public static IReadOnlyDictionary<int, FactChanges> Write(DbConnection connection, DataSet dataSet, string staging, DeliveryScope covers = DeliveryScope.Rows)
    {
        RefuseDuplicates(connection, dataSet, staging);
        var staged = CountByLoad(connection, staging, "true");
        if (Scalar(connection, $"SELECT count(*) FROM (SELECT 1 FROM {FactTables.Name(dataSet)} LIMIT 1)") == 0)
        {
            Execute(connection, InsertAll(dataSet, staging));
            return staged.ToDictionary(s => s.Key, s => new FactChanges(s.Value, s.Value, 0));
        }

        var changes = WriteChanges(connection, dataSet, staging, staged);
        var (load, withdrawn) = new FactWithdrawal(connection, dataSet, staging, covers).Close();
        if (withdrawn > 0)
        {
            changes[load] = changes[load] with { Withdrawn = withdrawn };
        }

        return changes;
    }

    private static Dictionary<int, FactChanges> WriteChanges(DbConnection connection, DataSet dataSet, string staging, Dictionary<int, long> staged)
    {
        var changes = staging + "_changes";
        Execute(connection, SelectChanges(dataSet, staging, changes));
        var inserted = CountByLoad(connection, changes, "NOT revised");
        var revised = CountByLoad(connection, changes, "revised");
        if (revised.Count > 0)
        {
            Execute(connection, CloseRevised(dataSet, changes));
        }

        if (inserted.Count + revised.Count > 0)
        {
            Execute(connection, InsertAll(dataSet, changes));
        }

        Execute(connection, $"DROP TABLE {FactTables.Quote(changes)}");
        return staged.ToDictionary(s => s.Key, s => new FactChanges(s.Value, inserted.GetValueOrDefault(s.Key), revised.GetValueOrDefault(s.Key)));
    }

    private static Dictionary<int, long> CountByLoad(DbConnection connection, string table, string condition)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT load, count(*) FROM {FactTables.Quote(table)} WHERE {condition} GROUP BY load";
        using var reader = command.ExecuteReader();
        var counts = new Dictionary<int, long>();
        while (reader.Read())
        {
            counts[reader.GetInt32(0)] = reader.GetInt64(1);
        }

        return counts;
    }

    private static void RefuseDuplicates(DbConnection connection, DataSet dataSet, string staging)
    {
        var keys = FactTables.KeyColumns(dataSet);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {FactTables.Quoted(keys)}, count(*) FROM {FactTables.Quote(staging)} GROUP BY {FactTables.Quoted(keys)} HAVING count(*) > 1 LIMIT 1";
        using var reader = command.ExecuteReader();
        if (reader.Read())
        {
            var key = string.Join(", ", keys.Select((k, i) => $"{k} {reader.GetString(i)}"));
            var times = Convert.ToInt64(reader.GetValue(keys.Count), CultureInfo.InvariantCulture);
            throw new FactTableException($"Data set '{dataSet.Id}' was delivered {times} rows for {key}; a key may come once. Nothing was loaded; ask the producer, or sum the rows when staging.");
        }
    }

    private static string InsertAll(DataSet dataSet, string from)
    {
        var columns = FactTables.Quoted(FactTables.KeyColumns(dataSet).Concat(FactTables.FigureColumns(dataSet)));
        return $"INSERT INTO {FactTables.Name(dataSet)} ({columns}, recorded_from, recorded_to) SELECT {columns}, load, NULL FROM {FactTables.Quote(from)} ORDER BY {FactTables.SortOrder(dataSet)}";
    }

    private static string SelectChanges(DataSet dataSet, string staging, string changes)
    {
        var keys = FactTables.KeyColumns(dataSet).Select(FactTables.Quote).ToList();
        var differs = string.Join(" OR ", FactTables.FigureColumns(dataSet).Select(FactTables.Quote).Select(c => $"known.{c} IS DISTINCT FROM staged.{c}"));
        return $"""
            CREATE TEMP TABLE {FactTables.Quote(changes)} AS
            SELECT staged.*, known.recorded_from IS NOT NULL AS revised
            FROM {FactTables.Quote(staging)} AS staged
            LEFT JOIN (SELECT * FROM {FactTables.Name(dataSet)} WHERE recorded_to IS NULL) AS known
              ON {string.Join(" AND ", keys.Select(k => $"known.{k} = staged.{k}"))}
            WHERE known.recorded_from IS NULL OR {differs}
            """;
    }

    private static string CloseRevised(DataSet dataSet, string changes)
    {
        var keys = FactTables.KeyColumns(dataSet).Select(FactTables.Quote);
        return $"""
            UPDATE {FactTables.Name(dataSet)} AS known SET recorded_to = changed.load
            FROM {FactTables.Quote(changes)} AS changed
            WHERE known.recorded_to IS NULL AND changed.revised AND {string.Join(" AND ", keys.Select(k => $"known.{k} = changed.{k}"))}
            """;
    }

    private static long Scalar(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
