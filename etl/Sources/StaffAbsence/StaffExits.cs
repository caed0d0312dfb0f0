using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>
/// Permanent relations that ended, by cell and year. Who is in permanent service again on the next day has not left. Who went over to another employer with the tasks has not
/// left either: those are told under a reason of their own and stand in no total.
/// </summary>
internal sealed class StaffExits
{
    private readonly Dictionary<(StaffCell Cell, int Year), int> counts = [];

    /// <summary>How many left a cell in a year; 0 where nobody did.</summary>
    public int this[StaffCell cell, int year] => counts.GetValueOrDefault((cell, year));

    /// <summary>The reasons that there were in a year in a scope.</summary>
    public IEnumerable<StaffCell> Reasons(string scope, int year) =>
        counts.Keys.Where(k => k.Year == year && k.Cell.Dimension == StaffCell.Reason && k.Cell.Scope == scope).Select(k => k.Cell).OrderBy(c => c.Member, StringComparer.Ordinal);

    /// <summary>Counts the exits of a register.</summary>
    public static StaffExits Of(StaffRegister register, StaffProfile profile)
    {
        var exits = new StaffExits();
        foreach (var person in register.Persons)
        {
            var permanent = person.Periods.Where(p => p.Contract == StaffWords.Permanent).ToList();
            foreach (var span in DaySpans.Union(permanent.Select(p => p.Span)).Where(s => s.Last < DateOnly.MaxValue.DayNumber))
            {
                exits.Add(profile, person, permanent.First(p => p.Span.Last == span.Last));
            }
        }

        return exits;
    }

    private void Add(StaffProfile profile, Person person, ServicePeriod last)
    {
        var year = DateOnly.FromDayNumber(last.Span.Last).Year;
        var reason = last.EndReason ?? StaffWords.NotStated;
        foreach (var scope in new[] { DefaultMember.LikeForLike, StaffCell.AsWas }.Where(scope => StaffFacts.IsIn(scope, last.Sector, profile)))
        {
            Count(new(scope, StaffCell.Reason, reason), year);
            if (reason != StaffWords.Transfer)
            {
                Count(StaffCell.All(scope), year);
                Count(last.Sector is { } sector ? new(scope, StaffCell.Sector, sector) : null, year);
                Count(person.BirthYear is { } birth ? new(scope, StaffCell.AgeGroup, StaffCell.AgeGroupOf(year - birth)) : null, year);
            }
        }
    }

    private void Count(StaffCell? cell, int year)
    {
        if (cell is { } counted)
        {
            counts[(counted, year)] = counts.GetValueOrDefault((counted, year)) + 1;
        }
    }
}
