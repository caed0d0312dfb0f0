using Insight.Etl.Sources;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging.Checks;

/// <summary>Reads the checks that compare a delivery with what was known before.</summary>
internal static class HistoryRuleReader
{
    /// <summary>Median absolute deviations that are usual where nothing is said; about one step in ten thousand is further away by chance.</summary>
    private const double StandardTimes = 4;

    /// <summary>The check; null where the kind is another.</summary>
    public static HistoryRule? Read(
        string kind, SourceFields fields, DataSet dataSet, SourceDefinition source, (CheckSeverity Severity, string Why, string Place) common) => kind switch
    {
        "kept" => new KeptRule(dataSet, CheckReader.Whole(fields, "max") ?? 0, common.Severity, common.Why, common.Place),
        "shrunk" => new ShrunkRule(
            dataSet, CheckReader.MeasureOf(fields, dataSet), LevelOf(fields), CheckReader.Whole(fields, "max") ?? 0, common.Severity, common.Why, common.Place),
        "magnitude" => new MagnitudeRule(
            dataSet, CheckReader.MeasureOf(fields, dataSet), CheckReader.Number(fields, "times") ?? StandardTimes, CheckReader.Number(fields, "least"), common.Severity, common.Why, common.Place),
        "arrival" => Arrival(fields, dataSet, source, common),
        _ => null,
    };

    private static AreaLevel LevelOf(SourceFields fields) => fields.Has("level")
        ? CheckReader.Levels.GetValueOrDefault(fields.Choice("level", [.. CheckReader.Levels.Keys]), AreaLevel.Municipality)
        : AreaLevel.Municipality;

    private static ArrivalRule Arrival(SourceFields fields, DataSet dataSet, SourceDefinition source, (CheckSeverity Severity, string Why, string Place) common)
    {
        var lag = CheckReader.Whole(fields, "lag_days") ?? source.Schedule?.LagDays;
        if (lag is null && !fields.Has("ended"))
        {
            fields.Wrong("lag_days", "is missing, and so is that of the schedule in source.yml.", "Say how many days after the end of a period its figures are expected.", "SRC002");
        }

        return new ArrivalRule(
            dataSet, lag ?? 0, (int)fields.Count("every", 1), CheckReader.PeriodOf(fields, "ended", dataSet), common.Severity, common.Why, common.Place);
    }
}
