using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Api.Facades.Sdmx;

/// <summary>A series: a flow and a code for each of its dimensions.</summary>
internal sealed record SdmxSeries(SdmxFlow Flow, string[] Codes)
{
    /// <summary>The id of its area as elsewhere here.</summary>
    public required string Area { get; init; }
}

/// <summary>One observation.</summary>
/// <param name="Series">Its series.</param>
/// <param name="Period">Its period.</param>
/// <param name="Value">Its value; NaN where there is none.</param>
/// <param name="Status">Its status, a position in ObservationStatus.All.</param>
/// <param name="IsGone">Whether it is no longer there.</param>
internal readonly record struct SdmxObservation(SdmxSeries Series, Period Period, double Value, byte Status, bool IsGone)
{
    /// <summary>The value of an attribute.</summary>
    public string Attribute(string id) => id switch
    {
        "OBS_STATUS" => ObservationStatus.All[Status].ObsStatus.ToString(),
        "CONF_STATUS" => ObservationStatus.All[Status].ConfStatus.ToString(),
        "UNIT_MEASURE" => Series.Flow.Unit,
        _ => Series.Flow.Indicator.Decimals.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
