using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Deliveries;

/// <summary>
/// Which municipalities a source lacks on a day, and since when: <c>missing</c> is who is to deliver and never did, <c>late</c> who had figures and lacks those
/// whose day has come, <c>due</c> who lacks figures that others have already though their day has not come.
/// </summary>
/// <param name="seen">The source, and the day.</param>
/// <param name="frequency">Frequency of its figures.</param>
internal sealed class MissingMunicipalities(Seen seen, Frequency frequency)
{
    /// <summary>The municipalities that are to deliver figures of the frequency.</summary>
    public IReadOnlyList<ExpectedDelivery> Expected { get; } = [.. seen.Source.Expected.Where(delivery => delivery.Frequency == frequency)];

    /// <summary>Those that are missing, by area id.</summary>
    /// <param name="delivered">The last period of each municipality that has figures.</param>
    /// <param name="due">When the series goes on; null where there is none yet.</param>
    public IReadOnlyList<MissingMunicipality> Find(IReadOnlyDictionary<string, Period> delivered, Due? due)
    {
        var never = Expected.Where(delivery => !delivered.ContainsKey(delivery.Area)).Select(delivery => Of(delivery.Area, null, "missing", delivery.Since));
        var behind = due is null ? [] : delivered.Where(area => area.Value < due.Last).Select(area => Behind(area.Key, area.Value, due));
        return [.. never.Concat(behind).OrderBy(missing => missing.Area, StringComparer.Ordinal)];
    }

    private MissingMunicipality Behind(string area, Period last, Due due)
    {
        var since = due.DayOf(last.Plus(due.Every));
        return Of(area, last, since < seen.Day && !due.HasEnded ? "late" : "due", since);
    }

    private MissingMunicipality Of(string area, Period? last, string state, DateOnly since) => new(
        area, seen.Areas.TryById(area, out var found) ? found.Names : new Dictionary<string, string>(), last, state, since,
        state == "due" ? 0 : Math.Max(0, seen.Day.DayNumber - since.DayNumber), Expected.Any(delivery => delivery.Area == area));
}
