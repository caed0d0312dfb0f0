namespace Insight.Api.Values;

/// <summary>The cells of one slice that a request asks for, in the order in which they are answered: area, combination, period.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Slice">The slice.</param>
/// <param name="Labels">Texts of area numbers.</param>
/// <param name="Areas">Asked areas.</param>
/// <param name="Combinations">Asked combinations of breakdown members.</param>
/// <param name="Periods">Asked periods, oldest first.</param>
/// <param name="Components">Numerators and denominators, where asked for.</param>
internal sealed record Selection(
    string Indicator, Slice Slice, AreaLabels Labels, AreaPick[] Areas, int[] Combinations, PeriodPick[] Periods, SliceComponents? Components)
{
    /// <summary>A combination that a selection is asked for and its slice does not have.</summary>
    public const int NoCombination = -1;

    /// <summary>The cell of an area, combination and period, or -1 where the slice has none.</summary>
    public int Cell(AreaPick area, int combination, PeriodPick period) =>
        period.Index < 0 || combination == NoCombination ? -1 : Slice.Series(area.Position, combination).Cell(period.Index);

    /// <summary>The value of a cell; NaN where there is none.</summary>
    public double Value(int cell) => cell < 0 ? double.NaN : Slice.Values[cell];

    /// <summary>Whether each asked period is the one after the period before it in the slice, so that a series' cells are neighbours.</summary>
    public bool HasConsecutivePeriods { get; init; }

    /// <summary>What was kept of the question's answer for this slice; null where nothing is kept.</summary>
    public AskedCells? Asked { get; init; }

    /// <summary>Names the members that an aggregate lacks; null where nobody asks.</summary>
    public MissingMembers? Missing { get; init; }

    /// <summary>The status of a cell of an area; of one that the slice does not have (negative), why not.</summary>
    public byte Status(int cell, AreaPick area) => cell >= 0 ? Slice.Status(cell) : area.Missing == 0 ? StatusText.Unknown : area.Missing;

    /// <summary>How many rows it has.</summary>
    public long RowCount => (long)Areas.Length * Combinations.Length * Periods.Length;
}

/// <summary>
/// Numerators and denominators of a slice's cells, by cell; NaN where there is none. Read from Parquet for one request, not kept.
/// </summary>
internal sealed record SliceComponents(double[] Numerators, double[] Denominators);

/// <summary>Where the writing of a selection has come to.</summary>
internal struct SelectionPosition
{
    public int Area;
    public int Combination;
    public int Period;
}
