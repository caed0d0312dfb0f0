using Insight.Warehouse.DuckDb.Execution;
using Insight.Warehouse.DuckDb.Interop;
using Insight.Warehouse.DuckDb.Reading;
using Insight.Warehouse.DuckDb.Writing;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// The fast way to add many rows to a table: whole columns with <see cref="AppendColumns(ReadOnlySpan{DuckDBColumn})"/>, or row by row with <see cref="CreateRow"/>. Rows
/// are collected and written in portions; they are all there after <see cref="Close"/> (or <see cref="Dispose"/>), and belong to the
/// connection's transaction. An error of one portion does not undo those before it: use a transaction. Values are cast to the table's types.
/// </summary>
/// <example>
/// <code>
/// using var transaction = connection.BeginTransaction();
/// using (var appender = connection.CreateAppender("facts", "population"))
/// {
///     appender.AppendColumns(
///         DuckDBColumn.Coded(areaOfRow, areas),              // int[] of places in string[]
///         DuckDBColumn.Constant("2025", rows),
///         DuckDBColumn.Of(persons, isMissing),               // double[] and bool[]
///         DuckDBColumn.Of(statuses));                        // string?[]
/// }
/// transaction.Commit();
/// </code>
/// </example>
public sealed unsafe class DuckDBAppender : IDisposable
{
    private readonly DuckDBConnection connection;
    private readonly AppenderHandle handle;
    private readonly string table;
    private readonly ColumnType[] types;
    private bool ended;
    private int nextColumn;

    internal DuckDBAppender(DuckDBConnection connection, string? catalog, string? schema, string table, IReadOnlyList<string> columns)
    {
        this.connection = connection;
        this.table = string.Join('.', new[] { catalog, schema, table }.Where(n => n is not null));
        using var use = connection.Use();
        var state = NativeMethods.AppenderCreate(connection.Handle, catalog, schema, table, out handle);
        Check(state);
        foreach (var column in columns)
        {
            Check(NativeMethods.AppenderAddColumn(handle, column));
        }

        types = new ColumnType[NativeMethods.AppenderColumnCount(handle)];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = ColumnType.Take(NativeMethods.AppenderColumnType(handle, (ulong)i));
        }
    }

    /// <summary>Number of columns to fill.</summary>
    public int ColumnCount => types.Length;

    /// <summary>Appends rows given as columns.</summary>
    /// <param name="columns">One for each column of the appender, all of the same length.</param>
    /// <exception cref="ArgumentException">The number of columns or their lengths are wrong; nothing was appended.</exception>
    /// <exception cref="DuckDBException">A value cannot be cast to the table's type, or a constraint is violated; the appender is then of no further use.</exception>
    public void AppendColumns(params ReadOnlySpan<DuckDBColumn> columns)
    {
        CheckShape(columns);
        using var use = connection.Use();
        var writers = new ColumnWriter[columns.Length];
        var complete = false;
        try
        {
            for (var i = 0; i < writers.Length; i++)
            {
                writers[i] = columns[i].CreateWriter(types[i]);
            }

            AppendChunks(writers, columns[0].Length);
            complete = true;
        }
        finally
        {
            Array.ForEach(writers, w => w?.Dispose());
            if (!complete)
            {
                Discard();
            }
        }
    }

    /// <summary>Begins a row; give a value for each column, then end it.</summary>
    public DuckDBAppenderRow CreateRow()
    {
        ObjectDisposedException.ThrowIf(ended, this);
        return new DuckDBAppenderRow(this);
    }

    /// <summary>Writes what has been collected so far to the table.</summary>
    /// <exception cref="DuckDBException">A constraint is violated.</exception>
    public void Flush()
    {
        ObjectDisposedException.ThrowIf(ended, this);
        using var use = connection.Use();
        Check(NativeMethods.AppenderFlush(handle));
    }

    /// <summary>Writes the last rows; nothing can be appended after it.</summary>
    /// <exception cref="DuckDBException">A constraint is violated.</exception>
    public void Close()
    {
        if (ended)
        {
            return;
        }

        ended = true;
        using (handle)
        {
            using var use = connection.Use();
            Check(NativeMethods.AppenderClose(handle));
        }
    }

    /// <summary>Closes the appender, unless an error of its own has made it useless: then what was collected is dropped.</summary>
    public void Dispose() => Close();

    /// <summary>Appends the next value of the row in progress.</summary>
    internal void AppendValue(object? value)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (nextColumn >= types.Length)
        {
            throw new InvalidOperationException($"The row has values for all {types.Length} columns of table '{table}' already; call EndRow.");
        }

        using var use = connection.Use();
        using var native = ParameterValue.Create(value, () => types[nextColumn].Type, $"{nextColumn + 1}");
        Check(NativeMethods.AppendValue(handle, native));
        nextColumn++;
    }

    /// <summary>Ends the row in progress.</summary>
    internal void EndRow()
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (nextColumn < types.Length)
        {
            throw new InvalidOperationException($"The row has {nextColumn} values, but table '{table}' has {types.Length} columns; append the others, or NULL.");
        }

        using var use = connection.Use();
        Check(NativeMethods.AppenderEndRow(handle));
        nextColumn = 0;
    }

    private void AppendChunks(ColumnWriter[] writers, int rows)
    {
        using var chunk = CreateChunk(writers);
        var capacity = (int)NativeMethods.VectorSize();
        for (var start = 0; start < rows;)
        {
            var count = Math.Min(capacity, rows - start);
            foreach (var writer in writers)
            {
                count = writer.Fitting(start, count);
            }

            NativeMethods.ResetDataChunk(chunk);
            for (var i = 0; i < writers.Length; i++)
            {
                writers[i].Write(NativeMethods.DataChunkVector(chunk, (ulong)i), start, count);
            }

            NativeMethods.SetDataChunkSize(chunk, (ulong)count);
            Check(NativeMethods.AppendDataChunk(handle, chunk));
            start += count;
        }
    }

    /// <summary>Drops what has not been flushed.</summary>
    private void Discard()
    {
        ended = true;
        handle.Dispose();
    }

    private static DataChunkHandle CreateChunk(ColumnWriter[] writers)
    {
        var pointers = Array.ConvertAll(writers, w => w.Type.DangerousGetHandle());
        fixed (nint* first = pointers)
        {
            return NativeMethods.CreateDataChunk(first, (ulong)pointers.Length);
        }
    }

    private void CheckShape(ReadOnlySpan<DuckDBColumn> columns)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (columns.Length != types.Length)
        {
            throw new ArgumentException($"Table '{table}' has {types.Length} columns to fill, but {columns.Length} were given.", nameof(columns));
        }

        for (var i = 1; i < columns.Length; i++)
        {
            if (columns[i].Length != columns[0].Length)
            {
                throw new ArgumentException(
                    $"Columns of one append must be of the same length: column 0 has {columns[0].Length} rows, column {i} has {columns[i].Length} (table '{table}').", nameof(columns));
            }
        }
    }

    private void Check(DuckDBState state)
    {
        if (state == DuckDBState.Success)
        {
            return;
        }

        using var error = NativeMethods.AppenderError(handle);
        var cause = DuckDBException.Parse(NativeText.Read(NativeMethods.ErrorMessage(error)), sql: null);
        Discard();
        throw new DuckDBException(cause.ErrorType, $"Appending to table '{table}': {cause.DuckDBMessage}");
    }
}
