using Insight.Api.Publications;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>Which members of an aggregate have no figure, so that the aggregate has none: the "3/4" by name.</summary>
internal sealed class MissingMembers(Publication publication, DivisionQuery division, AreaLabels labels)
{
    /// <summary>No more are listed; of a country where next to none is there, the count says enough.</summary>
    public const int Most = 40;

    private static readonly byte ZeroDenominator = (byte)ObservationStatus.All.ToList().IndexOf(ObservationStatus.ZeroDenominator);

    /// <summary>The ids in order; empty where they are too many, or where the slice is not in the division in which was added up.</summary>
    public IReadOnlyList<string> Of(Slice slice, string parent, int combination, Period period)
    {
        if (division.Label is not (PublishedSlice.Current or DivisionView.AsWas))
        {
            return [];
        }

        List<string> missing = [.. Members(parent, period).Where(id => Lacks(slice, id, combination, period)).Order(StringComparer.Ordinal)];
        return missing.Count <= Most ? missing : [];
    }

    private IEnumerable<string> Members(string parent, Period period)
    {
        if (division.Membership == DivisionQuery.CurrentMembers)
        {
            return publication.Areas.MembersOf(parent, publication.CurrentDivision);
        }

        var then = publication.Areas.MembersOf(parent, period.FirstDay);
        return division.Label == DivisionView.AsWas
            ? then
            : then.SelectMany(id => publication.Areas.Map(id, period.FirstDay, publication.CurrentDivision)).Select(target => target.Area).Distinct();
    }

    private bool Lacks(Slice slice, string id, int combination, Period period)
    {
        var index = slice.Axes.IndexOf(period);
        var cell = index < 0 ? -1 : slice.Series(slice.Axes.PositionOf(labels.NumberOf(id)), combination).Cell(index);
        return cell < 0 || (double.IsNaN(slice.Values[cell]) && slice.Status(cell) != ZeroDenominator);
    }
}
