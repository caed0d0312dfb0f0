namespace Insight.Api.Values;

/// <summary>Writes the rows of selections in one format, as many at a time as a buffer takes.</summary>
internal abstract class RowWriter
{
    /// <summary>No row takes more bytes beyond its labels: numbers, status, members and punctuation.</summary>
    protected const int LongestRest = 1000;

    /// <summary>A buffer must have at least this for <see cref="Write"/> to make progress with the given selection.</summary>
    public abstract int LongestRow(Selection selection);

    /// <summary>Writes rows from a position on until all are written or the buffer is full.</summary>
    /// <returns>True when the selection is written to its end.</returns>
    public virtual bool Write(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        for (; position.Area < selection.Areas.Length; position.Area++, position.Combination = 0)
        {
            for (; position.Combination < selection.Combinations.Length; position.Combination++, position.Period = 0)
            {
                WriteSeries(ref cursor, selection, ref position, longestRow);
                if (position.Period < selection.Periods.Length)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Writes rows of one series from a period on, until its last asked period or until the next row may not fit.</summary>
    protected abstract void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow);

    /// <summary>Called before the rows of each selection.</summary>
    public abstract void Begin(Selection selection);
}
