using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.Described;

/// <summary>Reads figures of rows: a number, a symbol for why there is none, or both from a column of statuses.</summary>
internal sealed class RowFigures(RowMapping mapping, TextTable table)
{
    private readonly IReadOnlyDictionary<string, string>? statusCodes = mapping.Codes.GetValueOrDefault("status");

    /// <summary>Reads a cell; false, and the row in quarantine, where it is neither a number nor a symbol.</summary>
    /// <param name="value">The column of the figure.</param>
    /// <param name="status">The column of its status, or null.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="figure">What was read.</param>
    public bool TryRead(int value, int? status, string measure, out Measured figure)
    {
        if (mapping.Missing.Count > 0 && mapping.Missing.TryGetValue(table.Delivered(value).Trim(), out figure))
        {
            return true;
        }

        figure = default;
        if (!table.TryNumber(value, out var number) || !TryStatus(status, number is null, out var reason))
        {
            return false;
        }

        figure = new Measured(mapping.Factors.TryGetValue(measure, out var factor) ? number * factor : number, reason);
        return true;
    }

    /// <summary>Without a status, a number is normal and a missing one missing for an unknown reason.</summary>
    private bool TryStatus(int? column, bool isMissing, out ObservationStatus status)
    {
        status = isMissing ? ObservationStatus.Unknown : ObservationStatus.Normal;
        var text = column is { } given ? table.Text(given) : "";
        if (text.Length == 0)
        {
            return true;
        }

        var code = statusCodes?.GetValueOrDefault(text) ?? text;
        status = ObservationStatus.All.FirstOrDefault(s => s.Code == code) ?? status;
        return (status.Code == code && status.IsMissing == isMissing) || table.Refuse(
            column!.Value,
            isMissing ? "not a reason for a missing figure" : "not a reservation on a figure that is there",
            $"leave it empty, or use one of {string.Join(", ", ObservationStatus.All.Where(s => s.IsMissing == isMissing && s.Code.Length > 0).Select(s => s.Code))}");
    }
}
