using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>The municipal division in which values are asked for, and the members with which aggregates are.</summary>
/// <param name="Label"><c>current</c>, <c>as-was</c>, <c>as-delivered</c>, or the day by which an earlier division is called.</param>
/// <param name="Membership"><c>current</c> or <c>at-the-time</c>.</param>
internal sealed record DivisionQuery(string Label, string Membership)
{
    /// <summary>Aggregates have the members of today.</summary>
    public const string CurrentMembers = "current";

    /// <summary>Aggregates have the members of each period.</summary>
    public const string MembersAtTheTime = "at-the-time";

    /// <summary>The parameters.</summary>
    public static readonly IReadOnlyList<OpenApi.Parameter> Parameters =
    [
        new(
            "division",
            "Municipal division: current (today's, for the whole series), a day such as 2015-01-01 (the division of that day), as-was (each period's own) or as-delivered (the producer's). A merged municipality cannot be split again: its former parts have a value only where the producer counted them apart. Default: current.",
            "current"),
        new(
            "membership",
            "Members of regions, networks and the country: current (today's, for the whole series) or at-the-time (those of each period). Default: current; with division=as-was at-the-time.",
            "current")
        { Words = [CurrentMembers, MembersAtTheTime] },
    ];

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="ProblemException">The division is none, or not one that the indicators have.</exception>
    public static DivisionQuery Of(RequestQuery query, Publication publication, IReadOnlyList<PublishedIndicator> indicators) =>
        Named(publication, query.Single("division") ?? Default(indicators), query.OneOf("membership", [CurrentMembers, MembersAtTheTime]));

    /// <summary>Label of the asked division, with the members that belong to it; current where none is asked for.</summary>
    /// <exception cref="ProblemException">The division is none.</exception>
    public static string LabelOf(RequestQuery query, Publication publication) => Named(publication, query.Single("division") ?? PublishedSlice.Current).Label;

    /// <summary>The division of a word: current, as-was, as-delivered or a day.</summary>
    /// <param name="publication">Where there are divisions.</param>
    /// <param name="asked">The word.</param>
    /// <param name="membership">Members of aggregates; null for those that belong to the division.</param>
    /// <exception cref="ProblemException">The word is none of these.</exception>
    public static DivisionQuery Named(Publication publication, string asked, string? membership = null)
    {
        var label = SliceChoice.Label(publication.Divisions, asked) ?? throw BadRequest.Parameter(
            "division",
            asked,
            $"'{BadRequest.Cut(asked)}' is not a municipal division; write current, as-was, as-delivered or a day such as 2015-01-01.",
            [PublishedSlice.Current, DivisionView.AsWas, SliceChoice.AsDelivered, .. publication.Divisions.Spans.SkipLast(1).Select(s => s.Label)]);
        return new(label, membership ?? (label == DivisionView.AsWas ? MembersAtTheTime : CurrentMembers));
    }

    /// <summary>An indicator's slice in the division; null while it awaits data.</summary>
    /// <exception cref="ProblemException">It has values, but none in this division and frequency.</exception>
    public PublishedSlice? SliceOf(Publication publication, PublishedIndicator indicator, Frequency frequency)
    {
        var found = SliceChoice.Find(indicator, publication.Divisions, Label, Membership == MembersAtTheTime, frequency);
        return found is not null || indicator.Slices.Count == 0 ? found : throw Refusal(indicator, frequency);
    }

    /// <summary>
    /// Why an area has no value at all: it is none of the division, or it cannot be split off again from what it is part of today. A position
    /// in ObservationStatus.All, 0 where the division does not say.
    /// </summary>
    public byte WhyMissing(Publication publication, string area)
    {
        if (!publication.Areas.TryById(area, out var known) || known.Level != AreaLevel.Municipality || (known.ValidFrom is null && known.ValidTo is null))
        {
            return 0;
        }

        var span = publication.Divisions.Spans.FirstOrDefault(s => s.Label == Label) ?? publication.Divisions.Current;
        return (byte)ObservationStatus.All.ToList().IndexOf(
            span.Changed.Contains(area) ? ObservationStatus.NotRecalculable : publication.Divisions.Has(span, area) ? ObservationStatus.Unknown : ObservationStatus.NotApplicable);
    }

    private ProblemException Refusal(PublishedIndicator indicator, Frequency frequency)
    {
        var why = Label == SliceChoice.AsDelivered && indicator.DeliveredDivisions.Count > 1
            ? $"; its producers follow several divisions: {string.Join(", ", indicator.DeliveredDivisions)}"
            : "";
        return BadRequest.Contradictory(
            "division", Label, $"{indicator.Id} has no values by {Publication.Word(frequency)} in the division '{Label}'{why}.",
            [.. indicator.Slices.Where(s => s.Division != PublishedSlice.History).Select(s => $"division={s.Division}&frequency={Publication.Word(s.Frequency)}")]);
    }

    /// <summary>The division in which an indicator is shown where none is asked for: the current one where there are values in it.</summary>
    public static DivisionQuery DefaultOf(PublishedIndicator indicator, Frequency frequency)
    {
        var own = indicator.Slices.Where(s => s.Frequency == frequency && s.Division != PublishedSlice.History).ToList();
        return new(own.Exists(s => s.Division == PublishedSlice.Current) || own.Count == 0 ? PublishedSlice.Current : own[0].Division, CurrentMembers);
    }

    /// <summary>The current division, unless the first indicator has values in another one only.</summary>
    private static string Default(IReadOnlyList<PublishedIndicator> indicators) =>
        indicators is [{ Slices: { Count: > 0 } slices }, ..] && slices.All(s => s.Division != PublishedSlice.Current) ? slices[0].Division : PublishedSlice.Current;
}
