using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>
/// Says which cells of a period are withheld. A cell of fewer persons than the smallest is; where that leaves only one member of a breakdown withheld, the smallest other is
/// withheld too, because the total would tell the one; and where today's tasks differ from those of the time by so few persons, the figures of the time are withheld.
/// </summary>
/// <param name="smallest">Fewest persons in a cell that is shown.</param>
internal sealed class CellGuard(int smallest)
{
    /// <summary>The withheld cells of one period with their reasons.</summary>
    /// <param name="persons">Every cell of the period with its persons.</param>
    public IReadOnlyDictionary<StaffCell, ObservationStatus> Withheld(IReadOnlyDictionary<StaffCell, int> persons)
    {
        var withheld = persons.Where(c => c.Value > 0 && c.Value < smallest).ToDictionary(c => c.Key, _ => ObservationStatus.Suppressed);
        foreach (var (cell, count) in persons.Where(c => c.Key.Scope == StaffCell.AsWas))
        {
            var apart = count - persons.GetValueOrDefault(cell with { Scope = DefaultMember.LikeForLike }, count);
            if (apart > 0 && apart < smallest)
            {
                withheld.TryAdd(cell, ObservationStatus.SuppressedSecondary);
            }
        }

        foreach (var breakdown in persons.Where(c => c.Key.Dimension.Length > 0).GroupBy(c => (c.Key.Scope, c.Key.Dimension)))
        {
            if (breakdown.Count(c => withheld.ContainsKey(c.Key)) == 1 && breakdown.Where(c => !withheld.ContainsKey(c.Key) && c.Value > 0).Select(c => (c.Value, c.Key)).DefaultIfEmpty().MinBy(c => c.Value) is { Value: > 0 } next)
            {
                withheld.Add(next.Key, ObservationStatus.SuppressedSecondary);
            }
        }

        return withheld;
    }
}
