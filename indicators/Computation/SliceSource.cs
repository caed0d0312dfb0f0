using Insight.Indicators.Compilation;

namespace Insight.Indicators.Computation;

/// <summary>How many rows a slice has, and from when to when.</summary>
/// <param name="IsHistoric">Whether it is the slice of earlier divisions.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Missing">How many of them without a value.</param>
/// <param name="First">Its first period.</param>
/// <param name="Last">Its last period.</param>
/// <param name="From">The first period in which any area has a value.</param>
/// <param name="To">The last one.</param>
internal sealed record SliceSummary(bool IsHistoric, long Rows, long Missing, string First, string Last, string From, string To);

/// <summary>The rows of the slices among the computed rows.</summary>
/// <param name="Marked">A SELECT of all rows in their order (area, breakdowns, period), with the column <c>break</c>.</param>
internal sealed record SliceSource(string Marked)
{
    /// <summary>The condition of rows of areas that were made otherwise in earlier divisions.</summary>
    public static string IsHistoric => $"contains(area, '{HistoricArea.Separator}')";

    /// <summary>A municipality of an earlier division without a figure: its absence says the same.</summary>
    public static string IsLeftOut => $"({IsHistoric} AND value IS NULL AND status IN ('unknown', 'not-recalculable') AND members IS NULL)";

    /// <summary>A SELECT of the rows of one slice, by area, breakdowns, period.</summary>
    public string Rows(bool historic, SliceSummary summary) => $"""
        SELECT * FROM ({Marked}) AS marked
        WHERE {(historic ? $"{IsHistoric} AND NOT {IsLeftOut}" : $"NOT {IsHistoric}")} AND period BETWEEN {SqlText.Text(summary.From)} AND {SqlText.Text(summary.To)}
        """;
}
