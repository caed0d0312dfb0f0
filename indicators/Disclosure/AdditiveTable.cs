namespace Insight.Indicators.Disclosure;

/// <summary>One cell of a table in which some cells are sums of others.</summary>
/// <param name="Id">Its position in the table.</param>
/// <param name="Figure">How much stands in it: persons, or what else is counted.</param>
/// <param name="Rank">How much its loss would be missed: 0 a detail, then years, aggregates of areas, totals of all breakdowns.</param>
public readonly record struct ProtectedCell(int Id, double Figure, int Rank);

/// <summary>That a cell is the sum of others: a network of its members, a total of the members of a breakdown, a year of its months.</summary>
/// <param name="Total">The sum.</param>
/// <param name="Parts">What is added up.</param>
public sealed record AdditiveEquation(int Total, IReadOnlyList<int> Parts)
{
    /// <summary>All cells of it.</summary>
    public IEnumerable<int> Cells => Parts.Append(Total);
}
