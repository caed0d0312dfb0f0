using Insight.Api.Export;
using Insight.Api.Feeds;
using Insight.Api.Jobs;
using Insight.Api.Publications;

namespace Insight.Api.Revisions;

/// <summary>What revisions, changes, feeds, exports and their jobs are made of.</summary>
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
        services.AddSingleton<PublicationSummaries>();
        services.AddSingleton<FeedEndpoints>();
    }

    /// <summary>Maps the resources.</summary>
    public static void MapRevisions(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        services.GetRequiredService<JobEndpoints>().Map(routes);
        services.GetRequiredService<ExportEndpoint>().Map(routes);
        services.GetRequiredService<RevisionsEndpoint>().Map(routes);
        services.GetRequiredService<ChangesEndpoint>().Map(routes);
        services.GetRequiredService<FeedEndpoints>().Map(routes);
    }
}
