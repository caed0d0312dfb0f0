using Insight.Api.Export;
using Insight.Api.Jobs;

namespace Insight.Api.Revisions;

/// <summary>What revisions, changes, exports and their jobs are made of.</summary>
internal static class RevisionSetup
{
    /// <summary>Registers the parts.</summary>
    public static void AddRevisions(this IServiceCollection services)
    {
        services.AddSingleton<ExportWriter>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<JobEndpoints>();
        services.AddSingleton<ExportEndpoint>();
        services.AddSingleton<RevisionsEndpoint>();
        services.AddSingleton<ChangesEndpoint>();
    }

    /// <summary>Maps the resources.</summary>
    public static void MapRevisions(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        services.GetRequiredService<JobEndpoints>().Map(routes);
        services.GetRequiredService<ExportEndpoint>().Map(routes);
        services.GetRequiredService<RevisionsEndpoint>().Map(routes);
        services.GetRequiredService<ChangesEndpoint>().Map(routes);
    }
}
