namespace Insight.Api.Values;

/// <summary>
/// Writes rows that are the same in many answers: of a slice that is asked for often they are copied from its ready text, in a few pieces where
/// the asked cells lie together, else series by series. Each text begins with a comma, which the first of an answer leaves out.
/// </summary>
/// <param name="texts">Ready texts.</param>
internal abstract class ReadyRowWriter(ReadyTexts texts) : RowWriter
{
    private ReadyText? ready;
    private ReadyRuns? runs;
    private bool isFirst = true;

    /// <summary>Whether there is ready text to be copied series by series.</summary>
    protected bool HasReady => ready is not null;

    /// <inheritdoc/>
    public override bool Write(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow) =>
        runs is null ? base.Write(ref cursor, selection, ref position, longestRow) : runs.Copy(ready!, ref cursor, ref position, ref isFirst);

    /// <summary>Takes the ready text of a selection's slice, where it is worth its memory.</summary>
    /// <param name="selection">The selection that is about to be written; null for one that has none.</param>
    /// <param name="byCell">The form in the order of the cells.</param>
    /// <param name="byPeriod">The same form period after period.</param>
    /// <param name="make">Makes the text of a slice, period after period or not.</param>
    protected void TakeReady(Selection? selection, ReadyForm byCell, ReadyForm byPeriod, Func<Slice, bool, ReadyText> make)
    {
        (ready, runs) = (null, null);
        if (selection is null)
        {
            return;
        }

        var isByPeriod = selection.Periods.Length == 1 && selection.RowCount > ReadyRuns.Most;
        var form = isByPeriod ? byPeriod : byCell;
        var text = texts.Of(selection.Slice, form, selection.RowCount, slice => make(slice, isByPeriod));
        runs = text is null ? null : selection.Asked?.Runs(form, text, selection);
        ready = isByPeriod && runs is null ? null : text;
    }

    /// <summary>Copies the ready texts of a series from an asked period on.</summary>
    /// <returns>How many; 0 where the next one is not ready.</returns>
    protected int CopyReady(ref Utf8Cursor cursor, Selection selection, SeriesSpan series, int period)
    {
        var index = selection.Periods[period].Index;
        var cell = index < 0 ? -1 : series.Cell(index);
        if (ready is null || cell < 0)
        {
            return 0;
        }

        var neighbours = selection.HasConsecutivePeriods ? Math.Min(selection.Periods.Length - period, series.Start + series.Length - cell) : 1;
        var count = ready.Ready(cell, neighbours, cursor.Free);
        if (count > 0)
        {
            var copied = ready.Texts(cell, count);
            cursor.Write(TakeFirst() ? copied[1..] : copied);
        }

        return count;
    }

    /// <summary>Whether the next text is the first of the answer.</summary>
    protected bool TakeFirst()
    {
        var was = isFirst;
        isFirst = false;
        return was;
    }
}
