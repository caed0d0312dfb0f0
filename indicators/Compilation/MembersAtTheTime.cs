using Insight.Warehouse.Areas;

namespace Insight.Indicators.Compilation;

/// <summary>
/// The members of aggregates at each time, told in the municipalities of today: a municipality of today was a member when all the
/// municipalities of which it is made were. Where only some of them were, these are members as they were (see <see cref="HistoricArea"/>), so that
/// none is left out silently. A network is a set of municipalities of today, whatever they were made of.
/// </summary>
internal sealed class MembersAtTheTime
{
    private static readonly HashSet<AreaLevel> Aggregated = [AreaLevel.Network, AreaLevel.Region, AreaLevel.Country];

    private readonly AreaDirectory areas;
    private readonly DateOnly current;
    private readonly DivisionCalendar calendar;
    private readonly Dictionary<(string Parent, DateOnly Day), IReadOnlySet<string>> known = [];
    private readonly Dictionary<DateOnly, ILookup<string, string>> sources = [];

    /// <summary>Members until a day, which is that of the current division.</summary>
    public MembersAtTheTime(AreaDirectory areas, DateOnly current)
    {
        this.areas = areas;
        this.current = current;
        calendar = new(areas, current);
        Parents = [.. areas.Areas.Where(area => Aggregated.Contains(area.Level)).Select(area => area.Id)];
        Spans = [.. Bounds()];
    }

    /// <summary>Areas that are added up over members: networks, regions, the country.</summary>
    public IReadOnlyList<string> Parents { get; }

    /// <summary>The times between two changes of municipalities or memberships, the first and the last open.</summary>
    public IReadOnlyList<(DateOnly? From, DateOnly? To)> Spans { get; }

    /// <summary>The members of an area on a day, as municipalities of today and, where one was a member only in part, as they were.</summary>
    public IReadOnlySet<string> Of(string parent, DateOnly day)
    {
        if (!known.TryGetValue((parent, day), out var found))
        {
            var isNetwork = areas.TryById(parent, out var area) && area.Level == AreaLevel.Network;
            var then = areas.MembersOf(parent, day).ToHashSet(StringComparer.Ordinal);
            found = then.SelectMany(member => areas.Map(member, day, current)
                .Select(target => isNetwork || SourcesOn(day)[target.Area].All(then.Contains) ? target.Area : AsItWas(member, day))).ToHashSet(StringComparer.Ordinal);
            known.Add((parent, day), found);
        }

        return found;
    }

    private string AsItWas(string municipality, DateOnly day) => HistoricArea.Id(municipality, calendar.EraOf(municipality, calendar.At(day)));

    /// <summary>The times at which aggregates had other members than today.</summary>
    public IEnumerable<(string Parent, DateOnly? From, DateOnly? To, IReadOnlySet<string> Members)> Differing() =>
        from parent in Parents
        from span in Spans
        let then = Of(parent, span.From ?? DateOnly.MinValue)
        where !then.SetEquals(Of(parent, current))
        select (parent, span.From, span.To, then);

    /// <summary>
    /// Whether everything that a municipality exchanged with others, as a whole or in part, stayed within the aggregate, whose sum is then the
    /// same in every division.
    /// </summary>
    public bool IsSettled(string parent, string child)
    {
        if (child.Contains(HistoricArea.Separator))
        {
            return false;
        }

        var parts = SourcesOn(DateOnly.MinValue)[child].ToList();
        var parties = parts.SelectMany(part => areas.Map(part, DateOnly.MinValue, current).Select(target => target.Area)).Concat(parts).Distinct();
        return parties.All(party => areas.TryById(party, out var area)
            && areas.MembersOf(parent, area.ValidTo is { } end && end <= current ? end.AddDays(-1) : current).Contains(party));
    }

    private ILookup<string, string> SourcesOn(DateOnly day)
    {
        if (!sources.TryGetValue(day, out var found))
        {
            found = areas.Areas
                .Where(area => area.Level == AreaLevel.Municipality && !(area.ValidFrom > day) && !(area.ValidTo <= day))
                .SelectMany(area => areas.Map(area.Id, day, current).Select(target => (Source: area.Id, Target: target.Area)))
                .ToLookup(row => row.Target, row => row.Source, StringComparer.Ordinal);
            sources.Add(day, found);
        }

        return found;
    }

    private IEnumerable<(DateOnly? From, DateOnly? To)> Bounds()
    {
        var days = areas.Changes.Select(change => change.Date)
            .Concat(areas.Memberships.SelectMany(m => new[] { m.ValidFrom, m.ValidTo ?? DateOnly.MinValue }))
            .Where(day => day > DateOnly.MinValue && day <= current);
        List<DateOnly?> dates = [null, .. days.Distinct().Order().Select(day => (DateOnly?)day), null];
        return dates.Zip(dates.Skip(1));
    }
}
