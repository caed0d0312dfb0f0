namespace Insight.Etl.Sources.StaffAbsence.Synthetic;

/// <summary>Writes invented absences as payroll systems do: in pieces, with corrections, and once for each service relation.</summary>
internal sealed class AbsenceRows(SyntheticMunicipality municipality, Draw draw)
{
    private Draw draw = draw;

    /// <summary>The rows of an absence: relation, first and last day, and −1 for a row that takes days back.</summary>
    public IEnumerable<(SyntheticRelation Relation, DateOnly First, DateOnly Last, int Sign)> Of(SyntheticPerson person, SyntheticAbsence absence)
    {
        foreach (var relation in person.Relations)
        {
            var first = absence.First > relation.First ? absence.First : relation.First;
            var last = absence.Last < relation.Last ? absence.Last : relation.Last;
            if (first <= last)
            {
                foreach (var (from, to, sign) in Corrected(relation, Pieces(first, last)))
                {
                    yield return (relation, from, to, sign);
                }
            }
        }
    }

    /// <summary>A row a month, or in two pieces because the leave was prolonged, or in one.</summary>
    private List<(DateOnly First, DateOnly Last)> Pieces(DateOnly first, DateOnly last)
    {
        var pieces = new List<(DateOnly, DateOnly)>();
        var days = last.DayNumber - first.DayNumber + 1;
        if (!municipality.MonthlyRows && days > 4 && draw.OneOf(150))
        {
            var prolonged = first.AddDays(draw.Between(1, days - 1));
            return [(first, prolonged.AddDays(-1)), (prolonged, last)];
        }

        while (municipality.MonthlyRows && (first.Year, first.Month) != (last.Year, last.Month))
        {
            var next = new DateOnly(first.Year, first.Month, 1).AddMonths(1);
            pieces.Add((first, next.AddDays(-1)));
            first = next;
        }

        pieces.Add((first, last));
        return pieces;
    }

    /// <summary>
    /// Sometimes the last piece was written too long, and a row takes the surplus back; the end of the service is never passed.
    /// </summary>
    private IEnumerable<(DateOnly First, DateOnly Last, int Sign)> Corrected(SyntheticRelation relation, List<(DateOnly First, DateOnly Last)> pieces)
    {
        var surplus = draw.OneOf(15) ? draw.Between(1, 3) : 0;
        foreach (var (i, (first, last)) in pieces.Index())
        {
            var tooLong = i == pieces.Count - 1 && last.AddDays(surplus) <= relation.Last ? last.AddDays(surplus) : last;
            yield return (first, tooLong, 1);
            if (tooLong > last)
            {
                yield return (last.AddDays(1), tooLong, -1);
            }
        }
    }
}
