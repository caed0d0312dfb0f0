using Insight.Api.Server;
using Insight.Etl.Commands;
using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Warehouse;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>What a server does beside reading: it runs loads, on their schedules and when asked, and fills an empty data folder at its first start.</summary>
public static class LoadingServer
{
    /// <summary>Adds the worker and the start of runs, unless <c>--no-worker</c> makes this a server that only reads.</summary>
    public static void AddLoads(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["no-worker"] is not (null or "false"))
        {
            return;
        }

        var place = Workplace.Open(builder.Services.SettingsFolder(), TimeProvider.System);
        builder.Services.AddLoadWorker(place);
        builder.Services.AddSingleton(services => new RunStarter(
            [.. place.Sources.All.Select(s => s.Id)], sources => services.GetRequiredService<RunQueue>().Add(sources, "api")));
    }

    /// <summary>Before serving: makes the steward's key where there is none, and loads the bundled sources where nothing was ever published.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        if (app.Services.GetService<Workplace>() is not { } place)
        {
            return;
        }

        ShowNewKey(place);
        if (app.Services.GetRequiredService<ApiSettings>().HasDemo && place.Lake.Pointer("public") is null)
        {
            await FirstLoadAsync(place, app.Lifetime.ApplicationStopping).ConfigureAwait(false);
        }
    }

    private static async Task FirstLoadAsync(Workplace place, CancellationToken cancellationToken)
    {
        Console.WriteLine($"The data folder {place.Folder.Path} is empty: loading the bundled sources.");
        var start = place.Clock.GetTimestamp();
        try
        {
            var run = place.Runs.Queue([.. place.Sources.All.Select(s => s.Id)], "first-start");
            await new Pipeline(place).ExecuteAsync(run, ConsoleProgress.OnOutput().Show, new PipelineOptions(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WarehouseBusyException or RunInProgressException)
        {
            Console.WriteLine($"{e.Message} What it publishes is served as soon as it is there.");
            return;
        }

        Console.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"First load took {place.Clock.GetElapsedTime(start).TotalSeconds:0.0} s. The next start finds everything in place."));
    }

    private static void ShowNewKey(Workplace place)
    {
        if (new StewardKey(place.Operations, place.Folder, place.Clock).EnsureExists() is { } key)
        {
            Console.WriteLine($"The steward's key, shown this once (it also lies in {place.Folder.StewardKeyFile}, readable by you only): {key}");
        }
    }

    private static string SettingsFolder(this IServiceCollection services) =>
        services.Select(s => s.ImplementationInstance).OfType<DataFolder>().Single().Path;
}
