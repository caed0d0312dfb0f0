using System.Text.Json.Nodes;
using Insight.Api.Comparison;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Indicators.Breaks;
using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Change;
using Insight.Indicators.Narrative;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Narrative;

/// <summary>Gathers from a publication what sentences are written from.</summary>
public sealed class NarrativeReader(
    SeriesScopes scopes, ChangeVerdicts changes, PeerSets peerSets, PeerPositions peers, TargetProgresses targets, SliceFiles files)
{
    private const int NeighbourCount = 10;

    /// <summary>An indicator's totals in a frequency of a division; null where it has none.</summary>
    public Task<SeriesScope?> OpenAsync(Publication publication, PublishedIndicator indicator, Frequency frequency, string division) =>
        scopes.TotalsAsync(publication, indicator, frequency, SampleSizes.NeedComponents(PublishedTraits.Of(indicator)), division);

    /// <summary>The question whether the figure of an area has changed.</summary>
    /// <param name="scope">The indicator.</param>
    /// <param name="area">Area id.</param>
    /// <param name="period">The period; null takes the newest with a value.</param>
    public async Task<ChangeQuestion> QuestionAsync(SeriesScope scope, string area, Period? period) =>
        (await changes.QuestionsAsync(scope, [area], period))[0];

    /// <summary>The facts about a figure as far as they need no other area: change, break, target.</summary>
    /// <param name="scope">The indicator.</param>
    /// <param name="area">The area.</param>
    /// <param name="change">The assessed change.</param>
    /// <param name="isWhole">Whether the figure is that of all (not of men, of a sector …): targets are of the whole.</param>
    public async Task<NarrativeFacts> FactsAsync(SeriesScope scope, Area area, ChangeVerdict change, bool isWhole = true) => new()
    {
        Indicator = NarratedOf(scope.Publication, scope.Indicator.At(change.Now.Period)),
        Area = area,
        Change = change,
        Division = scope.Division,
        BreakReason = ComparableSpan.Concerning(PublishedBreaks.Of(scope.Indicator), scope.WithMembers(area.Id))
            .LastOrDefault(one => one.From <= change.Now.Period.LastDay)?.Reason,
        Target = isWhole ? await TargetAsync(scope, area, change.Now.Period) : null,
    };

    /// <summary>The facts with the date of the data, and with the area's place among its peers, or with its members where it has some.</summary>
    /// <param name="undated">The facts.</param>
    /// <param name="scope">Their indicator.</param>
    /// <param name="asked">The parameter <c>peers</c>; none takes the usual ones of a municipality, and an aggregate's members.</param>
    public async Task<NarrativeFacts> WithOthersAsync(NarrativeFacts undated, SeriesScope scope, IReadOnlyList<string> asked)
    {
        var facts = await Task.Run(() => Dated(undated, scope));
        var (publication, area, period) = (scope.Publication, facts.Area, facts.Change.Now.Period);
        if (asked.Count == 0 && area.Level != AreaLevel.Municipality)
        {
            return facts with { Members = [.. MembersOf(scope, area, period)] };
        }

        var (set, distances) = await peerSets.OfAsync(
            publication, area, period, asked, NeighbourQuery.Read(NeighbourCount, [], publication));
        return facts with
        {
            Peers = await peers.OfAsync(scope, area.Id, period, set, distances),
            PeersArea = set.Area is { } named && publication.Areas.TryById(named, out var found) ? found : null,
        };
    }

    /// <summary>An indicator as sentences need it.</summary>
    public static NarratedIndicator NarratedOf(Publication publication, PublishedIndicator indicator) => new(
        indicator.Id, indicator.Names, indicator.Unit, indicator.Decimals, indicator.Synthetic,
        [.. SourcesOf(indicator).Select(id => publication.Source(id)?.Names ?? new Dictionary<string, string> { ["fi"] = id })]);

    /// <summary>The sources that this version of the definition names; those of all versions where it names none.</summary>
    private static IEnumerable<string> SourcesOf(PublishedIndicator indicator) => (indicator.Definition as JsonObject)?["sources"] is JsonArray { Count: > 0 } named
        ? indicator.Sources.Intersect(named.Select(source => (string?)source ?? ""))
        : indicator.Sources;

    /// <summary>Days after a period's end until an indicator's figures are usually there; null where its definition does not say.</summary>
    public static int? LagOf(PublishedIndicator indicator) => (int?)((indicator.Definition as JsonObject)?["lag_days"]);

    private NarrativeFacts Dated(NarrativeFacts facts, SeriesScope scope)
    {
        var load = files.LoadOf(
            scope.Indicator, scope.Slice, facts.Area.Id, facts.Change.Now.Period.ToString(), [.. scope.Indicator.Breakdowns.Select(name => scope.Breakdown[name])]);
        var dates = DataDates.Of(scope.Publication, scope.Indicator.At(facts.Change.Now.Period), load is { } number ? [number] : []);
        return facts with { Updated = Day(dates.Updated), Loaded = Day(dates.Loaded) };
    }

    private static DateOnly? Day(DateTimeOffset? moment) => moment is { } known ? DateOnly.FromDateTime(known.UtcDateTime) : null;

    private static IEnumerable<MemberFigure> MembersOf(SeriesScope scope, Area area, Period period)
    {
        var day = scope.Division == DivisionView.AsWas ? period.FirstDay : scope.Publication.CurrentDivision;
        foreach (var id in scope.Publication.Areas.MembersOf(area.Id, day))
        {
            if (scope.Publication.Areas.TryById(id, out var member) && member.Level == AreaLevel.Municipality
                && scope.PointOf(id, period).Value is { } value)
            {
                yield return new MemberFigure(member, value);
            }
        }
    }

    /// <summary>The area's next target at or after the period, else its last one; null where it has none.</summary>
    private async Task<TargetProgress?> TargetAsync(SeriesScope scope, Area area, Period period)
    {
        var own = targets.TargetsOf(scope.Publication)
            .Where(target => target.Area == area.Id && target.Indicator == scope.Indicator.Id).OrderBy(target => target.Year).ToList();
        return own.Count == 0
            ? null
            : await targets.OfAsync(scope.Publication, own.Find(target => target.Year >= period.CalendarYear) ?? own[^1], scope.Division ?? PublishedSlice.Current);
    }
}
