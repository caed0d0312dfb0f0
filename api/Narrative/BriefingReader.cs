using Insight.Api.Comparison;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Change;
using Insight.Indicators.Narrative;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Narrative;

/// <summary>
/// Makes a briefing: opens every indicator, assesses all changes of the area together, chooses what passed, and collects what is missing,
/// late or awaiting data. "Late" is judged by the day of the publication, so that a publication always gives the same page.
/// </summary>
public sealed class BriefingReader(NarrativeReader reader)
{
    /// <summary>The briefing of an area.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="area">The area.</param>
    /// <param name="period">Figures of this period only; null takes each indicator's newest.</param>
    /// <param name="division">Label of the municipal division of the figures.</param>
    public async Task<Briefing> ReadAsync(Publication publication, Area area, Period? period, string division = PublishedSlice.Current)
    {
        var opened = new List<Opened>();
        var gaps = new List<BriefingGap>();
        var auxiliary = PublishedTraits.SpreadsOf(publication.Manifest.Indicators);
        foreach (var indicator in publication.Manifest.Indicators.Where(one => !auxiliary.Contains(one.Id)))
        {
            if (await OpenAsync(publication, indicator, (area, period, division)) is { } found)
            {
                opened.Add(found);
            }

            if (await GapAsync(publication, indicator, opened.Find(one => one.Scope.Indicator == indicator), (area, period, division)) is { } gap)
            {
                gaps.Add(gap);
            }
        }

        var day = DayOf(publication);
        var candidates = await CandidatesAsync([.. opened.Where(one => period is not null || !BriefingSelection.IsOld(one.Question.Period, day))], area);
        var selection = BriefingSelection.Of([.. candidates.Keys]);
        var items = new List<BriefingItem>();
        foreach (var item in selection.Items)
        {
            items.Add(item with { Facts = await reader.WithOthersAsync(item.Facts, candidates[item.Facts], []) });
        }

        return new(publication, area, period, selection with { Items = items }, gaps) { Division = division };
    }

    /// <summary>The facts of all opened indicators, their changes assessed together.</summary>
    private async Task<Dictionary<NarrativeFacts, SeriesScope>> CandidatesAsync(List<Opened> opened, Area area)
    {
        var verdicts = ChangeAssessment.Assess(opened.ConvertAll(one => one.Question));
        var candidates = new Dictionary<NarrativeFacts, SeriesScope>(ReferenceEqualityComparer.Instance);
        foreach (var (one, verdict) in opened.Zip(verdicts))
        {
            candidates.Add(await reader.FactsAsync(one.Scope, area, verdict), one.Scope);
        }

        return candidates;
    }

    /// <summary>
    /// The indicator in the frequency of the period. Without one: its first frequency in which the area's newest change can be assessed, else
    /// the first in which it has a value. Null where the area has none.
    /// </summary>
    private async Task<Opened?> OpenAsync(Publication publication, PublishedIndicator indicator, (Area Area, Period? Period, string Division) asked)
    {
        var (area, period, division) = asked;
        var candidates = new List<Opened>();
        foreach (var frequency in Publication.FrequenciesOf(indicator).Where(one => period is null || one == period.Value.Frequency))
        {
            if (await reader.OpenAsync(publication, indicator, frequency, division) is { } scope
                && (period ?? scope.LastOf(area.Id)) is { } told && scope.PointOf(area.Id, told).Value is not null)
            {
                candidates.Add(new Opened(scope, await reader.QuestionAsync(scope, area.Id, told), scope));
            }
        }

        var chosen = candidates.Find(one => ChangeAssessment.Assess(one.Question).Verdict != Verdict.NotAssessable) ?? candidates.FirstOrDefault();
        return chosen is null ? null : chosen with { Newest = candidates.MaxBy(one => one.Question.Period.LastDay)!.Scope };
    }

    private async Task<BriefingGap?> GapAsync(Publication publication, PublishedIndicator indicator, Opened? opened, (Area Area, Period? Period, string Division) asked)
    {
        var (area, period, _) = asked;
        var narrated = NarrativeReader.NarratedOf(publication, indicator);
        if (indicator.Slices.Count == 0)
        {
            return new(narrated, GapKind.AwaitingData, null);
        }

        if (opened is null)
        {
            return await AbsentAsync(publication, indicator, asked);
        }

        var (series, last) = (opened.Newest, opened.Newest.Periods[^1]);
        var newest = series.LastOf(area.Id);
        if (period is not null)
        {
            return null;
        }

        if (newest < last && series.PointOf(area.Id, last) is { Value: null } point)
        {
            return new(narrated, GapKind.NoValue, newest, Missing: last, Status: point.Status);
        }

        var valued = series.SeriesOf(area.Id).Where(one => one.Value is not null).Select(one => one.Period).ToList();
        var due = BriefingGap.DueAfter(valued, NarrativeReader.LagOf(indicator));
        return due < DayOf(publication) ? new(narrated, GapKind.Late, newest, Due: due) : null;
    }

    /// <summary>The area has no figure at all, or none in the asked period: why, where the publication says it.</summary>
    private async Task<BriefingGap?> AbsentAsync(Publication publication, PublishedIndicator indicator, (Area Area, Period? Period, string Division) asked)
    {
        var (area, period, division) = asked;
        foreach (var frequency in Publication.FrequenciesOf(indicator).Where(one => period is null || one == period.Value.Frequency))
        {
            if (await reader.OpenAsync(publication, indicator, frequency, division) is { Periods.Count: > 0 } scope)
            {
                var missing = period ?? scope.Periods[^1];
                return new(
                    NarrativeReader.NarratedOf(publication, indicator), GapKind.NoValue, scope.LastOf(area.Id), Missing: missing, Status: scope.PointOf(area.Id, missing).Status);
            }
        }

        return null;
    }

    private static DateOnly DayOf(Publication publication) => DateOnly.FromDateTime(publication.Manifest.CreatedAt.UtcDateTime);

    /// <param name="Scope">The indicator in the frequency in which it is told.</param>
    /// <param name="Question">Whether it has changed.</param>
    /// <param name="Newest">The indicator in the frequency that reaches furthest.</param>
    private sealed record Opened(SeriesScope Scope, ChangeQuestion Question, SeriesScope Newest);
}

/// <summary>A briefing before it is written.</summary>
/// <param name="Publication">What it is made from.</param>
/// <param name="Area">The area.</param>
/// <param name="Period">The asked period, or null.</param>
/// <param name="Selection">What it says.</param>
/// <param name="Gaps">What is missing, late or awaiting data, in the order of the catalogue.</param>
public sealed record Briefing(Publication Publication, Area Area, Period? Period, BriefingSelection Selection, IReadOnlyList<BriefingGap> Gaps)
{
    /// <summary>Label of the municipal division of its figures.</summary>
    public string Division { get; init; } = PublishedSlice.Current;
}
