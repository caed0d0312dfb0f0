using Insight.Api.Values;
using Insight.Warehouse.Observations;

namespace Insight.Api.Facades.Px;

/// <summary>The dimensions of a table, over the slice that has its values: area, breakdowns, measure, period.</summary>
internal sealed class PxShape
{
    /// <summary>Code of the dimension of areas.</summary>
    public const string Area = "area";

    /// <summary>Code of the dimension of measures.</summary>
    public const string Measure = "contents";

    /// <summary>Code of the dimension of periods.</summary>
    public const string Time = "period";

    private const string Country = "SSS";

    private readonly int[] combinations;

    /// <summary>The shape of a table whose values are in a slice.</summary>
    public PxShape(PxTable table, Slice slice, AreaLabels labels)
    {
        Table = table;
        Slice = slice;
        var axes = slice.Axes;
        string[] areas = [.. axes.AllAreas.Select(a => labels.IdOf(a.Number))];
        Dimensions =
        [
            new(Area, PxRole.Area, areas, areas.Contains(Country) ? Country : null),
            .. axes.Breakdowns.Select((name, b) => new PxDimension(name, PxRole.Breakdown, axes.Members[b], DefaultMember.Among(axes.Members[b]))),
            new(Measure, PxRole.Measure, table.Measures, PxTable.Value),
            new(Time, PxRole.Time, [.. axes.Periods.Select(PxTable.PeriodCode)], null),
        ];
        combinations = CombinationsByMembers(axes);
    }

    /// <summary>The table.</summary>
    public PxTable Table { get; }

    /// <summary>Its values.</summary>
    public Slice Slice { get; }

    /// <summary>Its dimensions.</summary>
    public IReadOnlyList<PxDimension> Dimensions { get; }

    /// <summary>The dimension with a code, in any case, or <c>time</c> for that of periods; null when there is none.</summary>
    public PxDimension? Find(string code) =>
        Dimensions.FirstOrDefault(d => d.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
        ?? (code.Equals("time", StringComparison.OrdinalIgnoreCase) ? Dimensions[^1] : null);

    /// <summary>The slice's combination of the chosen members (one value a dimension), or <see cref="Selection.NoCombination"/>.</summary>
    public int Combination(ReadOnlySpan<int> values)
    {
        var key = 0;
        for (var d = 1; d < Dimensions.Count - 2; d++)
        {
            key = (key * Dimensions[d].Values.Count) + values[d];
        }

        return combinations[key];
    }

    private static int[] CombinationsByMembers(SliceAxes axes)
    {
        var byKey = new int[axes.Members.Aggregate(1, (product, members) => checked(product * Math.Max(1, members.Length)))];
        Array.Fill(byKey, Selection.NoCombination);
        foreach (var (number, members) in axes.Combinations.Index())
        {
            byKey[members.Index().Aggregate(0, (key, m) => (key * axes.Members[m.Index].Length) + Array.IndexOf(axes.Members[m.Index], m.Item))] = number;
        }

        return byKey;
    }
}
