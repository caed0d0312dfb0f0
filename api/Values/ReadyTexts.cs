namespace Insight.Api.Values;

/// <summary>
/// Ready texts of the slices that are asked for most, under a limit. A slice gets its text when its cells have been written
/// <see cref="TimesWritten"/> times over, so that making it is paid for by what was asked; those not used for longest lose theirs.
/// </summary>
/// <param name="limit">Most bytes that are kept.</param>
internal sealed class ReadyTexts(long limit)
{
    /// <summary>How often the cells of a slice are written from their numbers before their text is kept.</summary>
    public const int TimesWritten = 4;

    /// <summary>What stands around an answer's numbers is kept when it is asked this many times.</summary>
    private const int TimesAsked = 2;

    /// <summary>A text is not begun that would surely be over the limit.</summary>
    private const int LeastBytesOfCell = 6;

    private readonly MemoryBudget<ReadyText> budget = new(limit);

    /// <summary>Bytes kept now.</summary>
    public long Bytes => budget.Bytes;

    /// <summary>The text of a slice in a form; null while it is not worth its memory.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="form">The form.</param>
    /// <param name="cells">How many cells are about to be written.</param>
    /// <param name="make">Makes the text.</param>
    public ReadyText? Of(Slice slice, ReadyForm form, long cells, Func<Slice, ReadyText> make)
    {
        var use = slice.Uses[(int)form];
        return budget.Use(use) ?? (IsWorthIt(slice, use, cells) && use.TryBegin() ? Keep(use, make(slice)) : null);
    }

    /// <summary>What stands around the numbers of a question's answer, as two texts; null until it is asked again.</summary>
    /// <param name="use">Its place.</param>
    /// <param name="make">Makes it.</param>
    public ReadyText? Frame(ReadyPlace use, Func<ReadyText> make) => budget.Use(use) ?? (use.Count(1) >= TimesAsked && use.TryBegin() ? Keep(use, make()) : null);

    private bool IsWorthIt(Slice slice, ReadyPlace use, long cells) =>
        slice.CellCount > 0 && (long)slice.CellCount * LeastBytesOfCell <= limit && use.Count(cells) >= (long)slice.CellCount * TimesWritten;

    private ReadyText Keep(ReadyPlace use, ReadyText made)
    {
        budget.TryKeep(use, made, made.Bytes);
        return made;
    }
}

/// <summary>The place of a ready text, and how much that text is asked for.</summary>
internal sealed class ReadyPlace : MemoryPlace<ReadyText>
{
    private long written;
    private int begun;

    /// <summary>Counts cells that are about to be written.</summary>
    /// <returns>How many there were since the text was last kept.</returns>
    public long Count(long cells) => Interlocked.Add(ref written, cells);

    /// <summary>True for the one who shall make the text.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref begun, 1) == 0;

    /// <summary>The text is made again when it pays again.</summary>
    protected override void Released()
    {
        Interlocked.Exchange(ref written, 0);
        Volatile.Write(ref begun, 0);
    }
}
