using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Insight.Api.Answers;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Publications;

namespace Insight.Api.Export;

/// <summary>Writes many rows into a stream, slice after slice, in constant memory.</summary>
internal sealed class ExportWriter(PublicationShelf shelf, SliceFiles files, DataFolder folder)
{
    private const int FlushBytes = 64 * 1024;

    private const string Nothing = """
        SELECT '' AS indicator, '' AS division, '' AS frequency, '' AS area, '' AS period, '' AS breakdown, 0.0::DOUBLE AS value, 0.0::DOUBLE AS numerator, 0.0::DOUBLE AS denominator,
               '' AS status, 0 AS members, 0 AS members_present, false AS "break" WHERE false
        """;

    /// <summary>Writes the rows of statements as lines.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="statements">The rows.</param>
    /// <param name="lines">Their form.</param>
    /// <param name="progress">Told the share of the rows that are written.</param>
    /// <param name="stop">Ends it between two chunks.</param>
    public async Task WriteAsync(Stream target, IReadOnlyList<RowStatement> statements, CellLines lines, IProgress<double>? progress, CancellationToken stop)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushBytes);
        buffer.Write(lines.Head.Span);
        var (done, all) = (0L, Math.Max(1.0, statements.Sum(s => s.Rows)));
        foreach (var statement in statements)
        {
            lines.Begin(statement);
            await files.EachChunkAsync(statement.Sql, async chunk =>
            {
                stop.ThrowIfCancellationRequested();
                lines.Write(chunk, buffer);
                await FlushAsync(target, buffer, FlushBytes, stop);
            });
            done += statement.Rows;
            progress?.Report(done / all);
        }

        await FlushAsync(target, buffer, 0, stop);
    }

    /// <summary>Writes one Parquet file with the rows of all statements; it is made beside and then copied, as a Parquet file ends with its directory.</summary>
    public async Task WriteParquetAsync(Stream target, Publication publication, IReadOnlyList<RowStatement> statements, CancellationToken stop)
    {
        Directory.CreateDirectory(folder.Exports);
        var path = Path.Combine(folder.Exports, Guid.NewGuid().ToString("N") + ".parquet.part");
        try
        {
            await files.CopyAsync(ParquetSql(statements, path, publication.Id), stop);
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, FlushBytes, FileOptions.SequentialScan | FileOptions.Asynchronous);
            await file.CopyToAsync(target, FlushBytes, stop);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>
    /// Writes a ZIP of the publication's own files (values/indicator/division-frequency.parquet) with publication.json, which says what they mean, and
    /// areas.json. Nothing is packed a second time.
    /// </summary>
    public async Task WriteZipAsync(Stream target, Publication publication, IReadOnlyList<PublishedIndicator> indicators, IProgress<double>? progress, CancellationToken stop)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop);
        await AddAsync(zip, publication, "publication.json", JsonSerializer.SerializeToUtf8Bytes(publication.Manifest with { Indicators = indicators }, PublicationJson.Options), stop);
        await AddFileAsync(zip, publication, "areas.json", shelf.Store.DocumentPath(publication.Manifest.AreasFile), stop);
        for (var i = 0; i < indicators.Count; i++)
        {
            foreach (var slice in indicators[i].Slices)
            {
                var name = $"values/{indicators[i].Id}/{slice.Division}-{Publication.Word(slice.Frequency)}.parquet";
                await AddFileAsync(zip, publication, name, shelf.Store.ParquetPath(slice.File), stop);
            }

            progress?.Report((i + 1.0) / indicators.Count);
        }
    }

    private static async Task FlushAsync(Stream target, ArrayBufferWriter<byte> buffer, int from, CancellationToken stop)
    {
        if (buffer.WrittenCount > from)
        {
            await target.WriteAsync(buffer.WrittenMemory, stop);
            buffer.ResetWrittenCount();
        }
    }

    private static string ParquetSql(IReadOnlyList<RowStatement> statements, string path, string publication) => $$"""
        COPY ({{(statements.Count == 0 ? Nothing : string.Join("\nUNION ALL ", statements.Select(Select)))}})
        TO {{Literal(path)}} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000, KV_METADATA {publication: {{Literal(publication)}}})
        """;

    private static string Select(RowStatement rows) =>
        $"SELECT {Literal(rows.Indicator)} AS indicator, {Literal(rows.Division)} AS division, {Literal(Publication.Word(rows.Frequency))} AS frequency, * EXCLUDE (operation) FROM ({rows.Sql})";

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static async Task AddFileAsync(ZipArchive zip, Publication publication, string name, string path, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, FlushBytes, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await using var entry = await Entry(zip, publication, name, CompressionLevel.NoCompression).OpenAsync(stop);
        await file.CopyToAsync(entry, FlushBytes, stop);
    }

    private static async Task AddAsync(ZipArchive zip, Publication publication, string name, byte[] bytes, CancellationToken stop)
    {
        await using var entry = await Entry(zip, publication, name, CompressionLevel.Optimal).OpenAsync(stop);
        await entry.WriteAsync(bytes, stop);
    }

    /// <summary>All have the time of the publication, so that the same publication gives the same bytes.</summary>
    private static ZipArchiveEntry Entry(ZipArchive zip, Publication publication, string name, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = publication.Manifest.CreatedAt;
        return entry;
    }
}
