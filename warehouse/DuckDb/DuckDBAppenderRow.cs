namespace Insight.Warehouse.DuckDb;

/// <summary>One row of a <see cref="DuckDBAppender"/>: a value for each column in order, then <see cref="EndRow"/>.</summary>
public readonly struct DuckDBAppenderRow
{
    private readonly DuckDBAppender appender;

    internal DuckDBAppenderRow(DuckDBAppender appender) => this.appender = appender;

    /// <summary>Appends the next column's value; null is NULL. Which .NET types there are, says <see cref="DuckDBParameter"/>.</summary>
    /// <exception cref="DuckDBException">The value cannot be cast to the column's type; the appender is then of no further use.</exception>
    /// <exception cref="InvalidOperationException">The row has all its values already.</exception>
    public DuckDBAppenderRow AppendValue<T>(T? value)
    {
        appender.AppendValue(value);
        return this;
    }

    /// <summary>Appends NULL.</summary>
    public DuckDBAppenderRow AppendNullValue() => AppendValue<object>(null);

    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">A column has no value.</exception>
    public void EndRow() => appender.EndRow();
}
