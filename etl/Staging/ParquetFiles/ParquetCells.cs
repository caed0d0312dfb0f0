using System.Data.Common;
using System.Globalization;
using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Staging.TextFiles;
using Insight.Etl.Staging.Workbooks;
using Insight.Warehouse.DuckDb;

namespace Insight.Etl.Staging.ParquetFiles;

/// <summary>The rows of a Parquet file as text; the database reads it.</summary>
internal sealed class ParquetCells : ICellReader
{
    private readonly DuckDBConnection database = new("Data Source=:memory:");
    private readonly DbCommand command;
    private readonly DbDataReader reader;
    private readonly char decimalMark;

    /// <summary>Opens the payload, whose bytes are those that landed.</summary>
    /// <exception cref="PayloadException">It is damaged, or no Parquet file.</exception>
    public ParquetCells(LandedFile file, TextFormat format)
    {
        decimalMark = format.DecimalMark;
        using (var bytes = file.OpenRead())
        {
            bytes.CopyTo(Stream.Null);
        }

        database.Open();
        command = database.CreateCommand();
        command.CommandText = $"SELECT * FROM read_parquet('{file.Path.Replace("'", "''", StringComparison.Ordinal)}')";
        try
        {
            reader = command.ExecuteReader();
        }
        catch (DuckDBException e)
        {
            Dispose();
            throw new PayloadException($"'{file.Name}' cannot be read as Parquet: {e.Message} Deliver it again.", e);
        }

        Header = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    /// <inheritdoc/>
    public string Form => "Parquet";

    /// <inheritdoc/>
    public IReadOnlyList<string> Header { get; }

    /// <inheritdoc/>
    public long Line { get; private set; }

    /// <inheritdoc/>
    public bool IsBroken => false;

    /// <inheritdoc/>
    public int FieldCount => Header.Count;

    /// <inheritdoc/>
    public bool Read()
    {
        Line++;
        return reader.Read();
    }

    /// <inheritdoc/>
    public string Text(int column) => reader.IsDBNull(column) ? "" : reader.GetValue(column) switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var value => SheetCells.TextOf(value, decimalMark),
    };

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int column) => Encoding.UTF8.GetBytes(Text(column));

    /// <inheritdoc/>
    public bool IsEmpty(int column) => reader.IsDBNull(column);

    /// <inheritdoc/>
    public void Dispose()
    {
        reader?.Dispose();
        command.Dispose();
        database.Dispose();
    }
}
