using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging.Checks;

/// <summary>The figures that a total is made of.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Sum">Their sum, or null when one is missing.</param>
public readonly record struct PartFigures(int Count, double? Sum)
{
    /// <summary>Adds figures.</summary>
    public static PartFigures Of(IEnumerable<double?> figures)
    {
        var sum = new SumOfParts();
        var count = 0;
        foreach (var figure in figures)
        {
            count++;
            sum.Add(figure);
        }

        return new(count, sum.Result.Value);
    }
}

/// <summary>What the parts of a total are: members of a breakdown, other measures, or areas.</summary>
public abstract record SumParts
{
    /// <summary>For messages: <c>the members of sex</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Rows that hold a total, with the figures of their parts.</summary>
    public abstract IEnumerable<(int Row, PartFigures Parts)> Totals(StagedTable table, AreaDirectory areas, int measure);
}

/// <summary>The members of a breakdown beside its total.</summary>
/// <param name="Position">Position of the breakdown.</param>
/// <param name="Breakdown">The breakdown, with a total.</param>
public sealed record MemberParts(int Position, Breakdown Breakdown) : SumParts
{
    /// <inheritdoc/>
    public override string Name => $"the members of {Breakdown.Name}";

    /// <inheritdoc/>
    public override IEnumerable<(int Row, PartFigures Parts)> Totals(StagedTable table, AreaDirectory areas, int measure)
    {
        var members = table.BreakdownColumn(Position);
        var all = members.Where(m => m != Breakdown.Total).Distinct().Count();
        var groups = Enumerable.Range(0, table.RowCount).GroupBy(row => RowKey.Of(table, row, without: Position));
        foreach (var group in groups)
        {
            var parts = group.Where(row => members[row] != Breakdown.Total).ToList();
            foreach (var total in group.Where(row => members[row] == Breakdown.Total))
            {
                yield return (total, parts.Count == all ? PartFigures.Of(parts.Select(row => table.MeasureColumn(measure)[row].Value)) : default);
            }
        }
    }
}

/// <summary>Other measures of the same row.</summary>
/// <param name="Measures">Their positions.</param>
/// <param name="Names">Their names.</param>
public sealed record MeasureParts(IReadOnlyList<int> Measures, IReadOnlyList<string> Names) : SumParts
{
    /// <inheritdoc/>
    public override string Name => string.Join(" + ", Names);

    /// <inheritdoc/>
    public override IEnumerable<(int Row, PartFigures Parts)> Totals(StagedTable table, AreaDirectory areas, int measure) =>
        Enumerable.Range(0, table.RowCount).Select(row => (row, PartFigures.Of(Measures.Select(m => table.MeasureColumn(m)[row].Value))));
}

/// <summary>The municipalities of an area.</summary>
/// <param name="Level">Level of the areas that hold totals: country, region, sub-region.</param>
public sealed record AreaParts(AreaLevel Level) : SumParts
{
    /// <inheritdoc/>
    public override string Name => "its municipalities";

    /// <inheritdoc/>
    public override IEnumerable<(int Row, PartFigures Parts)> Totals(StagedTable table, AreaDirectory areas, int measure)
    {
        var rows = Enumerable.Range(0, table.RowCount).ToDictionary(row => RowKey.Of(table, row));
        foreach (var (key, row) in rows)
        {
            if (areas.TryById(key.Area, out var area) && area.Level == Level)
            {
                var day = table.DataSet.Division.FixedTo ?? key.Period.FirstDay;
                var parts = areas.MembersOf(key.Area, day).Where(id => areas.TryById(id, out var part) && part.Level == AreaLevel.Municipality);
                yield return (row, PartFigures.Of(
                    parts.Select(part => rows.TryGetValue(key with { Area = part }, out var at) ? table.MeasureColumn(measure)[at].Value : null)));
            }
        }
    }
}
