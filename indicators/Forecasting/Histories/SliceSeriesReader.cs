using System.Data.Common;
using Insight.Indicators.Forecasting.Questions;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Forecasting.Histories;

/// <summary>Reads the series that a question needs from the lake.</summary>
public static class SliceSeriesReader
{
    /// <summary>All areas of the question's slice, with the members that it asks for.</summary>
    /// <param name="connection">Any DuckDB connection, for reading Parquet.</param>
    /// <param name="store">The lake.</param>
    /// <param name="question">The question.</param>
    /// <exception cref="ForecastRefusal">The slice has no such members.</exception>
    public static SliceSeries Read(DbConnection connection, PublicationStore store, ForecastQuestion question) =>
        Read(connection, store.ParquetPath(question.Slice.File), question.Slice, question.Indicator, question.Members);

    /// <summary>All areas of a slice with one member of each breakdown.</summary>
    public static SliceSeries Read(DbConnection connection, string path, PublishedSlice slice, PublishedIndicator indicator, IReadOnlyList<string> members)
    {
        var first = Period.Parse(slice.FirstPeriod!);
        var count = first.Until(Period.Parse(slice.LastPeriod!)) + 1;
        var areas = new Dictionary<string, AreaSeries>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT area, period, value, numerator, denominator, status FROM read_parquet({Literal(path)})
            {Where(indicator, members)} ORDER BY area, period
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var area = reader.GetString(0);
            if (!areas.TryGetValue(area, out var series))
            {
                areas[area] = series = New(area, count);
            }

            var index = first.Until(Period.Parse(reader.GetString(1)));
            series.Values[index] = Number(reader, 2);
            series.Numerators[index] = Number(reader, 3);
            series.Denominators[index] = Number(reader, 4);
            series.Statuses[index] = reader.IsDBNull(5) ? null : reader.GetString(5);
        }

        return areas.Count > 0 ? new SliceSeries(first, count, areas) : throw NoMembers(connection, path, indicator, members);
    }

    private static AreaSeries New(string area, int count)
    {
        var series = new AreaSeries(area, new double[count], new double[count], new double[count], new string?[count]);
        Array.Fill(series.Values, double.NaN);
        Array.Fill(series.Numerators, double.NaN);
        Array.Fill(series.Denominators, double.NaN);
        return series;
    }

    private static ForecastRefusal NoMembers(DbConnection connection, string path, PublishedIndicator indicator, IReadOnlyList<string> members)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT DISTINCT {string.Join(" || '/' || ", indicator.Breakdowns.Select(Name))} FROM read_parquet({Literal(path)}) ORDER BY 1 LIMIT 30";
        using var reader = command.ExecuteReader();
        var there = new List<string>();
        while (reader.Read())
        {
            there.Add(reader.GetString(0));
        }

        return new ForecastRefusal(
            "unknown-member", "breakdown", string.Join('/', members),
            $"'{indicator.Id}' has no values with {string.Join('/', indicator.Breakdowns)} = {string.Join('/', members)}; it has {string.Join(", ", there)}.", there);
    }

    private static string Where(PublishedIndicator indicator, IReadOnlyList<string> members) => members.Count == 0
        ? ""
        : "WHERE " + string.Join(" AND ", indicator.Breakdowns.Zip(members, (b, m) => $"{Name(b)} = {Literal(m)}"));

    private static double Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? double.NaN : reader.GetDouble(column);

    private static string Name(string column) => '"' + column.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
