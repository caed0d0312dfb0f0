using System.Globalization;

namespace Insight.Warehouse.Areas;

/// <summary>
/// The municipal divisions that there were: the times between two changes. Two days between which no municipality changed have the same
/// division. Of each it is known which municipalities are made otherwise than today; the values of all others are those of today's division.
/// </summary>
public sealed class DivisionCalendar
{
    private readonly AreaDirectory areas;
    private readonly DateOnly current;

    /// <summary>The divisions until the one of a day, which is the current one.</summary>
    public DivisionCalendar(AreaDirectory areas, DateOnly current)
    {
        this.areas = areas;
        this.current = current;
        var dates = areas.Changes.Where(c => c.Date <= current && !c.IsNegligible(areas.LeastTransfer)).Select(c => c.Date).Distinct().Order().ToList();
        List<DateOnly?> bounds = [null, .. dates.Select(day => (DateOnly?)day), null];
        Spans = [.. bounds.Zip(bounds.Skip(1)).Select(pair => Span(pair.First, pair.Second))];
    }

    /// <summary>The divisions, oldest first; the last is the current one.</summary>
    public IReadOnlyList<DivisionSpan> Spans { get; }

    /// <summary>The current division.</summary>
    public DivisionSpan Current => Spans[^1];

    /// <summary>The day of the current division.</summary>
    public DateOnly Today => current;

    /// <summary>The division of a day.</summary>
    public DivisionSpan At(DateOnly day) => Spans.Last(span => !(span.From > day));

    /// <summary>Whether a division has an area.</summary>
    public bool Has(DivisionSpan span, string area) => areas.TryById(area, out var known) && Exists(known, span == Current ? current : span.FirstDay);

    /// <summary>
    /// Which municipalities belonged to which aggregates, and when. A network is a set of municipalities of today; those that have become part of one
    /// belonged to it while they existed.
    /// </summary>
    public IEnumerable<Membership> Memberships => areas.Memberships
        .Where(m => areas.TryById(m.Child, out var child) && child.Level == AreaLevel.Municipality)
        .Concat(
            from own in areas.Memberships
            where areas.TryById(own.Parent, out var network) && network.Level == AreaLevel.Network
            from former in areas.Areas
            where former.Level == AreaLevel.Municipality && former.ValidTo <= current
                && areas.Map(former.Id, former.ValidTo.Value.AddDays(-1), current) is [var whole] && whole.Area == own.Child
            let since = former.ValidFrom > own.ValidFrom ? former.ValidFrom.Value : own.ValidFrom
            let until = own.ValidTo < former.ValidTo ? own.ValidTo : former.ValidTo
            where since < until
            select new Membership(former.Id, own.Parent, since, until));

    /// <summary>The municipalities of a division, changed or not.</summary>
    public IEnumerable<string> MunicipalitiesOf(DivisionSpan span) =>
        areas.Areas.Where(area => area.Level == AreaLevel.Municipality && Exists(area, span.FirstDay)).Select(area => area.Id);

    /// <summary>The parts of which a municipality of one division was made in an earlier one: ids of areas.</summary>
    public IReadOnlyList<string> PartsOf(string area, DivisionSpan span, DateOnly earlier) =>
        [.. areas.Areas.Where(a => a.Level == AreaLevel.Municipality && Exists(a, earlier) && areas.Map(a.Id, earlier, span.FirstDay).Any(to => to.Area == area)).Select(a => a.Id)];

    /// <summary>The label of the first of the successive divisions in which a municipality was made in the same way as in this one.</summary>
    public string EraOf(string area, DivisionSpan span)
    {
        var here = Spans.Index().First(item => item.Item == span).Index;
        while (here > 0 && !HasChange(area, Spans[here].From))
        {
            here--;
        }

        return Spans[here].Label;
    }

    private bool HasChange(string area, DateOnly? day) =>
        areas.Changes.Any(c => c.Date == day && (c.From == area || c.To == area) && !c.IsNegligible(areas.LeastTransfer));

    private DivisionSpan Span(DateOnly? from, DateOnly? to)
    {
        var label = (from ?? to?.AddDays(-1))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "always";
        var span = new DivisionSpan(from, to, label, [], []);
        var existing = MunicipalitiesOf(span).ToList();
        var targets = existing.ToDictionary(id => id, id => areas.Map(id, span.FirstDay, current), StringComparer.Ordinal);
        var sources = targets.SelectMany(pair => pair.Value.Select(target => (target.Area, Source: pair.Key))).ToLookup(row => row.Area, row => row.Source, StringComparer.Ordinal);
        var today = areas.Areas.Where(area => area.Level == AreaLevel.Municipality && Exists(area, current)).Select(area => area.Id);
        return span with
        {
            Changed = [.. existing.Where(id => targets[id] is not [{ Weight: 1 } only] || only.Area != id || sources[id].Count() > 1)],
            Absent = [.. today.Except(existing)],
        };
    }

    private static bool Exists(Area area, DateOnly day) => !(area.ValidFrom > day) && !(area.ValidTo <= day);
}

/// <summary>A time without a change of municipalities.</summary>
/// <param name="From">Its first day; null: before the first known change.</param>
/// <param name="To">The first day after it; null: it lasts.</param>
/// <param name="Label">The day by which it is called: the first, or of the first division the last.</param>
/// <param name="Changed">Municipalities of it that today are none, or are made of others.</param>
/// <param name="Absent">Municipalities of today that it did not have.</param>
public sealed record DivisionSpan(DateOnly? From, DateOnly? To, string Label, IReadOnlyList<string> Changed, IReadOnlyList<string> Absent)
{
    /// <summary>Any day that lies before all changes after it: its first one.</summary>
    public DateOnly FirstDay => From ?? DateOnly.MinValue;
}
