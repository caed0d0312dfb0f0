using Insight.Warehouse.Observations;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>
/// The points by which tables say why a number is missing: <c>.</c> it cannot be, <c>..</c> not available, <c>...</c> confidential, <c>....</c> a part of
/// an area or period is missing.
/// </summary>
internal static class PxSymbol
{
    /// <summary>How many symbols there are.</summary>
    public const int Count = 4;

    private static readonly int[] Points = [.. ObservationStatus.All.Select(PointsOf)];

    /// <summary>The symbol of a cell without a number.</summary>
    public static string Of(byte status) => new('.', Points[status]);

    private static int PointsOf(ObservationStatus status) => status switch
    {
        { ObsStatus: 'Q' } => 3,
        _ when status == ObservationStatus.MemberMissing || status == ObservationStatus.PeriodIncomplete => 4,
        { ObsStatus: 'M' or 'H' } => 1,
        _ => 2,
    };
}
