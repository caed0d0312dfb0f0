using System.Data.Common;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.DuckDb;

namespace Insight.Etl.Loading;

/// <summary>The warehouse's quarantine: the refused rows of each source's last load.</summary>
public static class QuarantineTable
{
    /// <summary>Replaces a source's refused rows; part of the load's transaction.</summary>
    public static void Replace(DuckDBConnection warehouse, string source, Quarantine quarantine, IReadOnlyDictionary<LandedFile, int> numbers)
    {
        var byFile = numbers.ToDictionary(n => n.Key.Name, n => n.Value, StringComparer.Ordinal);
        using var delete = warehouse.CreateCommand();
        delete.CommandText = "DELETE FROM quarantine WHERE source = $source";
        Add(delete, "source", source);
        delete.ExecuteNonQuery();
        if (quarantine.Rows.Count == 0)
        {
            return;
        }

        var rows = quarantine.Rows;
        using var appender = warehouse.CreateAppender("quarantine");
        appender.AppendColumns(
        [
            DuckDBColumn.Of(rows.Select(r => byFile[r.File]).ToArray()), DuckDBColumn.Constant(source, rows.Count), Texts(r => r.File), DuckDBColumn.Of(rows.Select(r => r.Line).ToArray()),
            Texts(r => r.Column), Texts(r => r.Value), Texts(r => r.Reason), Texts(r => r.Remedy),
        ]);

        DuckDBColumn Texts(Func<QuarantinedRow, string> text) => DuckDBColumn.Of(rows.Select(r => (string?)text(r)).ToArray());
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
