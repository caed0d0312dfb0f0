using System.Data;
using System.Data.Common;

namespace Insight.Warehouse.DuckDb;

/// <summary>A transaction of one connection. Disposing it without <see cref="Commit"/> rolls it back.</summary>
public sealed class DuckDBTransaction : DbTransaction
{
    private readonly DuckDBConnection connection;
    private bool ended;

    internal DuckDBTransaction(DuckDBConnection connection)
    {
        this.connection = connection;
        Run("BEGIN TRANSACTION");
        connection.Transaction = this;
    }

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel => IsolationLevel.Snapshot;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection => ended ? null : connection;

    /// <summary>Makes what was done permanent.</summary>
    /// <exception cref="DuckDBException">A conflict with another transaction or a violated constraint; the transaction is then rolled back.</exception>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public override void Commit() => End("COMMIT");

    /// <summary>Undoes what was done.</summary>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public override void Rollback() => End("ROLLBACK");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !ended)
        {
            RollbackIfOpen();
            ended = true;
        }

        base.Dispose(disposing);
    }

    private void RollbackIfOpen()
    {
        try
        {
            if (connection.State == ConnectionState.Open)
            {
                Rollback();
            }
        }
        catch (DuckDBException e) when (e.ErrorType == DuckDBErrorType.Transaction)
        {
            // A COMMIT or ROLLBACK written as SQL has ended it already: there is nothing to undo.
        }
    }

    private void End(string statement)
    {
        if (ended)
        {
            throw new InvalidOperationException("The transaction has been committed or rolled back already.");
        }

        ended = true;
        connection.Transaction = null;
        Run(statement);
    }

    private void Run(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
