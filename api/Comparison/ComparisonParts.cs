namespace Insight.Api.Comparison;

/// <summary>The parts of this room.</summary>
internal static class ComparisonParts
{
    /// <summary>Registers what answers the four questions.</summary>
    public static void AddComparison(this IServiceCollection services)
    {
        services.AddSingleton<SeriesScopes>();
        services.AddSingleton<Vintages>();
        services.AddSingleton<PeerFeatures>();
        services.AddSingleton<PeerSets>();
        services.AddSingleton<PeerPositions>();
        services.AddSingleton<ChangeVerdicts>();
        services.AddSingleton<TargetProgresses>();
        services.AddSingleton<ComparisonEndpoint>();
        services.AddSingleton<ChangeEndpoint>();
        services.AddSingleton<TargetEndpoints>();
        services.AddSingleton<ContributionsEndpoint>();
    }

    /// <summary>Maps the resources.</summary>
    public static void MapComparison(this IServiceProvider services, IEndpointRouteBuilder routes)
    {
        services.GetRequiredService<ComparisonEndpoint>().Map(routes);
        services.GetRequiredService<ChangeEndpoint>().Map(routes);
        services.GetRequiredService<TargetEndpoints>().Map(routes);
        services.GetRequiredService<ContributionsEndpoint>().Map(routes);
    }
}
