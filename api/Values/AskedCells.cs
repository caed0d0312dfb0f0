using Insight.Api.Formats;

namespace Insight.Api.Values;

/// <summary>What a question comes to in one slice, found once and kept while the question and the slice are.</summary>
/// <param name="areas">Asked areas.</param>
/// <param name="combinations">Asked combinations of breakdown members.</param>
/// <param name="periods">Asked periods, oldest first.</param>
internal sealed class AskedCells(AreaPick[] areas, int[] combinations, PeriodPick[] periods)
{
    private readonly ReadyRuns?[] runs = new ReadyRuns?[Enum.GetValues<ReadyForm>().Length];
    private ValuesNotes? notes;
    private Cube? cube;
    private byte[]? head;

    /// <summary>Asked areas.</summary>
    public AreaPick[] Areas => areas;

    /// <summary>Asked combinations of breakdown members.</summary>
    public int[] Combinations => combinations;

    /// <summary>Asked periods, oldest first.</summary>
    public PeriodPick[] Periods => periods;

    /// <summary>Whether each asked period is the one after the period before it in the slice.</summary>
    public bool HasConsecutivePeriods { get; } = AreConsecutive(periods);

    /// <summary>What stands around the numbers of an answer, kept while memory lasts.</summary>
    public ReadyPlace Frame { get; } = new();

    /// <summary>Where the cells lie in a ready text of a form, found once; null where they cannot be copied in a few pieces.</summary>
    public ReadyRuns? Runs(ReadyForm form, ReadyText text, Selection selection)
    {
        var found = runs[(int)form] ??= ReadyRuns.Of(text, selection);
        return ReferenceEquals(found, ReadyRuns.None) ? null : found;
    }

    /// <summary>The notes on the cells, collected once.</summary>
    public ValuesNotes Notes(Func<ValuesNotes> collect) => notes ??= collect();

    /// <summary>What a JSON answer in rows begins with, made once.</summary>
    public byte[] Head(Func<byte[]> make) => head ??= make();

    /// <summary>The cells as a block, made once.</summary>
    public Cube Cube(Func<Cube> make) => cube ??= make();

    /// <summary>Whether each period is the one after the period before it in the slice.</summary>
    public static bool AreConsecutive(PeriodPick[] periods)
    {
        for (var i = 0; i < periods.Length; i++)
        {
            if (periods[i].Index < 0 || periods[i].Index != periods[0].Index + i)
            {
                return false;
            }
        }

        return true;
    }
}
