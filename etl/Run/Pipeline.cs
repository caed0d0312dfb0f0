using Insight.Etl.Landing;
using Insight.Etl.Loading;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Drift;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Run;

/// <summary>
/// The path of a datum as one run: fetch each source, stage, check and load it, then compute what changed, verify and publish. A source
/// that fails does not stop the others; what it failed at is told and nothing of it is loaded.
/// </summary>
public sealed class Pipeline
{
    /// <summary>How soon a run notices that it is to stop.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly Workplace place;
    private readonly string? wrongFiles;

    /// <summary>A pipeline that works with the sources and definitions as they are now; where files are wrong, as they were right last.</summary>
    public Pipeline(Workplace place)
    {
        wrongFiles = place.Live.Look(onlySettled: false);
        this.place = place.Held();
    }

    /// <summary>Runs the given sources; the outcome is also written into the run's log.</summary>
    /// <param name="run">A queued run.</param>
    /// <param name="watcher">Sees every line of progress, or null.</param>
    /// <param name="options">What to do.</param>
    /// <exception cref="WarehouseBusyException">Another process has the warehouse; what was fetched has landed. The run is told as failed.</exception>
    public async Task<Warehouse.Operations.Run> ExecuteAsync(
        Warehouse.Operations.Run run, Action<ProgressLine>? watcher, PipelineOptions options, CancellationToken cancellationToken)
    {
        var progress = new RunProgress(place.Runs, run.Id, watcher);
        if (!place.Runs.Start(run.Id))
        {
            return place.Runs.Find(run.Id)!;
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = new CancellationTokenSource();
        var watching = WatchForCancelAsync(run.Id, stopping, done.Token);
        try
        {
            var (state, message, publication) = await ExecuteAsync(run, progress, options, stopping.Token).ConfigureAwait(false);
            if (options.Publish)
            {
                place.Alerts.Set(Alerts.Failed, "", []);
            }

            return Finish(run, progress, state, message, publication);
        }
        catch (OperationCanceledException)
        {
            var who = place.Runs.CancelledBy(run.Id) is { } name ? $"Cancelled by {name}" : "Cancelled";
            return Finish(run, progress, RunState.Cancelled, who + "; what had been loaded before stays, nothing was half loaded.", null);
        }
        catch (Exception e)
        {
            Finish(run, progress, RunState.Failed, e.Message, null);
            if (e is not WarehouseBusyException)
            {
                place.Alerts.Set(Alerts.Failed, "", [e.Message]);
            }

            if (!Faults.AreExpected(e) || e is WarehouseBusyException)
            {
                throw;
            }

            return place.Runs.Find(run.Id)!;
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    /// <summary>Whoever asks a run to stop does so in the operations store, from whichever process; the one that runs it looks there.</summary>
    private async Task WatchForCancelAsync(string run, CancellationTokenSource work, CancellationToken done)
    {
        while (!done.IsCancellationRequested && !work.IsCancellationRequested)
        {
            if (place.Runs.CancelledBy(run) is not null)
            {
                await work.CancelAsync().ConfigureAwait(false);
                return;
            }

            await Task.Delay(LookEvery, place.Clock, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(RunState State, string Message, string? Publication)> ExecuteAsync(
        Warehouse.Operations.Run run, RunProgress progress, PipelineOptions options, CancellationToken cancellationToken)
    {
        if (wrongFiles is not null)
        {
            progress.Say("check", null, wrongFiles);
        }

        var failed = new List<string>();
        var sources = run.Sources.Select(id => place.Sources.Find(id) with { Periods = options.Periods, LastGood = MappingBook.Read(place.Folder.Landing, id) }).ToList();
        var fetched = options.Fetch ? await FetchAllAsync(sources, progress, failed, cancellationToken).ConfigureAwait(false) : sources;
        if (!options.Load)
        {
            return Outcome(failed, fetched.Count > 0 ? "Landed." : "Nothing landed.", anythingNew: fetched.Count > 0, null);
        }

        using var session = await OpenAsync(run, progress, options.WaitForWarehouse, cancellationToken).ConfigureAwait(false);
        place.Runs.MarkInterrupted(run.Id);
        var loading = new SourceLoading(place, session, progress);
        var changed = false;
        foreach (var source in fetched)
        {
            cancellationToken.ThrowIfCancellationRequested();
            changed |= Attempt(source, progress, failed, () => loading.Load(source, options.Reload, cancellationToken));
        }

        if (!options.Publish)
        {
            return Outcome(failed, changed ? "Loaded." : "Nothing new.", changed, null);
        }

        var outcome = new Publishing(place, session, progress).ComputeAndPublish(cancellationToken);
        var isNew = outcome.Published is not null || outcome.IsNewCandidate || (outcome.Waiting is not null && changed);
        return Outcome(failed, isNew || outcome.Waiting is not null ? outcome.Message : "Nothing new.", isNew, outcome.Published);
    }

    private async Task<WarehouseSession> OpenAsync(Warehouse.Operations.Run run, RunProgress progress, bool waits, CancellationToken cancellationToken)
    {
        for (var hasSaid = false; ; hasSaid = true)
        {
            try
            {
                return WarehouseSession.Open(place.Folder, $"insight run {string.Join(' ', run.Sources)}", place.Clock);
            }
            catch (WarehouseBusyException e) when (waits)
            {
                if (!hasSaid)
                {
                    progress.Say("load", null, $"Waits: {e.Message}");
                }

                await Task.Delay(LookEvery, place.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<List<SourceDefinition>> FetchAllAsync(
        List<SourceDefinition> sources, RunProgress progress, List<string> failed, CancellationToken cancellationToken)
    {
        var fetched = new List<SourceDefinition>();
        foreach (var source in sources.Where(source => HasSomethingToFetch(source, progress)))
        {
            try
            {
                await new SourceFetching(place, progress).FetchAsync(source, cancellationToken).ConfigureAwait(false);
                fetched.Add(source);
            }
            catch (Exception e) when (Faults.AreExpected(e))
            {
                Tell(source, "fetch", e, progress, failed);
            }
        }

        return fetched;
    }

    /// <summary>A source of deliveries that nobody has delivered anything to awaits data; that is no failure.</summary>
    private bool HasSomethingToFetch(SourceDefinition source, RunProgress progress)
    {
        var folder = Path.Combine(place.Folder.Deliveries, source.Id);
        if (source.Origin != "deliveries" || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            return true;
        }

        progress.Say("fetch", source.Id, $"Nothing has been delivered yet; its indicators await data. Put its files into deliveries/{source.Id}/ of the data folder.");
        return false;
    }

    private bool Attempt(SourceDefinition source, RunProgress progress, List<string> failed, Func<bool> load)
    {
        try
        {
            var isNew = load();
            place.Alerts.Set(Alerts.Failed, source.Id, []);
            return isNew;
        }
        catch (Exception e) when (Faults.AreExpected(e))
        {
            Tell(source, "load", e, progress, failed);
            return false;
        }
    }

    private void Tell(SourceDefinition source, string step, Exception fault, RunProgress progress, List<string> failed)
    {
        failed.Add($"{source.Id}: {Brief(fault.Message)}");
        place.Alerts.Set(Alerts.Failed, source.Id, [fault.Message]);
        progress.Say(step, source.Id, "FAILED: " + fault.Message);
        progress.Count("failed-sources", 1);
    }

    /// <summary>What failed and the first finding that says why; the log has all of it.</summary>
    private static string Brief(string message) => string.Join(": ", message.Split('\n', StringSplitOptions.TrimEntries).Take(2));

    private static (RunState State, string Message, string? Publication) Outcome(List<string> failed, string done, bool anythingNew, string? publication) =>
        failed.Count > 0
            ? (RunState.Failed, string.Join(" ", failed) + " " + done, publication)
            : (anythingNew ? RunState.Succeeded : RunState.NothingNew, done, publication);

    private Warehouse.Operations.Run Finish(Warehouse.Operations.Run run, RunProgress progress, RunState state, string message, string? publication)
    {
        place.Runs.Finish(run.Id, state, message, progress.Counts, publication);
        progress.Say("done", null, $"{RunLog.Word(state)}: {message}");
        return place.Runs.Find(run.Id)!;
    }
}

/// <summary>Which parts of the path a run goes.</summary>
/// <param name="Fetch">Ask the sources; without it, load what landed before.</param>
/// <param name="Load">Stage, check and load.</param>
/// <param name="Publish">Compute, verify and publish.</param>
/// <param name="Reload">Stage payloads again that were loaded before.</param>
/// <param name="Periods">Ask the sources for these periods only; null for all that their settings name.</param>
/// <param name="WaitForWarehouse">Wait while another process has the warehouse, instead of failing.</param>
public sealed record PipelineOptions(
    bool Fetch = true, bool Load = true, bool Publish = true, bool Reload = false, ChosenPeriods? Periods = null, bool WaitForWarehouse = false)
{
    /// <summary>The whole path for what was delivered: nobody is there to start it again.</summary>
    public static PipelineOptions Delivered { get; } = new(WaitForWarehouse: true);

    /// <summary>Load again what landed last, without the network, and publish.</summary>
    public static PipelineOptions Replay { get; } = new(Fetch: false, Reload: true);
}
