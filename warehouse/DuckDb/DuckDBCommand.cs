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
    public override int ExecuteNonQuery()
    {
        var changed = 0L;
        foreach (var result in Run(stream: false))
        {
            changed += result.RowsChanged;
            result.Dispose();
        }

        return (int)Math.Min(changed, int.MaxValue);
    }

    /// <summary>Runs all statements.</summary>
    /// <returns>The first column of the first row, null without rows, <see cref="DBNull"/> for NULL.</returns>
    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    /// <summary>Runs all statements and reads the rows.</summary>
    public new DuckDBDataReader ExecuteReader() => ExecuteReader(CommandBehavior.Default);

    /// <summary>Runs all statements and reads the rows.</summary>
    public new DuckDBDataReader ExecuteReader(CommandBehavior behavior) =>
        new(OpenConnection, Run(UseStreamingMode), UseStreamingMode, behavior);

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

    private List<QueryResult> Run(bool stream)
    {
        var target = OpenConnection;
        using var use = target.Use();
        var cancellation = new Cancellation(target.Handle);
        running = cancellation;
        try
        {
            return prepared is null
                ? StatementRunner.Run(target, text, parameters, stream, cancellation)
                : [StatementRunner.Execute(target, prepared, text, parameters, stream, cancellation)];
        }
        finally
        {
            cancellation.End();
            running = null;
        }
    }

    private void Forget()
    {
        prepared?.Dispose();
        prepared = null;
    }
}
