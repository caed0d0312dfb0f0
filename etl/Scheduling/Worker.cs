using Insight.Etl.Run;
using Microsoft.Extensions.DependencyInjection;

namespace Insight.Etl.Scheduling;

/// <summary>Puts the worker into a host: the queue of runs, and what starts runs on their schedules.</summary>
public static class Worker
{
    /// <summary>Adds the worker. Sources without a schedule are run by hand only.</summary>
    public static IServiceCollection AddLoadWorker(this IServiceCollection services, Workplace place)
    {
        services.AddSingleton(place);
        services.AddSingleton<RunQueue>();
        services.AddHostedService(s => s.GetRequiredService<RunQueue>());
        services.AddHostedService<ForecastWorker>();
        services.AddHostedService<Scheduler>();
        return services;
    }
}
