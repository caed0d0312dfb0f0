using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Comparison;

/// <summary>Opens indicators as series.</summary>
public sealed class SeriesScopes(SliceCache slices, SliceFiles files, AreaLabels labels)
{
    /// <summary>An indicator with the breakdown members that a request names.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="slice">One of its slices.</param>
    /// <param name="members">Asked members by breakdown; what is not named is its total.</param>
    /// <param name="withComponents">Whether numerators and denominators are needed.</param>
    /// <exception cref="ProblemException">400: an unknown member, or a breakdown without total of which none is named.</exception>
    public async Task<SeriesScope> OpenAsync(
        Publication publication, PublishedIndicator indicator, PublishedSlice slice, IReadOnlyDictionary<string, string> members, bool withComponents)
    {
        var cells = await slices.GetAsync(slice, indicator.Breakdowns);
        var combination = cells.Axes.CombinationOf([.. cells.Axes.Breakdowns.Select((name, b) => MemberOf(members, name, cells.Axes.Members[b]))]);
        return new(
            publication, indicator, slice, cells, Math.Max(0, combination), withComponents ? await files.ComponentsAsync(slice, cells) : null, labels);
    }

    /// <summary>An indicator's totals in a division, called by its label; null where it has no such slice.</summary>
    public async Task<SeriesScope?> TotalsAsync(Publication publication, PublishedIndicator indicator, Frequency frequency, bool withComponents, string division = PublishedSlice.Current) =>
        SliceChoice.Find(indicator, publication.Divisions, division, division == DivisionView.AsWas, frequency) is { } slice
        && await HasTotalsAsync(indicator, slice)
            ? await OpenAsync(publication, indicator, slice, new Dictionary<string, string>(), withComponents)
            : null;

    /// <summary>An indicator's values with the given member of each breakdown; null where the slice lacks one.</summary>
    public async Task<SeriesScope?> FindAsync(
        Publication publication, PublishedIndicator indicator, PublishedSlice slice, IReadOnlyDictionary<string, string> members, bool withComponents = false)
    {
        var axes = (await slices.GetAsync(slice, indicator.Breakdowns)).Axes;
        return axes.Breakdowns.Index().All(b => members.TryGetValue(b.Item, out var member) && axes.Members[b.Index].Contains(member))
            ? await OpenAsync(publication, indicator, slice, members, withComponents)
            : null;
    }

    private async ValueTask<bool> HasTotalsAsync(PublishedIndicator indicator, PublishedSlice slice) =>
        (await slices.GetAsync(slice, indicator.Breakdowns)).Axes.Members.All(known => DefaultMember.Among(known) is not null);

    private static string MemberOf(IReadOnlyDictionary<string, string> asked, string breakdown, string[] known)
    {
        if (asked.TryGetValue(breakdown, out var member))
        {
            return known.Contains(member)
                ? member
                : throw BadRequest.Unknown("member", breakdown, member, NearestNames.Of(member, known), $"{breakdown} has {string.Join(", ", known)}.");
        }

        return DefaultMember.Among(known)
            ?? throw BadRequest.Missing(breakdown, $"{breakdown} has no total; name one of {string.Join(", ", known)}.");
    }
}
