using Insight.Warehouse.Areas;

namespace Insight.Indicators.Compilation;

/// <summary>Where a figure of one division belongs.</summary>
/// <param name="Division">Division in which the figure is delivered: a date or <c>as-was</c>.</param>
/// <param name="Source">Area for which it is delivered.</param>
/// <param name="Target">Area of the current division, or a historic one (see <see cref="HistoricArea"/>).</param>
/// <param name="Weight">Share of the figure; null: the area covers other municipalities today, so that there is no figure of it.</param>
/// <param name="Parts">Of how many sources the target is made.</param>
/// <param name="From">First day of the periods for which it holds, empty for all.</param>
/// <param name="To">First day for which it does not hold any more; <see cref="DivisionRecoding.Ever"/> for all.</param>
public sealed record RecodedArea(string Division, string Source, string Target, double? Weight, int Parts, string From, string To);

/// <summary>
/// Finds where figures of each delivered division belong: municipalities in today's division and in those divisions in which they were made
/// otherwise; other areas where they cover the same municipalities.
/// </summary>
internal sealed class DivisionRecoding(AreaDirectory areas, DateOnly current)
{
    /// <summary>A day after all days.</summary>
    public const string Ever = "9999-12-31";

    private readonly DivisionCalendar calendar = new(areas, current);
    private readonly MembersAtTheTime members = new(areas, current);

    /// <summary>The rows of a division that a producer's figures follow in all periods.</summary>
    public IEnumerable<RecodedArea> Fixed(DateOnly day) => Rows(Text(day), day, null, null, (_, _) => true);

    /// <summary>The rows of figures that follow the division of their own period.</summary>
    public IEnumerable<RecodedArea> AsWas() => members.Spans.SelectMany(span =>
        Rows("as-was", span.From ?? DateOnly.MinValue, span.From, span.To, (from, to) => !(from >= span.To) && !(to <= span.From)));

    private IEnumerable<RecodedArea> Rows(string division, DateOnly day, DateOnly? from, DateOnly? to, Func<DateOnly?, DateOnly?, bool> during)
    {
        var here = calendar.At(day);
        var today = Municipal(division, here, calendar.Current, _ => true, target => target);
        var historic = calendar.Spans.Where(span => span != calendar.Current).SelectMany(span =>
        {
            var changed = span.Changed.ToHashSet(StringComparer.Ordinal);
            return Municipal(division, here, span, changed.Contains, target => HistoricArea.Id(target, span.Label));
        });
        return [.. today.Concat(historic).Concat(Others(division, day)).Select(row => row with { From = Text(from), To = to is null ? Ever : Text(to) }), .. Twins(division, day, from, to, during)];
    }

    /// <summary>
    /// Figures go to a later division by weights. Into an earlier one they go only where nothing changed since: a merged municipality cannot
    /// be split.
    /// </summary>
    private IEnumerable<RecodedArea> Municipal(
        string division, DivisionSpan from, DivisionSpan to, Func<string, bool> wanted, Func<string, string> name)
    {
        var isForward = from.FirstDay <= to.FirstDay;
        var (early, late) = isForward ? (from, to) : (to, from);
        var rows = calendar.MunicipalitiesOf(early)
            .SelectMany(id => areas.Map(id, early.FirstDay, late.FirstDay).Select(target => (Early: id, Late: target.Area, target.Weight))).ToList();
        if (isForward)
        {
            var parts = rows.CountBy(row => row.Late).ToDictionary(StringComparer.Ordinal);
            return rows.Where(row => wanted(row.Late)).Select(row => new RecodedArea(division, row.Early, name(row.Late), row.Weight, parts[row.Late], "", Ever));
        }

        var (wholes, sources) = (rows.CountBy(row => row.Early).ToDictionary(StringComparer.Ordinal), rows.CountBy(row => row.Late).ToDictionary(StringComparer.Ordinal));
        return rows.Where(row => wanted(row.Early) && wholes[row.Early] == 1 && sources[row.Late] == 1)
            .Select(row => new RecodedArea(division, row.Late, name(row.Early), row.Weight, 1, "", Ever));
    }

    /// <summary>Regions, networks and so on: as they are where they covered the municipalities of today, else without a figure.</summary>
    private IEnumerable<RecodedArea> Others(string division, DateOnly day) => areas.Areas
        .Where(area => area.Level != AreaLevel.Municipality)
        .Select(area => new RecodedArea(
            division, area.Id, area.Id, members.Of(area.Id, day).SetEquals(members.Of(area.Id, current)) ? 1 : null, 1, "", Ever));

    /// <summary>What a producer says of a region is its figure with the members at the time, in the periods in which those were the producer's.</summary>
    private IEnumerable<RecodedArea> Twins(string division, DateOnly day, DateOnly? since, DateOnly? until, Func<DateOnly?, DateOnly?, bool> during) =>
        from twin in members.Differing()
        where during(twin.From, twin.To) && twin.Members.SetEquals(members.Of(twin.Parent, day))
        select new RecodedArea(
            division, twin.Parent, HistoricArea.Id(twin.Parent, HistoricArea.AtTheTime), 1, 1, Text(Later(since, twin.From)), Text(Earlier(until, twin.To), Ever));

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null || b > a ? b : a;

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b < a ? b : a;

    private static string Text(DateOnly? day, string otherwise = "") =>
        day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? otherwise;
}
