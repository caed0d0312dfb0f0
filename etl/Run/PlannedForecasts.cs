using Insight.Indicators.Forecasting.Schedules;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Forecasts;

namespace Insight.Etl.Run;

/// <summary>Brings the forecasts of <c>forecasts.yml</c> up to date with the current publication. Needs no lock: the lake's forecasts are only ever added to.</summary>
public static class PlannedForecasts
{
    /// <summary>Makes those whose values changed.</summary>
    /// <param name="place">The workplace.</param>
    /// <param name="startedBy">schedule or command-line.</param>
    /// <param name="say">Receives a line for each plan: indicator, what happened.</param>
    /// <param name="cancellation">Stops between series.</param>
    /// <returns>How many were made.</returns>
    public static int Refresh(Workplace place, string startedBy, Action<string, string> say, CancellationToken cancellation)
    {
        if (place.Lake.Current("public") is not { } manifest)
        {
            return 0;
        }

        using var connection = new DuckDBConnection("Data Source=:memory:;threads=1");
        connection.Open();
        return new ForecastRefresh(place.Lake, new ForecastStore(place.Folder.Lake), place.Clock, place.CodeVersion)
            .Run(connection, manifest, place.Described.Forecasts, startedBy, say, cancellation);
    }
}
