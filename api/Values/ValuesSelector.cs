using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>Finds the cells of questions in slices.</summary>
internal sealed class ValuesSelector(SliceCache slices, SliceFiles files, AreaLabels labels)
{
    /// <summary>The cells that a question asks of one of its indicators.</summary>
    /// <param name="query">The question.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="prepared">The question as it is kept, where it is.</param>
    public async ValueTask<Selection> SelectAsync(ValuesQuery query, IndicatorQuery indicator, PreparedQuestion? prepared = null)
    {
        var slice = indicator.Slice is { } published
            ? await slices.GetAsync(published, indicator.Indicator.Breakdowns)
            : Slice.Empty(query.Frequency, [], labels);
        var components = query.WithComponents && indicator.Slice is { } file ? await files.ComponentsAsync(file, slice) : null;
        var asked = prepared is null ? Find(query, indicator, slice) : prepared.CellsIn(slice, () => Find(query, indicator, slice));
        return new Selection(indicator.Indicator.Id, slice, labels, asked.Areas, asked.Combinations, asked.Periods, components)
        {
            HasConsecutivePeriods = asked.HasConsecutivePeriods,
            Asked = asked,
            Missing = new MissingMembers(query.Publication, query.Division, labels),
        };
    }

    private AskedCells Find(ValuesQuery query, IndicatorQuery indicator, Slice slice) => new(
        Explained(query, query.Areas.Resolve(slice.Axes, query.Publication.Areas, labels)), indicator.Combinations(slice.Axes), query.Periods.Resolve(slice.Axes));

    /// <summary>An area that the division does not have says so where it has no value.</summary>
    private AreaPick[] Explained(ValuesQuery query, AreaPick[] picks) => query.Division.Label != DivisionView.AsWas && !Array.Exists(picks, pick => pick.Position == Slice.Absent)
        ? picks
        : [.. picks.Select(pick => pick with { Missing = query.Division.WhyMissing(query.Publication, labels.IdOf(pick.Number)) })];
}
