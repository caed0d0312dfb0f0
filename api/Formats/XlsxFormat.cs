using Insight.Api.Problems;
using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>
/// An Excel workbook: a sheet of rows with names in the language asked (else English), numbers as numbers with the indicator's decimals, a
/// frozen heading with filters, and a sheet that says what the figures are, whose, and what must be known of them.
/// </summary>
internal sealed class XlsxFormat : IValuesFormat
{
    private const int MostRows = 1_048_575;

    /// <inheritdoc/>
    public string Name => "xlsx";

    /// <inheritdoc/>
    public string MediaType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <inheritdoc/>
    public string ContentType => MediaType;

    /// <inheritdoc/>
    public string FileEnding => ".xlsx";

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        var selections = await reply.AllAsync();
        if (selections.Sum(s => s.RowCount) > MostRows)
        {
            throw BadRequest.Parameter(
                "format", Name, $"{selections.Sum(s => s.RowCount)} rows do not fit into a sheet of {MostRows}; ask for fewer, or for csv or parquet.", ["csv", "parquet"]);
        }

        using var file = new TemporaryFile(".xlsx");
        var labels = new Labels(reply, await reply.NotesAsync());
        await Task.Run(() => Write(file.Path, reply, selections, labels));
        await using var written = file.Open();
        await answer.CopyAsync(written);
    }

    private static void Write(string path, ValuesReply reply, List<Selection> selections, Labels labels)
    {
        using var stream = File.Create(path);
        using var workbook = new Workbook(stream, labels.Title, labels.Source, reply.Query.Publication.Manifest.CreatedAt);
        new XlsxRows(reply, labels, workbook).Write(selections);
        XlsxAbout.Write(workbook, reply, labels);
    }
}
