namespace Insight.Api.Narrative;

/// <summary>Makes sentences and briefings part of the server; needs the parts of comparison.</summary>
internal static class NarrativeParts
{
    /// <summary>Adds what sentences are written with.</summary>
    public static void AddNarrative(this IServiceCollection services)
    {
        services.AddSingleton<NarrativeReader>();
        services.AddSingleton<NarrativeEndpoint>();
        services.AddSingleton<BriefingReader>();
        services.AddSingleton<BriefingEndpoint>();
    }

    /// <summary>Maps their resources.</summary>
    public static void MapNarrative(this IServiceProvider services, IEndpointRouteBuilder routes)
    {
        services.GetRequiredService<NarrativeEndpoint>().Map(routes);
        services.GetRequiredService<BriefingEndpoint>().Map(routes);
    }
}
