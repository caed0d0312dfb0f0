using Insight.Api.Values;
using Insight.Warehouse.Tables;

namespace Insight.Api.Formats;

/// <summary>Parquet with key-value metadata (publication, sources, licences, units, address); columns as <see cref="ValuesTables"/> says.</summary>
internal sealed class ParquetFormat : IValuesFormat
{
    /// <inheritdoc/>
    public string Name => "parquet";

    /// <inheritdoc/>
    public string MediaType => "application/vnd.apache.parquet";

    /// <inheritdoc/>
    public string ContentType => MediaType;

    /// <inheritdoc/>
    public string FileEnding => ".parquet";

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        using var file = new TemporaryFile(FileEnding);
        var tables = new ValuesTables(reply, await reply.AllAsync());
        var metadata = tables.Metadata(new Labels(reply, await reply.NotesAsync()));
        await Task.Run(() => ParquetFile.Write(file.Path, tables.Tables, metadata));
        await using var written = file.Open();
        await answer.CopyAsync(written);
    }
}
