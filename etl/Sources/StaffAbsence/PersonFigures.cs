using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>What one person has in each month and year, within some periods of service. Spells are cut at the ends of months.</summary>
/// <param name="rules">What counts.</param>
/// <param name="from">First month.</param>
/// <param name="to">Last month.</param>
internal sealed class PersonFigures(AbsenceRules rules, Period from, Period to)
{
    private const int LongAbsenceDays = 30;
    private const int ShortSpellDays = 3;

    private readonly DaySpan[] months = [.. Enumerable.Range(0, from.Until(to) + 1).Select(i => DaySpan.Of(from.Plus(i).FirstDay, from.Plus(i).LastDay))];

    /// <summary>The months from the first to the last with any service, by their index; days outside are left out.</summary>
    public IEnumerable<(int Month, MonthFigures Figures)> ByMonth(StaffDays days)
    {
        var figures = new MonthFigures[months.Length];
        Each(days.Service, (ref MonthFigures month, int count, bool _, int _) => month.ServiceDays += count, figures);
        Each(days.Sickness, AddSickness, figures);
        foreach (var (span, share) in days.Paid)
        {
            Each([span], (ref MonthFigures month, int count, bool _, int _) => month.PaidShares += (long)count * share, figures);
        }

        return figures.Index().Where(f => f.Item.ServiceDays > 0);
    }

    /// <summary>A person's counts in a year.</summary>
    public YearFigures InYear(StaffDays days, int year, int? age, IReadOnlyList<int> discussions)
    {
        var span = DaySpan.Of(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var (service, sick, permanent) = (Within(days.Service, span), Within(days.Sickness, span), Within(days.Permanent, span));
        var inService = rules.IsInService(service, year);
        var expected = permanent >= rules.DiscussionServiceDays;
        var atEnd = Has(days.Permanent, span.Last);
        return new YearFigures
        {
            Persons = service > 0 ? 1 : 0,
            InService = One(inService),
            WithoutAbsence = One(inService && sick == 0),
            WithThirtyDays = One(inService && sick >= LongAbsenceDays),
            PermanentAtStart = One(Has(days.Permanent, span.First)),
            PermanentAtEnd = One(atEnd),
            Permanent55Plus = One(atEnd && age >= 55),
            DiscussionExpected = One(expected),
            DiscussionHeld = One(expected && discussions.Any(day => span.First <= day && day <= span.Last)),
        };

        static int One(bool counts) => counts ? 1 : 0;
    }

    private static void AddSickness(ref MonthFigures month, int days, bool begins, int length)
    {
        month.SicknessDays += days;
        month.ShortSpells += begins && length <= ShortSpellDays ? 1 : 0;
    }

    /// <summary>Hands out the days of spans in each month, whether the span begins there, and how long it is in all.</summary>
    private void Each(IReadOnlyList<DaySpan> spans, MonthAction add, MonthFigures[] figures)
    {
        foreach (var span in spans)
        {
            for (var i = Math.Max(IndexOf(span.First), 0); i < months.Length && months[i].First <= span.Last; i++)
            {
                var days = Math.Min(span.Last, months[i].Last) - Math.Max(span.First, months[i].First) + 1;
                add(ref figures[i], days, span.First >= months[i].First, span.Days);
            }
        }
    }

    private int IndexOf(int day) => from.Until(Period.Containing(DateOnly.FromDayNumber(day), Frequency.Monthly));

    private static int Within(IReadOnlyList<DaySpan> days, DaySpan span) =>
        days.Sum(d => Math.Max(0, Math.Min(d.Last, span.Last) - Math.Max(d.First, span.First) + 1));

    private static bool Has(IReadOnlyList<DaySpan> days, int day) => days.Any(d => d.First <= day && day <= d.Last);

    private delegate void MonthAction(ref MonthFigures month, int days, bool begins, int length);
}
