using Insight.Api.Server;
using Insight.Etl.Commands;
using Insight.Etl.Deliveries;
using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Etl.Sources;
using Insight.Warehouse;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

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

        builder.Services.AddSingleton<WorkerHost>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WorkerHost>());
        builder.Services.AddSingleton(services => StarterOf(services.GetRequiredService<WorkerHost>()));
        builder.Services.AddSingleton(services => DeskOf(services.GetRequiredService<WorkerHost>()));
        builder.Services.AddSingleton(services => SourcesOfToday.Of(services.GetRequiredService<WorkerHost>()));
        builder.Services.AddSingleton(services => PayloadLineSearch.Of(() => services.GetRequiredService<WorkerHost>().Place.Value));
        builder.Services.AddSingleton(services => new ScheduleBook(
            services.GetRequiredService<StewardDoor>().Store, () => SourcesOf(services.GetRequiredService<WorkerHost>()), services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Before serving: makes the steward's key where there is none, and loads the bundled sources where nothing was ever published.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var folder = app.Services.GetRequiredService<DataFolder>();
        if (app.Services.GetService<WorkerHost>() is not { } worker)
        {
            return;
        }

        ShowNewKey(folder);
        var lake = app.Services.GetRequiredService<PublicationStore>();
        if (app.Services.GetRequiredService<ApiSettings>().HasDemo && lake.Pointer("public") is null)
        {
            await FirstLoadAsync(worker.Place.Value, app.Lifetime.ApplicationStopping).ConfigureAwait(false);
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

    private static RunStarter StarterOf(WorkerHost worker) => new(() => SourcesOf(worker), order => worker.Queue.Add(order.Sources, "api", OptionsOf(order), order.AskedBy));

    private static FileDesk DeskOf(WorkerHost worker) => new(() => new FileIntake(worker.Place.Value), (source, by) => worker.Queue.Add([source], "delivery", PipelineOptions.Delivered, by));

    private static IReadOnlyList<string> SourcesOf(WorkerHost worker) => [.. worker.Place.Value.Sources.All.Select(s => s.Id)];

    private static PipelineOptions OptionsOf(RunOrder order) => order.Replay
        ? PipelineOptions.Replay
        : new PipelineOptions(Periods: order.Periods is { } periods ? ChosenPeriods.Parse(periods) : null);

    private static void ShowNewKey(DataFolder folder)
    {
        if (File.Exists(folder.StewardKeyFile))
        {
            return;
        }

        var store = OperationsStore.Open(folder, TimeProvider.System);
        if (new StewardKeys(store, folder, TimeProvider.System).EnsureExists() is { } key)
        {
            Console.WriteLine($"The steward's key, shown this once (it also lies in {folder.StewardKeyFile}, readable by you only): {key}");
        }
    }
}
