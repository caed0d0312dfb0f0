using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>
/// Counts and sums over all persons of a municipality, by month and by year. Spells are cut at the ends of months; all sums are of whole
/// numbers, so that the order of rows never changes a figure.
/// </summary>
/// <param name="rules">What counts.</param>
/// <param name="from">First month.</param>
/// <param name="to">Last month.</param>
internal sealed class StaffFacts(AbsenceRules rules, Period from, Period to)
{
    private readonly MonthFigures[] months = [.. Enumerable.Range(0, from.Until(to) + 1).Select(i => new MonthFigures(from.Plus(i)))];
    private readonly Dictionary<int, YearFigures> years = [];

    /// <summary>Figures of every month.</summary>
    public IReadOnlyList<MonthFigures> Months => months;

    /// <summary>Figures of every year that lies wholly between first and last month.</summary>
    public IEnumerable<YearFigures> Years => years.Values;

    /// <summary>Adds up a register.</summary>
    public static StaffFacts Of(StaffRegister register, AbsenceRules rules, Period from, Period to)
    {
        var facts = new StaffFacts(rules, from, to);
        for (var year = from.CalendarYear; year <= to.CalendarYear; year++)
        {
            if (Period.Month(year, 1) >= from && Period.Month(year, 12) <= to)
            {
                facts.years.Add(year, new YearFigures(year));
            }
        }

        foreach (var person in register.Persons)
        {
            facts.Add(person);
        }

        return facts;
    }

    private void Add(Person person)
    {
        var (service, sick) = (person.ServiceDays(), person.SicknessDays());
        Each(service, (month, days) => month.ServiceDays += days);
        Each(sick, (month, days) => month.SicknessDays += days);
        foreach (var (span, share) in person.Relations.Values.SelectMany(r => r.PaidDays()))
        {
            Each([span], (month, days) => month.PaidShares += (long)days * share);
        }

        foreach (var year in years.Values)
        {
            year.Add(rules, year.DaysWithin(service), year.DaysWithin(sick));
        }
    }

    /// <summary>Cuts spans at the ends of months and hands out the days in each.</summary>
    private void Each(IReadOnlyList<DaySpan> spans, Action<MonthFigures, int> add)
    {
        foreach (var span in spans)
        {
            for (var i = Math.Max(IndexOf(span.First), 0); i < months.Length && months[i].Span.First <= span.Last; i++)
            {
                add(months[i], Math.Min(span.Last, months[i].Span.Last) - Math.Max(span.First, months[i].Span.First) + 1);
            }
        }
    }

    private int IndexOf(int day) => from.Until(Period.Containing(DateOnly.FromDayNumber(day), Frequency.Monthly));
}

/// <summary>Sums of one month.</summary>
internal sealed class MonthFigures(Period month)
{
    /// <summary>The month.</summary>
    public Period Month { get; } = month;

    /// <summary>Its days.</summary>
    public DaySpan Span { get; } = DaySpan.Of(month.FirstDay, month.LastDay);

    /// <summary>Days of own illness, a person's day once.</summary>
    public long SicknessDays { get; set; }

    /// <summary>Days in service, a person's day once.</summary>
    public long ServiceDays { get; set; }

    /// <summary>Paid days of every relation × its share of full time in hundredths of a percent.</summary>
    public long PaidShares { get; set; }

    /// <summary>Person-years within the month: paid days × share of full time ÷ days of the year.</summary>
    public double PersonYears => PaidShares / 10_000.0 / (DateTime.IsLeapYear(Month.CalendarYear) ? 366 : 365);
}

/// <summary>Counts of persons of one year.</summary>
internal sealed class YearFigures(int year)
{
    private const int LongAbsenceDays = 30;

    private readonly DaySpan span = DaySpan.Of(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    /// <summary>The year.</summary>
    public Period Year { get; } = Period.Year(year);

    /// <summary>Persons who were in service long enough to count.</summary>
    public int InService { get; private set; }

    /// <summary>Those of them without a day of own illness.</summary>
    public int WithoutAbsence { get; private set; }

    /// <summary>Those of them with 30 days of own illness or more.</summary>
    public int WithThirtyDays { get; private set; }

    /// <summary>How many of some days lie in the year.</summary>
    public int DaysWithin(IReadOnlyList<DaySpan> days) => DaySpans.Count(DaySpans.Intersect(days, [span]));

    /// <summary>Counts a person.</summary>
    public void Add(AbsenceRules rules, int serviceDays, int sicknessDays)
    {
        if (rules.IsInService(serviceDays, Year.CalendarYear))
        {
            InService++;
            WithoutAbsence += sicknessDays == 0 ? 1 : 0;
            WithThirtyDays += sicknessDays >= LongAbsenceDays ? 1 : 0;
        }
    }
}
