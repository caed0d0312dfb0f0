using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Insight.Warehouse.Migrations;

/// <summary>
/// Brings a database to the newest schema by numbered SQL files (<c>schema/&lt;store&gt;/0001-name.sql</c>, embedded). What was applied is
/// recorded with its hash: a file that was edited after it had been applied is refused, and so is a database newer than the program.
/// </summary>
public static class MigrationHistory
{
    /// <summary>Applies what is missing, in one transaction.</summary>
    /// <param name="connection">An open connection; DuckDB and SQLite alike.</param>
    /// <param name="store">Folder below <c>schema/</c>: warehouse or operations.</param>
    /// <param name="clock">Time of the record.</param>
    /// <returns>The names of the files that were applied now.</returns>
    /// <exception cref="MigrationException">History was edited, the database is newer than this program, or a file failed.</exception>
    public static IReadOnlyList<string> Apply(DbConnection connection, string store, TimeProvider clock) =>
        Apply(connection, Embedded(store), clock);

    /// <summary>Applies what is missing of the given scripts.</summary>
    internal static IReadOnlyList<string> Apply(DbConnection connection, IReadOnlyList<Script> scripts, TimeProvider clock)
    {
        Execute(connection, "CREATE TABLE IF NOT EXISTS migration (name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, applied_at VARCHAR NOT NULL)");
        if (Missing(connection, scripts).Count == 0)
        {
            return [];
        }

        // Looked up again inside the transaction, because another process may have applied them in the meantime.
        using var transaction = connection.BeginTransaction();
        var missing = Missing(connection, scripts, transaction);
        foreach (var script in missing)
        {
            ApplyOne(connection, script, transaction);
            Record(connection, script, clock, transaction);
        }

        transaction.Commit();
        return [.. missing.Select(s => s.Name)];
    }

    private static List<Script> Missing(DbConnection connection, IReadOnlyList<Script> scripts, DbTransaction? transaction = null)
    {
        var applied = Applied(connection, transaction);
        RefuseEditedHistory(applied, scripts);
        return [.. scripts.Skip(applied.Count)];
    }

    private static void ApplyOne(DbConnection connection, Script script, DbTransaction transaction)
    {
        try
        {
            Execute(connection, script.Sql, transaction);
        }
        catch (DbException fault)
        {
            throw new MigrationException(
                $"Migration '{script.Name}' failed and nothing of it was kept: {fault.Message.TrimEnd('.')}; mend the file, or the table that stands in its way, and start again.", fault);
        }
    }

    private static IReadOnlyList<Script> Embedded(string store)
    {
        var prefix = $"schema/{store}/";
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Script(name[prefix.Length..], Text(assembly, name)))];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static List<(string Name, string Sha256)> Applied(DbConnection connection, DbTransaction? transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT name, sha256 FROM migration ORDER BY name";
        using var reader = command.ExecuteReader();
        var applied = new List<(string, string)>();
        while (reader.Read())
        {
            applied.Add((reader.GetString(0), reader.GetString(1)));
        }

        return applied;
    }

    private static void RefuseEditedHistory(List<(string Name, string Sha256)> applied, IReadOnlyList<Script> scripts)
    {
        for (var i = 0; i < applied.Count; i++)
        {
            if (i >= scripts.Count || scripts[i].Name != applied[i].Name)
            {
                throw new MigrationException(
                    $"The database has migration '{applied[i].Name}', which this program does not know at that place; use the program version that wrote the data folder, or a newer one.");
            }

            if (scripts[i].Sha256 != applied[i].Sha256)
            {
                throw new MigrationException(
                    $"Migration '{applied[i].Name}' was edited after it had been applied (recorded {applied[i].Sha256[..12]}, now {scripts[i].Sha256[..12]}); undo the edit and put the change into a new numbered file.");
            }
        }
    }

    private static void Record(DbConnection connection, Script script, TimeProvider clock, DbTransaction transaction)
    {
        var at = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        Execute(connection, $"INSERT INTO migration VALUES ('{script.Name}', '{script.Sha256}', '{at}')", transaction);
    }

    private static void Execute(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    /// <summary>One numbered file.</summary>
    internal sealed record Script(string Name, string Sql)
    {
        /// <summary>Hash of the text, lower-case hex.</summary>
        public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }
}

/// <summary>The schema history of a database and of the program do not fit, or a file of it failed.</summary>
public sealed class MigrationException(string message, Exception? cause = null) : Exception(message, cause);
