using System.Globalization;
using System.Text.Json;
using Insight.Api.Values;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;

namespace Insight.Api.Formats;

/// <summary>
/// Parquet: columns indicator, area, period, breakdowns (VARCHAR), value[, numerator, denominator] (DOUBLE), status, obs_status, conf_status
/// (VARCHAR); key-value metadata with publication, sources, licences, units and address.
/// </summary>
internal sealed class ParquetFormat : IValuesFormat
{
    private const int RowsAtOnce = 16_384;

    /// <inheritdoc/>
    public string Name => "parquet";

    /// <inheritdoc/>
    public string MediaType => "application/vnd.apache.parquet";

    /// <inheritdoc/>
    public string ContentType => "application/vnd.apache.parquet";

    /// <inheritdoc/>
    public string FileEnding => ".parquet";

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        using var file = new TemporaryFile(".parquet");
        var selections = await reply.AllAsync();
        var labels = new Labels(reply, await reply.NotesAsync());
        await Task.Run(() => Write(file.Path, reply, selections, labels));
        await using var written = file.Open();
        await answer.CopyAsync(written);
    }

    private static void Write(string path, ValuesReply reply, List<Selection> selections, Labels labels)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:;memory_limit=256MB;threads=2");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE rows (number BIGINT, {string.Join(", ", Columns(reply.Query).Select(c => $"{Quote(c.Name)} {c.Type}"))})";
        command.ExecuteNonQuery();
        Append(connection, reply, selections);
        var names = string.Join(", ", Columns(reply.Query).Select(c => Quote(c.Name)));
        command.CommandText = $"COPY (SELECT {names} FROM rows ORDER BY number) TO {Text(path)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{Metadata(reply, labels)}}})";
        command.ExecuteNonQuery();
    }

    private static void Append(DuckDBConnection connection, ValuesReply reply, List<Selection> selections)
    {
        using var appender = connection.CreateAppender("rows");
        var number = 0L;
        foreach (var selection in selections)
        {
            foreach (var chunk in RowTable.RowsOf(selection).Chunk(RowsAtOnce))
            {
                appender.AppendColumns([.. ColumnsOf(reply, selection, chunk, number)]);
                number += chunk.Length;
            }
        }
    }

    private static IEnumerable<DuckDBColumn> ColumnsOf(ValuesReply reply, Selection selection, TableRow[] rows, long first)
    {
        yield return DuckDBColumn.Of([.. rows.Index().Select(r => first + r.Index)]);
        yield return DuckDBColumn.Constant(selection.Indicator, rows.Length);
        yield return DuckDBColumn.Of([.. rows.Select(r => (string?)reply.Labels.IdOf(r.Area))]);
        yield return DuckDBColumn.Of([.. rows.Select(r => (string?)r.Period)]);
        foreach (var breakdown in reply.Query.Breakdowns)
        {
            var b = Array.IndexOf(selection.Slice.Axes.Breakdowns, breakdown);
            yield return DuckDBColumn.Of([.. rows.Select(r => b < 0 ? null : r.Members[b])]);
        }

        yield return DuckDBColumn.Of([.. rows.Select(r => r.Value)]);
        if (reply.Query.WithComponents)
        {
            yield return DuckDBColumn.Of([.. rows.Select(r => r.Numerator)]);
            yield return DuckDBColumn.Of([.. rows.Select(r => r.Denominator)]);
        }

        yield return DuckDBColumn.Of([.. rows.Select(r => r.Status == ObservationStatus.Normal ? null : r.Status.Code)]);
        yield return DuckDBColumn.Of([.. rows.Select(r => (string?)r.Status.ObsStatus.ToString())]);
        yield return DuckDBColumn.Of([.. rows.Select(r => (string?)r.Status.ConfStatus.ToString())]);
    }

    private static List<(string Name, string Type)> Columns(ValuesQuery query) =>
    [
        ("indicator", "VARCHAR"), ("area", "VARCHAR"), ("period", "VARCHAR"), .. query.Breakdowns.Select(b => (b, "VARCHAR")), ("value", "DOUBLE"),
        .. query.WithComponents ? [("numerator", "DOUBLE"), ("denominator", "DOUBLE")] : Array.Empty<(string, string)>(),
        ("status", "VARCHAR"), ("obs_status", "VARCHAR"), ("conf_status", "VARCHAR"),
    ];

    private static string Metadata(ValuesReply reply, Labels labels)
    {
        var query = reply.Query;
        var pairs = new (string Key, string Value)[]
        {
            ("publication", query.Publication.Id),
            ("published_at", query.Publication.Manifest.CreatedAt.ToString("o", CultureInfo.InvariantCulture)),
            ("edition", query.Publication.Manifest.Edition),
            ("division", query.Division),
            ("title", labels.Title),
            ("source", labels.Source),
            ("licence", labels.Licence),
            ("units", JsonSerializer.Serialize(query.Indicators.ToDictionary(i => i.Indicator.Id, i => labels.Pick(i.Indicator.Unit)), Answers.Json.Options)),
            ("synthetic", query.Indicators.Any(i => i.Indicator.Synthetic) ? "true" : "false"),
            ("notes", string.Join(' ', labels.Notes)),
            ("address", reply.Address.AbsoluteUri),
        };
        return string.Join(", ", pairs.Select(p => $"{p.Key}: {Text(p.Value)}"));
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
