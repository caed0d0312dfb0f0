using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>
/// Statuses as small numbers within a statement, so that the worst of several is their maximum: 0 is normal, then the place in the list of
/// codes by severity. Generated from <see cref="ObservationStatus.All"/>. Functions and not a step of the statement that is read where codes are
/// turned: each reading would be a join.
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

    /// <summary>Statements that make the two functions with which codes are read as ranks and ranks as codes, in schema <c>ref</c>.</summary>
    public static IReadOnlyList<string> Functions { get; } =
    [
        $"CREATE OR REPLACE MACRO ref.status_rank(code) AS CASE WHEN code IS NULL THEN 0 ELSE COALESCE(ARRAY_POSITION({Codes}, code), 0) END",
        $"CREATE OR REPLACE MACRO ref.status_code(rank) AS ({Codes})[rank]",
    ];

    /// <summary>The codes by rank, as an array.</summary>
    private static string Codes => $"ARRAY[{SqlText.List(Ordered.Select(status => SqlText.Text(status.Code)))}]";

    /// <summary>Rank of a measure's status column; at least unknown where the measure has no number.</summary>
    public static string Encode(string measure) =>
        $"GREATEST(ref.status_rank({SqlText.Name(measure + "_status")}), CASE WHEN {SqlText.Name(measure)} IS NULL THEN {Rank(ObservationStatus.Unknown)} ELSE 0 END)";

    /// <summary>The code of a rank; NULL for normal.</summary>
    public static string Decode(string rank) => $"ref.status_code({rank})";
}
