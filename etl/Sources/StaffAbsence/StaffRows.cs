using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>Stages the figures of a municipality, small cells withheld.</summary>
/// <param name="profile">The municipality.</param>
/// <param name="rules">What counts.</param>
/// <param name="file">The payload that the rows are said to come from.</param>
/// <param name="staging">Takes the rows.</param>
internal sealed class StaffRows(StaffProfile profile, AbsenceRules rules, LandedFile file, StagingArea staging)
{
    private readonly CellGuard guard = new(rules.SmallestCell);

    /// <summary>Rows by month.</summary>
    public void AddMonths(StaffFacts facts)
    {
        var table = staging.Table("staff-monthly");
        foreach (var month in facts.ByMonth.GroupBy(row => row.Month))
        {
            var withheld = guard.Withheld(month.ToDictionary(row => row.Cell, row => row.Figures.Persons));
            foreach (var (cell, _, figures) in month)
            {
                Add(table, cell, month.Key, withheld, Figures(figures, month.Key));
            }
        }
    }

    /// <summary>Rows by year: of persons, and of who left.</summary>
    public void AddYears(StaffFacts facts, StaffRegister register, bool hasDiscussions)
    {
        var (annual, left) = (staging.Table("staff-annual"), staging.Table("staff-exits"));
        var exits = register.Known is { Contract: true, EndReason: true } ? StaffExits.Of(register, profile) : null;
        foreach (var year in facts.ByYear.Where(row => row.Cell.Dimension != StaffCell.Contract).GroupBy(row => row.Year))
        {
            var withheld = guard.Withheld(year.ToDictionary(row => row.Cell, row => row.Figures.Persons));
            foreach (var (cell, _, figures) in year)
            {
                Add(annual, cell, Period.Year(year.Key), withheld, Figures(figures, register.Known, hasDiscussions));
                if (cell.Dimension != StaffCell.Sex)
                {
                    Add(left, cell, Period.Year(year.Key), withheld, [exits is null ? NotCollected : Measured.Of(exits[cell, year.Key])]);
                }
            }

            AddReasons(left, exits, year.Key, withheld);
        }
    }

    private static Measured NotCollected => Measured.Missing(ObservationStatus.NotCollected);

    private void AddReasons(StagedTable table, StaffExits? exits, int year, IReadOnlyDictionary<StaffCell, ObservationStatus> withheld)
    {
        foreach (var reason in new[] { DefaultMember.LikeForLike, StaffCell.AsWas }.SelectMany(scope => exits?.Reasons(scope, year) ?? []))
        {
            var staff = StaffCell.All(reason.Scope);
            var figure = withheld.TryGetValue(staff, out var status) ? Measured.Missing(status) : Measured.Of(exits![reason, year]);
            table.Add(file, 1, profile.Area, Period.Year(year), reason.Members(table.DataSet.Breakdowns), [figure]);
        }
    }

    private void Add(StagedTable table, StaffCell cell, Period period, IReadOnlyDictionary<StaffCell, ObservationStatus> withheld, Measured[] figures)
    {
        if (withheld.TryGetValue(cell, out var reason))
        {
            Array.Fill(figures, Measured.Missing(reason));
        }

        table.Add(file, 1, profile.Area, period, cell.Members(table.DataSet.Breakdowns), figures);
    }

    /// <summary>A month's measures, in the order of source.yml. Person-years are paid days × share of full time ÷ days of the year.</summary>
    private static Measured[] Figures(MonthFigures month, Period period)
    {
        var paidDays = month.PaidShares / 10_000.0;
        return
        [
            Measured.Of(month.SicknessDays), Measured.Of(month.ServiceDays), Measured.Of(paidDays / (DateTime.IsLeapYear(period.CalendarYear) ? 366 : 365)), Measured.Of(paidDays),
            Measured.Of(month.ShortSpells), Measured.Of(month.Persons), Measured.Of(month.PersonsAbsent), Measured.Of(month.LargestDays),
        ];
    }

    private static Measured[] Figures(YearFigures year, KnownOfStaff known, bool hasDiscussions)
    {
        return
        [
            Measured.Of(year.Persons), Measured.Of(year.InService), Measured.Of(year.WithoutAbsence), Measured.Of(year.WithThirtyDays),
            If(known.Contract, year.PermanentHeadcount), If(known.Contract, year.PermanentAtEnd), If(known is { Contract: true, Age: true }, year.Permanent55Plus),
            If(known.Contract && hasDiscussions, year.DiscussionExpected), If(known.Contract && hasDiscussions, year.DiscussionHeld),
        ];

        static Measured If(bool isKnown, double figure) => isKnown ? Measured.Of(figure) : NotCollected;
    }
}
