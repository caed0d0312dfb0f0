using Insight.Api.Facades.Px;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Api.Facades.Kolada;

/// <summary>
/// Values by year as Kolada has them: the breakdown sex becomes the gender, any other breakdown stands at its total. An indicator without values by
/// year, or with a breakdown that has no total, is no key figure.
/// </summary>
internal sealed class KoladaShelf(SliceCache slices, AreaLabels labels)
{
    private const string Sex = "sex";
    private static readonly (string Gender, string Member)[] Genders = [("T", "total"), ("K", "female"), ("M", "male")];

    /// <summary>The tables that are key figures.</summary>
    public async Task<List<PxTable>> KpisAsync(Publication publication)
    {
        var found = new List<PxTable>();
        foreach (var table in PxTable.Of(publication).Where(t => t.Frequency == Frequency.Annual))
        {
            if (table.Indicator.Breakdowns.Count == 0 || HasTotals(await SliceOf(table)))
            {
                found.Add(table);
            }
        }

        return found;
    }

    /// <summary>What a key figure has of some areas and years; null for all of them.</summary>
    public async Task<List<KoladaDatum>> DataAsync(PxTable table, IReadOnlySet<string>? areas, IReadOnlySet<int>? years)
    {
        var slice = await SliceOf(table);
        var genders = Combinations(slice);
        var data = new List<KoladaDatum>();
        foreach (var area in slice.Axes.AllAreas.Where(a => areas is null || areas.Contains(labels.IdOf(a.Number))))
        {
            foreach (var period in slice.Axes.AllPeriods.Where(p => years is null || years.Contains(p.Period.CalendarYear)))
            {
                KoladaValue[] values = [.. genders.Select(g => ValueOf(slice, g.Gender, slice.Series(area.Position, g.Combination).Cell(period.Index))).OfType<KoladaValue>()];
                if (values.Length > 0)
                {
                    data.Add(new KoladaDatum(table.Indicator.Id, labels.IdOf(area.Number), period.Period.CalendarYear, values));
                }
            }
        }

        return data;
    }

    /// <summary>What of the data differs from what was there before; what is gone is marked.</summary>
    public static List<KoladaDatum> Changes(List<KoladaDatum> now, List<KoladaDatum> before)
    {
        var old = before.SelectMany(d => d.Values.Select(v => (Key: (d.Municipality, d.Period, v.Gender), Value: v))).ToDictionary(v => v.Key, v => v.Value);
        var changed = new List<KoladaDatum>();
        foreach (var datum in now)
        {
            KoladaValue[] values = [.. datum.Values.Where(v => !old.Remove((datum.Municipality, datum.Period, v.Gender), out var was) || was != v)];
            if (values.Length > 0)
            {
                changed.Add(datum with { Values = values });
            }
        }

        changed.AddRange(old.GroupBy(o => (o.Key.Municipality, o.Key.Period)).Select(g => new KoladaDatum(
            before[0].Kpi, g.Key.Municipality, g.Key.Period, [.. g.Select(o => o.Value with { Value = null, Count = 0, IsDeleted = true })])));
        return changed;
    }

    /// <summary>K of a municipality, L of a region or the country; null of groups.</summary>
    public static string? TypeOf(AreaLevel level) => level switch { AreaLevel.Municipality => "K", AreaLevel.Region or AreaLevel.WellbeingCounty or AreaLevel.Country => "L", _ => null };

    private static bool HasTotals(Slice slice) => Combinations(slice).Count > 0;

    /// <summary>The combination of each gender; only the total where there is no breakdown by sex.</summary>
    private static List<(string Gender, int Combination)> Combinations(Slice slice)
    {
        var axes = slice.Axes;
        var found = new List<(string, int)>();
        foreach (var (gender, member) in axes.Breakdowns.Contains(Sex) ? Genders : Genders[..1])
        {
            string?[] members = [.. axes.Breakdowns.Select((name, b) => name == Sex ? member : DefaultMember.Among(axes.Members[b]))];
            if (members.All(m => m is not null) && axes.CombinationOf(members!) is var combination and >= 0)
            {
                found.Add((gender, combination));
            }
        }

        return found;
    }

    private static KoladaValue? ValueOf(Slice slice, string gender, int cell)
    {
        if (cell < 0)
        {
            return null;
        }

        var (value, status) = (slice.Values[cell], slice.Status(cell));
        return double.IsNaN(value)
            ? status == StatusText.Unknown ? null : new KoladaValue(gender, 0, ObservationStatus.All[status].Code, null, false)
            : new KoladaValue(gender, slice.TryMembers(cell, out _, out var present) ? present : 1, ObservationStatus.All[status].Code, value, false);
    }

    private ValueTask<Slice> SliceOf(PxTable table) => slices.GetAsync(table.File, table.Indicator.Breakdowns);
}
