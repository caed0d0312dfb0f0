namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>The staff of one municipality while it is staged. Nothing of it is kept: only counts and sums over persons leave.</summary>
internal sealed class StaffRegister
{
    private readonly Dictionary<string, Person> persons = new(StringComparer.Ordinal);

    /// <summary>Everybody.</summary>
    public IEnumerable<Person> Persons => persons.Values;

    /// <summary>Which columns the file of service relations has.</summary>
    public KnownOfStaff Known { get; set; } = new(false, false, false, false, false);

    /// <summary>The person with a number; made where it is new.</summary>
    public Person Person(string number)
    {
        if (!persons.TryGetValue(number, out var found))
        {
            persons.Add(number, found = new Person());
        }

        return found;
    }

    /// <summary>The person with a number, or null.</summary>
    public Person? FindPerson(string number) => persons.GetValueOrDefault(number);

    /// <summary>The service relation of a person, or null where there is none.</summary>
    public ServiceRelation? FindRelation(string person, string relation) => FindPerson(person)?.Relations.GetValueOrDefault(relation);
}

/// <summary>What the exports of a municipality tell; figures that need more are not collected.</summary>
/// <param name="Sector">The sector of each row.</param>
/// <param name="Sex">The sex of persons.</param>
/// <param name="Age">Month of birth or age.</param>
/// <param name="Contract">Whether a relation is permanent.</param>
/// <param name="EndReason">Why relations ended.</param>
internal sealed record KnownOfStaff(bool Sector, bool Sex, bool Age, bool Contract, bool EndReason);

/// <summary>One person with all service relations.</summary>
internal sealed class Person
{
    /// <summary>By number.</summary>
    public Dictionary<string, ServiceRelation> Relations { get; } = new(StringComparer.Ordinal);

    /// <summary>Member of the breakdown sex, or null where it is not known.</summary>
    public string? Sex { get; set; }

    /// <summary>Year of birth, or null where it is not known.</summary>
    public int? BirthYear { get; set; }

    /// <summary>Day numbers of development discussions.</summary>
    public List<int> Discussions { get; } = [];

    /// <summary>Every period of every relation.</summary>
    public IEnumerable<ServicePeriod> Periods => Relations.Values.SelectMany(r => r.Periods);

    /// <summary>The relation with a number; made where it is new.</summary>
    public ServiceRelation Relation(string number)
    {
        if (!Relations.TryGetValue(number, out var relation))
        {
            Relations.Add(number, relation = new ServiceRelation());
        }

        return relation;
    }

    /// <summary>The days of service, absence and pay in some of the periods.</summary>
    public StaffDays DaysIn(Func<ServicePeriod, bool> included)
    {
        var relations = Relations.Values.Select(r => (Relation: r, Periods: r.Periods.Where(included).ToList())).Where(r => r.Periods.Count > 0).ToList();
        return new(
            DaySpans.Union(relations.SelectMany(r => r.Periods.Select(p => p.Span))),
            DaySpans.Union(relations.SelectMany(r => r.Relation.SicknessDays(r.Periods))),
            [.. relations.SelectMany(r => r.Relation.PaidDays(r.Periods))],
            DaySpans.Union(relations.SelectMany(r => r.Periods).Where(p => p.Contract == StaffWords.Permanent).Select(p => p.Span)));
    }
}

/// <summary>A period of a service relation: one row of the file.</summary>
/// <param name="Span">First and last day.</param>
/// <param name="Share">Share of full time in hundredths of a percent (80,00 % = 8000).</param>
/// <param name="Sector">Member of the breakdown sector, or null.</param>
/// <param name="Contract">Member of the breakdown contract, or null.</param>
/// <param name="EndReason">Why it ended, or null.</param>
internal sealed record ServicePeriod(DaySpan Span, int Share, string? Sector = null, string? Contract = null, string? EndReason = null);

/// <summary>Days of a person in some periods of service; a day in two relations counts once, except in the paid ones.</summary>
/// <param name="Service">In service.</param>
/// <param name="Sickness">Away for own illness.</param>
/// <param name="Paid">Paid service of each relation with its share of full time.</param>
/// <param name="Permanent">In permanent service.</param>
internal sealed record StaffDays(
    IReadOnlyList<DaySpan> Service, IReadOnlyList<DaySpan> Sickness, IReadOnlyList<(DaySpan Span, int Share)> Paid, IReadOnlyList<DaySpan> Permanent);

/// <summary>A service relation: its periods, and the rows of absence that matter.</summary>
internal sealed class ServiceRelation
{
    /// <summary>Its periods, in the order of the file.</summary>
    public List<ServicePeriod> Periods { get; } = [];

    /// <summary>Rows of own illness; sign −1 takes days back.</summary>
    public List<(DaySpan Span, int Sign)> Sickness { get; } = [];

    /// <summary>Rows of unpaid absence of any class; sign −1 takes days back.</summary>
    public List<(DaySpan Span, int Sign)> Unpaid { get; } = [];

    /// <summary>Days of own illness within some of the periods.</summary>
    public IReadOnlyList<DaySpan> SicknessDays(IReadOnlyList<ServicePeriod> within) => Sickness.Count == 0
        ? []
        : DaySpans.Intersect(DaySpans.Net(Sickness).Days, DaySpans.Union(within.Select(p => p.Span)));

    /// <summary>Paid days of some of the periods with the share of full time. Paid sick leave does not shorten them, unpaid absence does.</summary>
    public IEnumerable<(DaySpan Span, int Share)> PaidDays(IReadOnlyList<ServicePeriod> within)
    {
        var unpaid = Unpaid.Count == 0 ? [] : DaySpans.Net(Unpaid).Days;
        return within.SelectMany(p => DaySpans.Except([p.Span], unpaid).Select(span => (span, p.Share)));
    }
}
