namespace Insight.Indicators.Disclosure;

/// <summary>One cell of a table in which some cells are sums of others.</summary>
/// <param name="Id">Its position in the table.</param>
/// <param name="Figure">What is added up: the numerator.</param>
/// <param name="IsTotal">Whether it is the sum of others.</param>
public readonly record struct ProtectedCell(int Id, double Figure, bool IsTotal);

/// <summary>That a cell is the sum of others: a network of its members, a total of the members of a breakdown.</summary>
/// <param name="Total">The sum.</param>
/// <param name="Parts">What is added up.</param>
public sealed record AdditiveEquation(int Total, IReadOnlyList<int> Parts)
{
    /// <summary>All cells of it.</summary>
    public IEnumerable<int> Cells => Parts.Append(Total);
}
