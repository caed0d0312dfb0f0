using Insight.Api.Publications;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Deliveries;

/// <summary>Which municipalities a source lacks on a day, and since when: those that had figures, and those that are to deliver and never did.</summary>
/// <param name="publication">The publication that was looked through.</param>
/// <param name="source">Id of the source.</param>
/// <param name="frequency">Frequency of its figures.</param>
/// <param name="day">The day.</param>
internal sealed class MissingMunicipalities(Publication publication, string source, Frequency frequency, DateOnly day)
{
    private readonly IReadOnlyList<ExpectedDelivery> expected = Expected(publication, source, frequency);

    /// <summary>The municipalities that are to deliver figures of a frequency to a source.</summary>
    public static IReadOnlyList<ExpectedDelivery> Expected(Publication publication, string source, Frequency frequency) =>
        [.. (publication.Source(source)?.Expected ?? []).Where(delivery => delivery.Frequency == frequency)];

    /// <summary>Those that are missing, by area id.</summary>
    /// <param name="delivered">The last period of each municipality that has figures.</param>
    /// <param name="due">When the series goes on; null where there is none yet.</param>
    public IReadOnlyList<MissingMunicipalityAnswer> Find(IReadOnlyDictionary<string, Period> delivered, Due? due)
    {
        var never = expected.Where(delivery => !delivered.ContainsKey(delivery.Area)).Select(delivery => Of(delivery.Area, null, "missing", delivery.Since));
        var behind = due is null ? [] : delivered.Where(area => area.Value < due.Last).Select(area => Behind(area.Key, area.Value, due));
        return [.. never.Concat(behind).OrderBy(missing => missing.Area, StringComparer.Ordinal)];
    }

    private MissingMunicipalityAnswer Behind(string area, Period last, Due due)
    {
        var since = due.DayOf(last.Plus(due.Every));
        return Of(area, last, since < day && !due.HasEnded ? "late" : "due", since);
    }

    private MissingMunicipalityAnswer Of(string area, Period? last, string state, DateOnly since) => new(
        area, publication.Areas.TryById(area, out var found) ? found.Names : new Dictionary<string, string>(), last?.ToString(), state, DeliveryCalendar.Text(since),
        state == "due" ? 0 : Math.Max(0, day.DayNumber - since.DayNumber), expected.Any(delivery => delivery.Area == area));
}
