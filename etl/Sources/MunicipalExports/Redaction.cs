using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Sources.MunicipalExports;

/// <summary>
/// Takes columns out of a payload that must not be kept: names of parties, subject lines, open answers. What stays in landing is a copy without them, in UTF-8; the bytes as
/// received are taken out, whatever their format. Data that are not needed are not held at all.
/// </summary>
internal static class Redaction
{
    /// <summary>Stands for a row that could not be taken apart, whose cells may be anything; it goes to quarantine when the copy is staged.</summary>
    private const string RemovedRow = "(row removed: it could not be taken apart)";

    /// <summary>The payload itself where all its columns may be kept, else the copy without the others.</summary>
    /// <param name="file">As it landed.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="columns">The columns that may be kept (our names).</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="PayloadException">It cannot be read as text.</exception>
    public static async Task<LandedFile> KeepAsync(LandedFile file, TextFormat format, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        if (Copy(file, format, columns) is not { } copy)
        {
            return file;
        }

        var store = new LandingStore(Path.GetDirectoryName(Path.GetDirectoryName(file.Path))!, TimeProvider.System);
        var kept = await store.LandAsync(file.Manifest, long.MaxValue, (destination, token) => destination.WriteAsync(copy, token).AsTask(), cancellationToken);
        Forget(file);
        return kept;
    }

    /// <summary>Takes a payload with its manifests out of landing.</summary>
    public static void Forget(LandedFile file)
    {
        File.Delete(file.Path);
        foreach (var manifest in Directory.EnumerateFiles(Path.GetDirectoryName(file.Path)!, file.Manifest.Sha256 + "*.json"))
        {
            File.Delete(manifest);
        }
    }

    private static byte[]? Copy(LandedFile file, TextFormat format, IReadOnlyList<string> columns)
    {
        var aside = new StagingArea(AreaDirectory.BuiltIn, []);
        using var table = TextTable.Open(file, format, aside);
        var allowed = columns.Select(c => format.ColumnNames.GetValueOrDefault(c, c)).ToHashSet(StringComparer.Ordinal);
        var kept = Enumerable.Range(0, table.Columns.Count).Where(i => allowed.Contains(table.Columns[i])).ToList();
        if (kept.Count == table.Columns.Count)
        {
            return null;
        }

        var (text, lines) = (new StringBuilder(), 0L);
        lines = AddRow(text, lines, format.HeaderLine, kept.Select(i => table.Columns[i]), format.Delimiter);
        while (table.Read())
        {
            lines = AddRow(text, lines, table.Line, kept.Select(table.Delivered), format.Delimiter);
        }

        foreach (var _ in aside.Quarantine.Rows)
        {
            text.Append(RemovedRow).Append('\n');
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Adds a row in the line that it has in the file, so that what is refused later is found there; empty lines take the place of what was left out.</summary>
    /// <returns>The line at which the text ends.</returns>
    private static long AddRow(StringBuilder text, long lines, long line, IEnumerable<string> cells, char delimiter)
    {
        text.Append('\n', (int)Math.Max(0, line - lines - 1));
        text.AppendJoin(delimiter, cells.Select(cell => Quoted(cell, delimiter))).Append('\n');
        return Math.Max(line, lines + 1);
    }

    private static string Quoted(string cell, char delimiter) => cell.Contains(delimiter) || cell.Contains('"') || cell.Contains('\n')
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
