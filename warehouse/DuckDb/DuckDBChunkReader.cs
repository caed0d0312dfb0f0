using System.Collections;
using Insight.Warehouse.DuckDb.Execution;
using Insight.Warehouse.DuckDb.Interop;
using Insight.Warehouse.DuckDb.Reading;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// Reads a result chunk by chunk, columns as spans: the fast way to many rows. Made by <see cref="DuckDBCommand.ExecuteChunks"/>.
/// </summary>
/// <example>
/// <code>
/// using var chunks = command.ExecuteChunks();               // SELECT area, value FROM …
/// var areas = new DuckDBTextDictionary();
/// foreach (var chunk in chunks)
/// {
///     var codes = new int[chunk.RowCount];
///     chunk.Texts(0).Encode(areas, codes);                  // areas.Texts[codes[row]] is the text
///     var values = chunk.Doubles(1);
///     var present = chunk.Validity(1);
///     for (var row = 0; row &lt; chunk.RowCount; row++)
///     {
///         Add(codes[row], present[row] ? values[row] : null);
///     }
/// }
/// </code>
/// </example>
public sealed class DuckDBChunkReader : IEnumerable<DuckDBChunk>, IDisposable
{
    private readonly RunningQuery query;
    private readonly QueryResult result;
    private DataChunkHandle? handle;
    private DuckDBChunk? current;

    internal DuckDBChunkReader(RunningQuery query)
    {
        this.query = query;
        result = query.Results.FindLast(r => r.Kind == NativeResultType.QueryResult)!;
        if (result is null)
        {
            query.Dispose();
            throw new InvalidOperationException("No statement of the command returns rows; use ExecuteNonQuery, or end the text with a SELECT.");
        }
    }

    /// <summary>Number of columns.</summary>
    public int ColumnCount => result.Columns.Names.Length;

    /// <summary>The chunk that <see cref="Read"/> went to.</summary>
    /// <exception cref="InvalidOperationException">Read was not called, or said false.</exception>
    public DuckDBChunk Current => current ?? throw new InvalidOperationException("The reader is not on a chunk; call Read first and look at what it returns.");

    /// <summary>Name of a column.</summary>
    public string GetName(int column) => result.Columns.Names[column];

    /// <summary>Place of a column by name: exactly, else without regard to case.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public int GetOrdinal(string name) => result.Columns.Ordinal(name);

    /// <summary>DuckDB's type of a column.</summary>
    public DuckDBType GetDuckDBType(int column) => result.Columns.Types[column].Type;

    /// <summary>Goes on to the next chunk; what the last one handed out is no longer valid.</summary>
    /// <exception cref="DuckDBException">A streaming query failed or was cancelled.</exception>
    public bool Read()
    {
        handle?.Dispose();
        handle = query.Fetch(result);
        current = handle is null ? null : new DuckDBChunk(handle, result.Columns);
        return current is not null;
    }

    /// <summary>The chunks that have not been read yet; once only.</summary>
    public IEnumerator<DuckDBChunk> GetEnumerator()
    {
        while (Read())
        {
            yield return Current;
        }
    }

    /// <summary>Frees the rows; a streaming query that is not at its end is given up.</summary>
    public void Dispose()
    {
        handle?.Dispose();
        current = null;
        query.Dispose();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
