using Insight.Api.Facades.Dcat;
using Insight.Api.Facades.Kolada;
using Insight.Api.Facades.Px;
using Insight.Api.Facades.Sdmx;

namespace Insight.Api.Facades;

/// <summary>The interfaces for which people have clients already.</summary>
internal static class FacadeSetup
{
    /// <summary>Registers what they are made of.</summary>
    public static void AddFacades(this IServiceCollection services)
    {
        services.AddSingleton<PxDesk>();
        services.AddSingleton<Px2Catalogue>();
        services.AddSingleton<Px2Tables>();
        services.AddSingleton<Px2SavedQueries>();
        services.AddSingleton<Px1Tables>();
        services.AddSingleton<PxEndpoints>();
        services.AddSingleton<SdmxReader>();
        services.AddSingleton<SdmxCodelists>();
        services.AddSingleton<SdmxStructures>();
        services.AddSingleton<SdmxEndpoints>();
        services.AddSingleton<KoladaShelf>();
        services.AddSingleton<KoladaEndpoints>();
        services.AddSingleton<DcatEndpoints>();
    }

    /// <summary>Maps their resources.</summary>
    public static void MapFacades(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        services.GetRequiredService<PxEndpoints>().Map(routes);
        services.GetRequiredService<SdmxEndpoints>().Map(routes);
        services.GetRequiredService<KoladaEndpoints>().Map(routes);
        services.GetRequiredService<DcatEndpoints>().Map(routes);
    }
}
