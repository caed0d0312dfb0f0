namespace Insight.Api.Values;

/// <summary>
/// Where the asked cells lie in a ready text: runs of neighbours in the order of the answer, each copied in one piece. Found once for a question
/// and a slice; a question whose cells lie in many pieces, or that has cells without ready text, has none.
/// </summary>
internal sealed class ReadyRuns
{
    /// <summary>More pieces than this are not kept; series by series they are copied as well.</summary>
    public const int Most = 64;

    private readonly (int First, int Count)[] runs;

    private ReadyRuns((int First, int Count)[] runs) => this.runs = runs;

    /// <summary>Of a question whose cells cannot be copied so.</summary>
    public static ReadyRuns None { get; } = new([]);

    /// <summary>The runs of a selection's cells, or <see cref="None"/>.</summary>
    public static ReadyRuns Of(ReadyText text, Selection selection)
    {
        var found = new List<(int First, int Count)>();
        foreach (var area in selection.Areas)
        {
            foreach (var combination in selection.Combinations)
            {
                foreach (var period in selection.Periods)
                {
                    if (selection.Cell(area, combination, period) is not (>= 0 and var cell) || text.PlaceOf(cell) is var place && !text.IsReady(place))
                    {
                        return None;
                    }

                    if (found.Count > 0 && found[^1].First + found[^1].Count == text.PlaceOf(cell))
                    {
                        found[^1] = (found[^1].First, found[^1].Count + 1);
                    }
                    else if (found.Count < Most)
                    {
                        found.Add((text.PlaceOf(cell), 1));
                    }
                    else
                    {
                        return None;
                    }
                }
            }
        }

        return new ReadyRuns([.. found]);
    }

    /// <summary>Copies texts from a position on until all are copied or the buffer is full.</summary>
    /// <param name="text">The text in which the runs were found, or one made anew from the same slice.</param>
    /// <param name="cursor">Where to.</param>
    /// <param name="position">Area counts runs, Period texts within the run.</param>
    /// <param name="isFirst">Whether the comma before the next text is left out.</param>
    /// <returns>True when all are copied.</returns>
    public bool Copy(ReadyText text, ref Utf8Cursor cursor, ref SelectionPosition position, ref bool isFirst)
    {
        for (; position.Area < runs.Length; position.Area++, position.Period = 0)
        {
            var (first, count) = runs[position.Area];
            var fitting = text.Ready(first + position.Period, count - position.Period, cursor.Free);
            var texts = text.Texts(first + position.Period, fitting);
            cursor.Write(isFirst && texts.Length > 0 ? texts[1..] : texts);
            isFirst &= texts.Length == 0;
            position.Period += fitting;
            if (position.Period < count)
            {
                return false;
            }
        }

        return true;
    }
}
