using Insight.Warehouse.Observations;

namespace Insight.Indicators.Disclosure;

/// <summary>One cell of a table in which some cells are sums of others.</summary>
/// <param name="Id">Its position in the table.</param>
/// <param name="Figure">How much stands in it: persons, or what else is counted; 0 where the source withholds it.</param>
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

/// <summary>A figure over several periods of which each is a cell too. It is hidden as soon as one of them is, so that it tells nothing of them.</summary>
/// <param name="Cell">The figure over all of them.</param>
/// <param name="Parts">Those of the periods.</param>
public sealed record ProtectedWindow(int Cell, IReadOnlyList<int> Parts);

/// <summary>Cells, what a reader knows of sums among them, and what must not be told.</summary>
/// <param name="Cells">All cells, by ids 0 … n−1.</param>
/// <param name="Equations">Which are sums of which; the most important first.</param>
/// <param name="Primary">Cells that must not be shown, and why.</param>
public sealed record AdditiveTable(IReadOnlyList<ProtectedCell> Cells, IReadOnlyList<AdditiveEquation> Equations, IReadOnlyDictionary<int, ObservationStatus> Primary)
{
    /// <summary>By how much a count must at least be left uncertain.</summary>
    internal const double LeastCount = 3;

    /// <summary>By how much a cell must at least be left uncertain; 0 where its own size alone tells, as for time of work.</summary>
    public double LeastWidth { get; init; } = LeastCount;

    /// <summary>Cell → the amount that is added up; null where the sums are among <see cref="ProtectedCell.Figure"/>.</summary>
    public IReadOnlyDictionary<int, double>? Amounts { get; init; }

    /// <summary>The amount of a cell; null where it is not known.</summary>
    public double? Amount(int cell) => Amounts is null ? Cells[cell].Figure : Amounts.TryGetValue(cell, out var amount) ? amount : null;

    /// <summary>Cells without a figure because their source withholds it, and why: they are not shown anyway, and must not be told either.</summary>
    public IReadOnlyDictionary<int, ObservationStatus> Withheld { get; init; } = new Dictionary<int, ObservationStatus>();

    /// <summary>Figures over several periods; no sums but these have them.</summary>
    public IReadOnlyList<ProtectedWindow> Windows { get; init; } = [];

    /// <summary>What must not be told: all that is hidden, except what a source withholds only to protect another figure.</summary>
    public IEnumerable<int> ToProtect => Primary.Keys.Concat(Withheld.Where(pair => pair.Value != ObservationStatus.SuppressedSecondary).Select(pair => pair.Key));

    /// <summary>The sums, those among them that give a window which must not be told.</summary>
    public IReadOnlyList<AdditiveEquation> AllEquations()
    {
        var (windows, hidden) = (Windows.Select(window => window.Cell).ToHashSet(), ToProtect.ToHashSet());
        return [.. Equations.Where(equation => !equation.Cells.Any(windows.Contains)), .. Windows.Where(window => hidden.Contains(window.Cell)).Select(window => new AdditiveEquation(window.Cell, window.Parts))];
    }
}
