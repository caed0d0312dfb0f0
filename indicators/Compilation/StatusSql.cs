using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>
/// Statuses as small numbers within a statement, so that the worst of several is their maximum: 0 is normal, then the place in the list of
/// codes by severity. Generated from <see cref="ObservationStatus.All"/>.
/// </summary>
internal static class StatusSql
{
    private static readonly List<ObservationStatus> Ordered = [.. ObservationStatus.All.Where(status => status.Severity > 0).OrderBy(status => status.Severity)];

    /// <summary>From this rank on there is no number.</summary>
    public static readonly int FirstMissing = Rank(Ordered.First(status => status.IsMissing));

    /// <summary>The ranks in words, for the head of a statement.</summary>
    public static string Legend => string.Join(
        ", ",
        Ordered.Select((status, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1} {status.Code}")));

    /// <summary>The rank of a status; 0 for normal.</summary>
    public static int Rank(ObservationStatus status) => Ordered.IndexOf(status) + 1;

    /// <summary>The codes by rank, as an array.</summary>
    public static string Codes => $"ARRAY[{SqlText.List(Ordered.Select(status => SqlText.Text(status.Code)))}]";

    /// <summary>Rank of a measure's status column; at least unknown where the measure has no number.</summary>
    public static string Encode(string measure)
    {
        var said = $"COALESCE(ARRAY_POSITION((SELECT codes FROM status), {SqlText.Name(measure + "_status")}), 0)";
        return $"GREATEST({said}, CASE WHEN {SqlText.Name(measure)} IS NULL THEN {Rank(ObservationStatus.Unknown)} ELSE 0 END)";
    }

    /// <summary>The code of a rank; NULL for normal.</summary>
    public static string Decode(string rank) => $"(SELECT codes FROM status)[{rank}]";
}
