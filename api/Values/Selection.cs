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
