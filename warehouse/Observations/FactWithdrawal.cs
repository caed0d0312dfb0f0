using System.Data.Common;
using System.Globalization;

namespace Insight.Warehouse.Observations;

/// <summary>
/// Closes the facts that a delivery covers and no longer has. They stay in the table as what was known until then, so that lineage and earlier
/// publications hold. Runs in the caller's transaction.
/// </summary>
/// <param name="connection">The warehouse, inside a transaction.</param>
/// <param name="dataSet">The data set; its table exists.</param>
/// <param name="staging">Name of the staging table, see <see cref="FactTables.CreateStaging"/>.</param>
/// <param name="covers">What the delivery is complete for.</param>
public sealed class FactWithdrawal(DbConnection connection, DataSet dataSet, string staging, DeliveryScope covers)
{
    private readonly string keys = string.Join(" AND ", FactTables.KeyColumns(dataSet).Select(FactTables.Quote).Select(key => $"known.{key} = gone.{key}"));

    /// <summary>How many facts it would close.</summary>
    public long Count() => covers == DeliveryScope.Rows ? 0 : Scalar($"SELECT count(*) FROM {Gone}");

    /// <summary>Closes them by the newest load of the delivery.</summary>
    /// <returns>The load and how many it withdrew; 0 and 0 where nothing is gone.</returns>
    /// <exception cref="FactTableException">They are more than the data set lets go at once; nothing was loaded.</exception>
    public (int Load, long Withdrawn) Close()
    {
        var gone = Count();
        if (gone == 0)
        {
            return (0, 0);
        }

        RefuseTooMany(gone);
        var load = (int)Scalar($"SELECT max(load) FROM {FactTables.Quote(staging)}");
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture, $"UPDATE {FactTables.Name(dataSet)} AS known SET recorded_to = {load} FROM {Gone} AS gone WHERE known.recorded_to IS NULL AND {keys}");
        command.ExecuteNonQuery();
        return (load, gone);
    }

    private void RefuseTooMany(long gone)
    {
        var covered = Scalar($"SELECT count(*) FROM {FactTables.Name(dataSet)} AS known WHERE recorded_to IS NULL AND {Scope}");
        if (gone > 1 && gone * 100.0 > covered * (double)dataSet.MostWithdrawn)
        {
            throw new FactTableException(string.Create(
                CultureInfo.InvariantCulture,
                $"The delivery of data set '{dataSet.Id}' lacks {gone:N0} of the {covered:N0} rows that are known of what it covers, for example {Example()}; at most {dataSet.MostWithdrawn} % may be withdrawn at once. Nothing was loaded and what is published stays; if the rows are meant to go, raise withdraws_at_most in source.yml and load again."));
        }
    }

    private string Example()
    {
        var columns = FactTables.KeyColumns(dataSet);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {FactTables.Quoted(columns)} FROM {Gone} ORDER BY ALL LIMIT 1";
        using var reader = command.ExecuteReader();
        reader.Read();
        return string.Join(' ', columns.Select((_, i) => reader.GetString(i)));
    }

    /// <summary>The keys of the facts that are covered and not delivered.</summary>
    private string Gone => $"""
        (SELECT {FactTables.Quoted(FactTables.KeyColumns(dataSet))} FROM {FactTables.Name(dataSet)} AS known
         WHERE recorded_to IS NULL AND {Scope} AND NOT EXISTS (SELECT 1 FROM {FactTables.Quote(staging)} AS gone WHERE {keys}))
        """;

    /// <summary>Whether a fact is covered. Periods of one frequency are ordered as their texts are.</summary>
    private string Scope => covers switch
    {
        DeliveryScope.DataSet => $"EXISTS (SELECT 1 FROM {FactTables.Quote(staging)})",
        DeliveryScope.Periods => $"known.period BETWEEN (SELECT min(period) FROM {FactTables.Quote(staging)}) AND (SELECT max(period) FROM {FactTables.Quote(staging)})",
        DeliveryScope.Areas => $"known.area IN (SELECT area FROM {FactTables.Quote(staging)})",
        DeliveryScope.AreasAndPeriods => $"""
            EXISTS (SELECT 1 FROM (SELECT area, min(period) AS first, max(period) AS last FROM {FactTables.Quote(staging)} GROUP BY area) AS span
                    WHERE span.area = known.area AND known.period BETWEEN span.first AND span.last)
            """,
        _ => "false",
    };

    private long Scalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
