using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>Counts and sums over the persons of a municipality, by cell and month or year.</summary>
internal sealed class StaffFacts
{
    private static readonly string[] Scopes = [DefaultMember.LikeForLike, StaffCell.AsWas];

    private readonly StaffProfile profile;
    private readonly Period from;
    private readonly int monthCount;
    private readonly PersonFigures figures;
    private readonly Dictionary<StaffCell, MonthFigures[]> months = [];
    private readonly Dictionary<(StaffCell Cell, int Year), YearFigures> years = [];

    private StaffFacts(StaffProfile profile, AbsenceRules rules, Period from, Period to)
    {
        (this.profile, this.from, monthCount) = (profile, from, from.Until(to) + 1);
        figures = new PersonFigures(rules, from, to);
        Years = [.. Enumerable.Range(from.CalendarYear, to.CalendarYear - from.CalendarYear + 1).Where(y => Period.Month(y, 1) >= from && Period.Month(y, 12) <= to)];
        foreach (var scope in Scopes)
        {
            months.Add(StaffCell.All(scope), new MonthFigures[monthCount]);
            Years.ToList().ForEach(year => years.Add((StaffCell.All(scope), year), default));
        }
    }

    /// <summary>The years that lie wholly between first and last month.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>Every cell with its months, in which it has anybody or is all staff.</summary>
    public IEnumerable<(StaffCell Cell, Period Month, MonthFigures Figures)> ByMonth => months.SelectMany(
        cell => cell.Value.Index().Where(m => m.Item.Persons > 0 || cell.Key.Dimension.Length == 0).Select(m => (cell.Key, from.Plus(m.Index), m.Item)));

    /// <summary>Every cell with its years.</summary>
    public IEnumerable<(StaffCell Cell, int Year, YearFigures Figures)> ByYear => years.Select(y => (y.Key.Cell, y.Key.Year, y.Value));

    /// <summary>Adds up a register.</summary>
    public static StaffFacts Of(StaffRegister register, StaffProfile profile, AbsenceRules rules, Period from, Period to)
    {
        var facts = new StaffFacts(profile, rules, from, to);
        foreach (var person in register.Persons)
        {
            facts.Add(person);
        }

        return facts;
    }

    /// <summary>Whether a sector belongs to a scope.</summary>
    public static bool IsIn(string scope, string? sector, StaffProfile profile) => scope == StaffCell.AsWas || sector is null || !profile.Moved.Contains(sector);

    private void Add(Person person)
    {
        var all = person.Periods.ToList();
        var kept = all.Where(p => IsIn(DefaultMember.LikeForLike, p.Sector, profile)).ToList();
        if (kept.Count == all.Count)
        {
            Add(person, all, Scopes);
            return;
        }

        Add(person, all, [StaffCell.AsWas]);
        if (kept.Count > 0)
        {
            Add(person, kept, [DefaultMember.LikeForLike]);
        }
    }

    private void Add(Person person, List<ServicePeriod> periods, IReadOnlyList<string> scopes)
    {
        var whole = new PersonPart(person, person.DaysIn(periods.Contains), figures, Years);
        var sectors = Parts(whole, periods, p => p.Sector);
        var contracts = Parts(whole, periods, p => p.Contract);
        foreach (var scope in scopes)
        {
            Add(whole, _ => StaffCell.All(scope));
            if (person.Sex is { } sex)
            {
                Add(whole, _ => new(scope, StaffCell.Sex, sex));
            }

            if (person.BirthYear is { } birth)
            {
                Add(whole, year => new(scope, StaffCell.AgeGroup, StaffCell.AgeGroupOf(year - birth)));
            }

            sectors.ForEach(part => Add(part.Part, _ => new(scope, StaffCell.Sector, part.Member)));
            contracts.ForEach(part => Add(part.Part, _ => new(scope, StaffCell.Contract, part.Member)));
        }
    }

    /// <summary>A person's figures in each sector or contract; most have one, whose figures are those of the whole.</summary>
    private List<(string Member, PersonPart Part)> Parts(PersonPart whole, List<ServicePeriod> periods, Func<ServicePeriod, string?> member) =>
    [
        .. periods.GroupBy(member).Where(part => part.Key is not null).Select(part => (
            part.Key!, part.Count() == periods.Count ? whole : new PersonPart(whole.Person, whole.Person.DaysIn(part.Contains), figures, Years))),
    ];

    private void Add(PersonPart part, Func<int, StaffCell> cellOfYear)
    {
        foreach (var (month, own) in part.Months)
        {
            MonthsOf(cellOfYear(from.Plus(month).CalendarYear))[month].Add(own);
        }

        foreach (var (year, own) in part.Years)
        {
            var key = (cellOfYear(year), year);
            var sum = years.GetValueOrDefault(key);
            sum.Add(own);
            years[key] = sum;
        }
    }

    private MonthFigures[] MonthsOf(StaffCell cell)
    {
        if (!months.TryGetValue(cell, out var found))
        {
            months.Add(cell, found = new MonthFigures[monthCount]);
        }

        return found;
    }

    /// <summary>A person's months and years within some periods, taken once for all cells that have them.</summary>
    private sealed class PersonPart(Person person, StaffDays days, PersonFigures figures, IReadOnlyList<int> years)
    {
        public Person Person => person;

        public IReadOnlyList<(int Month, MonthFigures Figures)> Months { get; } = [.. figures.ByMonth(days)];

        public IReadOnlyList<(int Year, YearFigures Figures)> Years { get; } =
        [
            .. years.Select(year => (year, figures.InYear(days, year, year - person.BirthYear, person.Discussions))).Where(y => y.Item2.Persons > 0),
        ];
    }
}
