using System.Data.Common;
using System.Globalization;
using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Observations;

/// <summary>The journal of loads in the warehouse: which landed payload went into the facts, when, and with what effect.</summary>
public static class LoadJournal
{
    /// <summary>The number that the next load gets; counts from 1.</summary>
    public static int NextNumber(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(number), 0) + 1 FROM load";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Hash of the payload that was last loaded of each file of a source, with the hash of the source's own files then.</summary>
    public static Dictionary<string, (string Sha256, string SourceHash)> LastLoaded(DbConnection connection, string source)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT file, arg_max(sha256, number), arg_max(source_hash, number) FROM load WHERE source = $source GROUP BY file";
        Add(command, "source", source);
        using var reader = command.ExecuteReader();
        var loaded = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        while (reader.Read())
        {
            loaded[reader.GetString(0)] = (reader.GetString(1), reader.GetString(2));
        }

        return loaded;
    }

    /// <summary>Names of the files that were loaded together with the newest of a source.</summary>
    public static IReadOnlyList<string> LastTogether(DbConnection connection, string source)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT file FROM load WHERE source = $source AND run IS NOT DISTINCT FROM (SELECT arg_max_null(run, number) FROM load WHERE source = $source)";
        Add(command, "source", source);
        using var reader = command.ExecuteReader();
        var files = new List<string>();
        while (reader.Read())
        {
            files.Add(reader.GetString(0));
        }

        return files;
    }

    /// <summary>Writes a load into the journal.</summary>
    public static void Add(DbConnection connection, PublishedLoad load, string sourceHash, string? run)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO load (number, source, file, sha256, url, fetched_at, loaded_at, run, source_hash, staged, inserted, revised, unchanged, quarantined, updated_at, withdrawn)
            VALUES ($number, $source, $file, $sha256, $url, $fetched_at, $loaded_at, $run, $source_hash, $staged, $inserted, $revised, $unchanged, $quarantined, $updated_at, $withdrawn)
            """;
        Add(command, "number", load.Number);
        Add(command, "source", load.SourceId);
        Add(command, "file", load.File);
        Add(command, "sha256", load.Sha256);
        Add(command, "url", load.Url);
        Add(command, "fetched_at", load.FetchedAt.UtcDateTime);
        Add(command, "loaded_at", load.LoadedAt.UtcDateTime);
        Add(command, "run", run);
        Add(command, "source_hash", sourceHash);
        Add(command, "staged", load.Rows);
        Add(command, "inserted", load.Inserted);
        Add(command, "revised", load.Revised);
        Add(command, "unchanged", load.Rows - load.Inserted - load.Revised);
        Add(command, "quarantined", load.Quarantined);
        Add(command, "updated_at", load.UpdatedAt?.UtcDateTime);
        Add(command, "withdrawn", load.Withdrawn);
        command.ExecuteNonQuery();
    }

    /// <summary>All loads by number.</summary>
    public static IReadOnlyList<PublishedLoad> All(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, source, file, sha256, url, fetched_at, loaded_at, staged, inserted, revised, quarantined, updated_at, coalesce(withdrawn, 0) FROM load ORDER BY number";
        using var reader = command.ExecuteReader();
        var loads = new List<PublishedLoad>();
        while (reader.Read())
        {
            loads.Add(new PublishedLoad(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                Utc(reader.GetDateTime(5)), Utc(reader.GetDateTime(6)),
                reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10))
            {
                Withdrawn = reader.GetInt64(12),
                UpdatedAt = reader.IsDBNull(11) ? null : Utc(reader.GetDateTime(11)),
            });
        }

        return loads;
    }

    /// <summary>Notes that a load changed facts of a data set.</summary>
    public static void MarkChanged(DbConnection connection, DataSet dataSet, int load)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM data_set WHERE id = $id; INSERT INTO data_set VALUES ($id, $source, $load)";
        Add(command, "id", dataSet.Id);
        Add(command, "source", dataSet.SourceId);
        Add(command, "load", load);
        command.ExecuteNonQuery();
    }

    /// <summary>Data set → the last load that changed it; data sets without facts are absent.</summary>
    public static Dictionary<string, int> LastChanges(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, last_change FROM data_set";
        using var reader = command.ExecuteReader();
        var changes = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read())
        {
            changes[reader.GetString(0)] = reader.GetInt32(1);
        }

        return changes;
    }

    private static DateTimeOffset Utc(DateTime value) => new(DateTime.SpecifyKind(value, DateTimeKind.Utc));

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
