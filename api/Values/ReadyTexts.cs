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

    /// <summary>A text is not begun that would surely be over the limit.</summary>
    private const int LeastBytesOfCell = 6;

    private readonly List<Kept> kept = [];
    private readonly Lock gate = new();
    private long bytes;
    private long clock;

    /// <summary>Bytes kept now.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>The text of a slice in a form; null while it is not worth its memory.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="form">The form.</param>
    /// <param name="cells">How many cells are about to be written.</param>
    /// <param name="make">Makes the text.</param>
    public ReadyText? Of(Slice slice, ReadyForm form, long cells, Func<Slice, ReadyText> make)
    {
        var use = slice.Uses[(int)form];
        if (use.Text is { } ready)
        {
            use.LastUse = Interlocked.Increment(ref clock);
            return ready;
        }

        var isWorthIt = slice.CellCount > 0 && (long)slice.CellCount * LeastBytesOfCell <= limit && use.Count(cells) >= (long)slice.CellCount * TimesWritten;
        return isWorthIt && use.TryBegin() ? Keep(use, make(slice)) : null;
    }

    private ReadyText Keep(SliceUse use, ReadyText made)
    {
        lock (gate)
        {
            if (made.Bytes > limit)
            {
                return made;
            }

            while (Bytes + made.Bytes > limit)
            {
                var oldest = kept.MinBy(k => k.Use.LastUse)!;
                oldest.Use.Forget();
                kept.Remove(oldest);
                Interlocked.Add(ref bytes, -oldest.Bytes);
            }

            use.LastUse = Interlocked.Increment(ref clock);
            use.Text = made;
            kept.Add(new Kept(use, made.Bytes));
            Interlocked.Add(ref bytes, made.Bytes);
        }

        return made;
    }

    private sealed record Kept(SliceUse Use, long Bytes);
}

/// <summary>How much a slice is asked for in one form, and its text while that is kept.</summary>
internal sealed class SliceUse
{
    private volatile ReadyText? text;
    private long written;
    private int begun;
    private long lastUse;

    /// <summary>The text; null while none is kept.</summary>
    public ReadyText? Text
    {
        get => text;
        set => text = value;
    }

    /// <summary>When it was used last, in uses.</summary>
    public long LastUse
    {
        get => Volatile.Read(ref lastUse);
        set => Volatile.Write(ref lastUse, value);
    }

    /// <summary>Counts cells that are about to be written.</summary>
    /// <returns>How many there were since the text was last kept.</returns>
    public long Count(long cells) => Interlocked.Add(ref written, cells);

    /// <summary>True for the one who shall make the text.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref begun, 1) == 0;

    /// <summary>Lets the text go; it is made again when it pays again.</summary>
    public void Forget()
    {
        text = null;
        Interlocked.Exchange(ref written, 0);
        Volatile.Write(ref begun, 0);
    }
}
