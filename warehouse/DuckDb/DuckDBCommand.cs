using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Insight.Warehouse.DuckDb.Execution;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// One or more SQL statements. All of them run when the command is executed, in order; the reader gives the results of those that return
/// rows. Parameters are written <c>$name</c>, <c>?</c> or <c>$1</c>.
/// </summary>
public sealed class DuckDBCommand : DbCommand
{
    private readonly DuckDBParameterCollection parameters = new();
    private DuckDBConnection? connection;
    private string text = "";
    private PreparedStatementHandle? prepared;
    private volatile Cancellation? running;

    /// <summary>A command without text and connection.</summary>
    public DuckDBCommand()
    {
    }

    /// <summary>A command.</summary>
    public DuckDBCommand(string commandText, DuckDBConnection? connection = null)
    {
        text = commandText;
        this.connection = connection;
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => text;
        set
        {
            Forget();
            text = value ?? "";
        }
    }

    /// <summary>Not used: a query runs until it ends or is cancelled.</summary>
    public override int CommandTimeout { get; set; }

    /// <summary>Only text exists.</summary>
    /// <exception cref="NotSupportedException">Another type is set.</exception>
    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
            {
                throw new NotSupportedException($"DuckDB has no commands of type {value}; write the statement as text.");
            }
        }
    }

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <summary>
    /// True: rows are fetched while the query runs, in little memory, and the connection can do nothing else until the reader is disposed.
    /// False (the default): the query runs to its end first and its rows are kept in memory.
    /// </summary>
    public bool UseStreamingMode { get; set; }

    /// <summary>The connection to run on.</summary>
    public new DuckDBConnection? Connection
    {
        get => connection;
        set
        {
            Forget();
            connection = value;
        }
    }

    /// <summary>The parameters.</summary>
    public new DuckDBParameterCollection Parameters => parameters;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => connection;
        set => Connection = (DuckDBConnection?)value;
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => parameters;

    /// <summary>Not needed: a command takes part in its connection's transaction.</summary>
    protected override DbTransaction? DbTransaction { get; set; }

    private DuckDBConnection OpenConnection =>
        connection ?? throw new InvalidOperationException("The command has no connection; set Connection or create it with CreateCommand.");

    /// <summary>Interrupts the execution that is running, if any; it then fails with <see cref="DuckDBErrorType.Interrupt"/>. Callable from any thread.</summary>
    public override void Cancel() => running?.Request();

    /// <summary>
    /// Prepares the statement once for many executions. Without effect on a text of several statements, since a later one may need what an earlier one creates.
    /// </summary>
    /// <exception cref="DuckDBException">The statement is wrong.</exception>
    public override void Prepare()
    {
        using var use = OpenConnection.Use();
        prepared ??= StatementRunner.PrepareOnly(OpenConnection, text);
    }

    /// <summary>Runs all statements.</summary>
    /// <returns>The number of rows that they inserted, updated or deleted.</returns>
    /// <exception cref="DuckDBException">A statement failed; those before it have taken effect, unless a transaction undoes them.</exception>
    public override int ExecuteNonQuery() => ExecuteNonQuery(Begin());

    /// <summary>Runs all statements.</summary>
    /// <returns>The first column of the first row, null without rows, <see cref="DBNull"/> for NULL.</returns>
    /// <inheritdoc cref="ExecuteNonQuery()"/>
    public override object? ExecuteScalar() => ExecuteScalar(Begin());

    /// <summary>Runs all statements and reads the rows.</summary>
    /// <inheritdoc cref="ExecuteNonQuery()"/>
    public new DuckDBDataReader ExecuteReader() => ExecuteReader(CommandBehavior.Default);

    /// <summary>Runs all statements and reads the rows.</summary>
    /// <inheritdoc cref="ExecuteNonQuery()"/>
    public new DuckDBDataReader ExecuteReader(CommandBehavior behavior) => new(Run(Begin(), UseStreamingMode), behavior);

    /// <summary>
    /// Runs all statements and reads the rows of the last that returns any, columns as spans. For millions of rows set <see cref="UseStreamingMode"/>, so
    /// that they are not all kept in memory.
    /// </summary>
    /// <exception cref="InvalidOperationException">No statement returns rows.</exception>
    /// <inheritdoc cref="ExecuteNonQuery()"/>
    public DuckDBChunkReader ExecuteChunks() => new(Run(Begin(), UseStreamingMode));

    /// <summary>Runs all statements on another thread; the token interrupts them.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the connection stays usable.</exception>
    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        var execution = Begin();
        return execution.RunAsync(() => ExecuteNonQuery(execution), cancellationToken);
    }

    /// <summary>Runs all statements on another thread; the token interrupts them.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the connection stays usable.</exception>
    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        var execution = Begin();
        return execution.RunAsync(() => ExecuteScalar(execution), cancellationToken);
    }

    /// <summary>As <see cref="ExecuteChunks"/>, on another thread; the token interrupts the statements.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the connection stays usable.</exception>
    public Task<DuckDBChunkReader> ExecuteChunksAsync(CancellationToken cancellationToken = default)
    {
        var execution = Begin();
        return execution.RunAsync(() => new DuckDBChunkReader(Run(execution, UseStreamingMode)), cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        var execution = Begin();
        return execution.RunAsync<DbDataReader>(() => new DuckDBDataReader(Run(execution, UseStreamingMode), behavior), cancellationToken);
    }

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => ExecuteReader(behavior);

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new DuckDBParameter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
        }

        base.Dispose(disposing);
    }

    private Cancellation Begin()
    {
        var execution = new Cancellation(OpenConnection.Handle);
        running = execution;
        return execution;
    }

    private int ExecuteNonQuery(Cancellation execution)
    {
        using var query = Run(execution, stream: false);
        return (int)Math.Min(query.Results.Sum(r => r.RowsChanged), int.MaxValue);
    }

    private object? ExecuteScalar(Cancellation execution)
    {
        using var reader = new DuckDBDataReader(Run(execution, stream: false), CommandBehavior.Default);
        return reader.Read() ? reader.GetValue(0) : null;
    }

    private RunningQuery Run(Cancellation execution, bool stream)
    {
        var target = OpenConnection;
        using var use = target.Use();
        try
        {
            List<QueryResult> results = prepared is null
                ? StatementRunner.Run(target, text, parameters, stream, execution)
                : [StatementRunner.Execute(prepared, text, parameters, stream, execution)];
            return new RunningQuery(target, results, execution, stream);
        }
        catch
        {
            execution.End();
            throw;
        }
    }

    private void Forget()
    {
        prepared?.Dispose();
        prepared = null;
    }
}
