namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>The staff of one municipality while it is staged. Nothing of it is kept: only counts and sums over all persons leave.</summary>
internal sealed class StaffRegister
{
    private readonly Dictionary<string, Person> persons = new(StringComparer.Ordinal);

    /// <summary>Everybody.</summary>
    public IEnumerable<Person> Persons => persons.Values;

    /// <summary>The service relation of a person; made where it is new.</summary>
    public ServiceRelation Relation(string person, string relation)
    {
        if (!persons.TryGetValue(person, out var found))
        {
            persons.Add(person, found = new Person());
        }

        return found.Relation(relation);
    }

    /// <summary>The service relation of a person, or null where there is none.</summary>
    public ServiceRelation? FindRelation(string person, string relation) => persons.GetValueOrDefault(person)?.Relations.GetValueOrDefault(relation);
}

/// <summary>One person with all service relations.</summary>
internal sealed class Person
{
    /// <summary>By number.</summary>
    public Dictionary<string, ServiceRelation> Relations { get; } = new(StringComparer.Ordinal);

    /// <summary>Days with any service relation; a day with two counts once.</summary>
    public IReadOnlyList<DaySpan> ServiceDays() => DaySpans.Union(Relations.Values.SelectMany(r => r.Days()));

    /// <summary>Days away for own illness in any service relation; a day in two counts once.</summary>
    public IReadOnlyList<DaySpan> SicknessDays() => DaySpans.Union(Relations.Values.SelectMany(r => r.SicknessDays()));

    /// <summary>The relation with a number; made where it is new.</summary>
    public ServiceRelation Relation(string number)
    {
        if (!Relations.TryGetValue(number, out var relation))
        {
            Relations.Add(number, relation = new ServiceRelation());
        }

        return relation;
    }
}

/// <summary>A service relation: its periods with their part-time share, and the rows of absence that matter.</summary>
internal sealed class ServiceRelation
{
    /// <summary>Periods with the share of full time in hundredths of a percent (80,00 % = 8000).</summary>
    public List<(DaySpan Span, int Share)> Periods { get; } = [];

    /// <summary>Rows of own illness; sign −1 takes days back.</summary>
    public List<(DaySpan Span, int Sign)> Sickness { get; } = [];

    /// <summary>Rows of unpaid absence of any class; sign −1 takes days back.</summary>
    public List<(DaySpan Span, int Sign)> Unpaid { get; } = [];

    /// <summary>Days of service.</summary>
    public IReadOnlyList<DaySpan> Days() => DaySpans.Union(Periods.Select(p => p.Span));

    /// <summary>Days of own illness within the service.</summary>
    public IReadOnlyList<DaySpan> SicknessDays() => DaySpans.Intersect(DaySpans.Net(Sickness).Days, Days());

    /// <summary>Paid days of service with the share of full time. Paid sick leave does not shorten them, unpaid absence does.</summary>
    public IEnumerable<(DaySpan Span, int Share)> PaidDays()
    {
        var unpaid = DaySpans.Net(Unpaid).Days;
        return Periods.SelectMany(p => DaySpans.Except([p.Span], unpaid).Select(span => (span, p.Share)));
    }
}
