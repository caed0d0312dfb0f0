using Insight.Api.Areas;
using Insight.Api.Batch;
using Insight.Api.Catalog;
using Insight.Api.Citations;
using Insight.Api.Comparison;
using Insight.Api.Deliveries;
using Insight.Api.Facades;
using Insight.Api.Forecasts;
using Insight.Api.Health;
using Insight.Api.Limits;
using Insight.Api.Lineage;
using Insight.Api.Loads;
using Insight.Api.Narrative;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Api.Revisions;
using Insight.Api.Values;
using Insight.Api.Withdrawals;
using Insight.Indicators.Deliveries;
using Insight.Warehouse;
using Insight.Warehouse.Publications;

namespace Insight.Api.Server;

/// <summary>
/// Puts the server together: what it is made of, the order of its steps, its resources. Whoever starts it adds what loads data.
/// </summary>
public static class ApiServer
{
    private const int LargestBody = 64 * 1024;

    /// <summary>A builder with everything that reading needs.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(ApiSettings.Normalise(args));
        builder.Configuration.AddEnvironmentVariables("INSIGHT_").AddCommandLine(ApiSettings.Normalise(args));
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            builder.WebHost.UseUrls(ApiSettings.DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestBody;
            server.Limits.MaxRequestLineSize = RequestQuery.Longest * 3;
        });
        // Spares a read without bytes before each request; an idle connection holds a block of 4 kB instead.
        builder.WebHost.UseSockets(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);

        // The host's diagnostics say nothing that ProblemAnswers does not, and cost an activity for each request.
        builder.Logging
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting", LogLevel.Warning);
        AddParts(builder.Services, ApiSettings.Of(builder.Configuration, builder.Environment.ContentRootPath));
        builder.Services.AddOpenApiDocument();
        return builder;
    }

    /// <summary>The steps that a request goes through, and the resources.</summary>
    public static void UseInsight(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemAnswers>();
        app.UseMiddleware<HostCheck>();
        app.UseRouting();
        app.UseMiddleware<OpenDataAccess>();
        app.Services.GetRequiredService<FairUse>().Use(app);
        app.Services.GetRequiredService<WithdrawalNotices>().Use(app);
        app.UsePermanentLinks(app.Services.GetRequiredService<PublicationShelf>());
        app.UseMiddleware<DashboardFiles>(DashboardFiles.FindRoot(app.Environment.ContentRootPath));
        app.UseOpenApiDocument();
        var services = app.Services;
        services.GetRequiredService<ValuesEndpoint>().Map(app);
        services.GetRequiredService<BatchEndpoint>().Map(app);
        services.GetRequiredService<AreaEndpoints>().Map(app);
        services.GetRequiredService<CatalogEndpoints>().Map(app);
        services.GetRequiredService<PublicationEndpoints>().Map(app);
        services.GetRequiredService<DifferenceEndpoints>().Map(app);
        services.GetRequiredService<DecisionEndpoints>().Map(app);
        services.GetRequiredService<AuditEndpoint>().Map(app);
        services.GetRequiredService<LineageEndpoint>().Map(app);
        services.MapComparison(app);
        services.MapNarrative(app);
        services.GetRequiredService<DeliveryEndpoints>().Map(app);
        services.GetRequiredService<RunEndpoints>().Map(app);
        services.GetRequiredService<FileEndpoints>().Map(app);
        app.MapForecasts(services);
        app.MapRevisions(services);
        services.GetRequiredService<ScheduleEndpoints>().Map(app);
        services.GetRequiredService<AlertEndpoints>().Map(app);
        app.MapFacades(services);
        services.GetRequiredService<HealthEndpoints>().Map(app);
        services.GetRequiredService<PublicationShelf>().Refresh();
    }

    private static void AddParts(IServiceCollection services, ApiSettings settings)
    {
        var folder = DataFolder.Open(settings.DataFolder);
        services.AddSingleton(settings);
        services.AddSingleton(folder);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new PublicationStore(folder.Lake));
        services.AddSingleton<PublicationShelf>();
        services.AddSingleton<AreaLabels>();
        services.AddSingleton<SliceFiles>();
        services.AddSingleton(
            provider => new SliceCache(settings.SliceBytes - settings.ReadyBytes, provider.GetRequiredService<SliceFiles>().Read));
        services.AddSingleton(new ReadyTexts(settings.ReadyBytes));
        services.AddSingleton(new KeptAnswers(settings.AnswerMegabytes * 1024L * 1024));
        services.AddSingleton<ValuesSelector>();
        services.AddSingleton<ValuesEndpoint>();
        services.AddSingleton<BatchEndpoint>();
        services.AddSingleton<AreaEndpoints>();
        services.AddSingleton<CatalogEndpoints>();
        services.AddSingleton<PublicationEndpoints>();
        services.AddSingleton<DifferenceEndpoints>();
        services.AddSingleton<DecisionEndpoints>();
        services.AddSingleton<AuditEndpoint>();
        services.AddSingleton<LineageEndpoint>();
        services.AddComparison();
        services.AddNarrative();
        services.AddSingleton(provider => new DeliveryCalendar(provider.GetRequiredService<SliceFiles>().LastPeriods, provider.GetRequiredService<SliceFiles>().Periods));
        services.AddSingleton<DeliveryEndpoints>();
        services.AddSingleton<RunEndpoints>();
        services.AddSingleton<FileEndpoints>();
        services.AddSingleton<ScheduleEndpoints>();
        services.AddSingleton<AlertEndpoints>();
        services.AddSingleton<HealthEndpoints>();
        services.AddSingleton<StewardDoor>();
        services.AddRateLimiter(_ => { });
        services.AddSingleton<FairUse>();
        services.AddSingleton<WithdrawalNotices>();
        services.AddForecasts(folder);
        services.AddRevisions();
        services.AddFacades();
    }
}
