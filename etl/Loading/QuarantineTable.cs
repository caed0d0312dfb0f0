using System.Data.Common;
using Insight.Etl.Landing;
using Insight.Etl.Staging;

namespace Insight.Etl.Loading;

/// <summary>The warehouse's quarantine: the refused rows of each source's last load.</summary>
public static class QuarantineTable
{
    /// <summary>Replaces a source's refused rows; part of the load's transaction.</summary>
    public static void Replace(DbConnection warehouse, string source, Quarantine quarantine, IReadOnlyDictionary<LandedFile, int> numbers)
    {
        var byFile = numbers.ToDictionary(n => n.Key.Name, n => n.Value, StringComparer.Ordinal);
        using var delete = warehouse.CreateCommand();
        delete.CommandText = "DELETE FROM quarantine WHERE source = $source";
        Add(delete, "source", source);
        delete.ExecuteNonQuery();
        foreach (var row in quarantine.Rows)
        {
            using var insert = warehouse.CreateCommand();
            insert.CommandText = "INSERT INTO quarantine (load, source, file, line, field, value, reason, remedy) VALUES ($load, $source, $file, $line, $field, $value, $reason, $remedy)";
            Add(insert, "load", byFile[row.File]);
            Add(insert, "source", source);
            Add(insert, "file", row.File);
            Add(insert, "line", row.Line);
            Add(insert, "field", row.Column);
            Add(insert, "value", row.Value);
            Add(insert, "reason", row.Reason);
            Add(insert, "remedy", row.Remedy);
            insert.ExecuteNonQuery();
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
