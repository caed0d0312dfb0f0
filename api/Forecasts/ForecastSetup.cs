using Insight.Warehouse;
using Insight.Warehouse.Forecasts;

namespace Insight.Api.Forecasts;

/// <summary>What forecasting is made of.</summary>
internal static class ForecastSetup
{
    /// <summary>Registers the parts.</summary>
    public static void AddForecasts(this IServiceCollection services, DataFolder folder)
    {
        services.AddSingleton(new ForecastStore(folder.Lake));
        services.AddSingleton<ForecastData>();
        services.AddSingleton<ForecastQueue>();
        services.AddSingleton<ForecastRunner>();
        services.AddSingleton<ForecastEndpoints>();
        services.AddSingleton<AccuracyEndpoint>();
        services.AddSingleton<BacktestEndpoint>();
    }

    /// <summary>Maps the resources.</summary>
    public static void MapForecasts(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        services.GetRequiredService<ForecastEndpoints>().Map(routes);
        services.GetRequiredService<AccuracyEndpoint>().Map(routes);
        services.GetRequiredService<BacktestEndpoint>().Map(routes);
    }
}
