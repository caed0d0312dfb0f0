using System.Globalization;
using Insight.Etl.Sources;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Corrections;

/// <summary>Reads one item of <c>corrections.yml</c>.</summary>
internal static class CorrectionReader
{
    private static readonly string[] Known =
    [
        "dataset", "area", "period", "breakdowns", "measure", "expect", "value", "status", "reason", "reported_to", "date", "severity",
    ];

    /// <summary>The correction; null, or worthless, when a problem was noted.</summary>
    public static Correction? Read(RuleItem item, SourceDefinition source, List<SourceProblem> problems)
    {
        var fields = item.Fields(problems, Known);
        if (CheckReader.DataSetOf(fields, source) is not { } dataSet)
        {
            return null;
        }

        return new Correction(
            dataSet,
            fields.Text("area"),
            fields.Parsed("period", Period.Year(2000), text => CheckReader.PeriodOf(text, dataSet)),
            Members(fields, dataSet),
            CheckReader.MeasureOf(fields, dataSet),
            fields.Parsed<double?>("expect", null, Figure),
            Right(fields),
            fields.Text("reason"),
            fields.Text("reported_to"),
            fields.Parsed("date", DateOnly.MinValue, Date),
            fields.Has("severity") ? fields.Choice("severity", ["warn", "stop"]) == "warn" ? CheckSeverity.Warn : CheckSeverity.Stop : null,
            item.Place);
    }

    private static IReadOnlyList<string> Members(SourceFields fields, DataSet dataSet)
    {
        var names = dataSet.Breakdowns.Select(b => b.Name).ToArray();
        var within = fields.Within("breakdowns", names.Length == 0 ? ["(none)"] : names);
        if (within is null && names.Length > 0)
        {
            fields.Text("breakdowns");
        }

        return [.. names.Select(name => within?.Text(name) ?? "")];
    }

    /// <summary>The right figure, or that there is none, with the status that the correction gives.</summary>
    private static Measured Right(SourceFields fields)
    {
        var value = fields.Parsed<double?>("value", null, Figure);
        var standard = value is null ? ObservationStatus.NotAvailable : ObservationStatus.Normal;
        var status = fields.Has("status") ? fields.Parsed("status", standard, ObservationStatus.FromCode) : standard;
        if (status.IsMissing != (value is null))
        {
            fields.Wrong(
                "status", $"is '{status.Code}', which does not fit the value.", "A figure has no missing status, and a missing figure has one.");
        }

        return new Measured(value, status);
    }

    /// <summary>A number, or null for the word <c>missing</c>.</summary>
    private static double? Figure(string text) => text == "missing" ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw new FormatException("Write a number with a decimal point, or missing.");

    private static DateOnly Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : throw new FormatException("Write a date such as 2026-11-21.");
}
