using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Run;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Described;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Deliveries;

/// <summary>
/// Takes files that municipalities deliver and observations that systems push: receives them, looks at every row as a run would, keeps what can be
/// loaded among the source's deliveries, and writes it into the book. Loading it is a run's work.
/// </summary>
public sealed class FileIntake(Workplace place)
{
    private const string Deliveries = "deliveries";

    private readonly DeliveryBook book = new(place.Operations, place.Clock);

    /// <summary>The book of deliveries.</summary>
    public DeliveryBook Book => book;

    /// <summary>Most bytes that the source takes.</summary>
    /// <exception cref="IntakeException">There is no such source.</exception>
    public long MostBytes(FileOffer offer) => Source(offer.Source).Limits.MaxBytes;

    /// <summary>Most bytes that the source of the data set takes.</summary>
    /// <exception cref="IntakeException">There is no such data set.</exception>
    public long MostBytes(PushOffer offer) => SourceOf(offer.DataSet).Limits.MaxBytes;

    /// <summary>The files that a source takes from a sender.</summary>
    /// <exception cref="IntakeException">There is no such source.</exception>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(string source, Steward sender) =>
        [.. AllOf(Source(source)).Where(f => (sender.Area is null || f.Area == sender.Area) && (sender.Source is null || sender.Source == source))];

    /// <summary>Takes a file.</summary>
    /// <exception cref="IntakeException">It is not taken; nothing of it is kept.</exception>
    public async Task<IntakeReport> ReceiveAsync(FileOffer offer, Stream body, CancellationToken cancellationToken)
    {
        var source = Source(offer.Source);
        var expected = Expected(source, offer);
        RefuseStranger(offer.Sender, source, expected.Area);
        using var arrival = await Arrival.ReceiveAsync(place.Folder, $"'{expected.Name}' of source '{source.Id}'", source.Limits.MaxBytes, body, place.Clock, cancellationToken).ConfigureAwait(false);
        return await TakeAsync(source, arrival, new Wanted(expected.Name, expected.Name, null, offer.Sender.Name, offer.IsDryRun), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes observations.</summary>
    /// <exception cref="IntakeException">They are not taken; nothing of them is kept.</exception>
    public async Task<IntakeReport> ReceiveAsync(PushOffer offer, Stream body, CancellationToken cancellationToken)
    {
        var source = SourceOf(offer.DataSet);
        if (source.Origin != Deliveries || !place.Connectors.For(source).TakesObservations)
        {
            throw new IntakeException(
                IntakeFault.WrongPlace,
                $"Data set '{offer.DataSet}' belongs to source '{source.Id}' (connector {source.Connector}, origin {source.Origin}); observations are pushed to sources with origin: deliveries and connector described or canonical-csv.");
        }

        RefuseStranger(offer.Sender, source, offer.Sender.Area);
        using var arrival = await Arrival.ReceiveAsync(place.Folder, $"The push to data set '{offer.DataSet}'", source.Limits.MaxBytes, body, place.Clock, cancellationToken).ConfigureAwait(false);
        var name = PushedFile.NameOf(offer.DataSet, place.Clock.GetUtcNow(), arrival.Sha256, offer.Sender.Area);
        return await TakeAsync(source, arrival, new Wanted(name, PushedFile.Stream(offer.DataSet, offer.Sender.Area), offer.ClientKey, offer.Sender.Name, offer.IsDryRun), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IntakeReport> TakeAsync(SourceDefinition source, Arrival arrival, Wanted wanted, CancellationToken cancellationToken)
    {
        if (Before(source, wanted, arrival) is { } known)
        {
            return Known(source, arrival, known);
        }

        var trial = await new Trial(place, source).RunAsync(arrival.Folder, arrival.Path, wanted.Name, cancellationToken).ConfigureAwait(false);
        var report = ReportOf(source, arrival, wanted, trial);
        RefuseUseless(report);
        if (wanted.IsDryRun)
        {
            return report;
        }

        var entry = new DeliveryEntry(
            NewId(arrival), source.Id, wanted.Name, wanted.Stream, arrival.Sha256, arrival.Bytes, place.Clock.GetUtcNow(), wanted.By, wanted.ClientKey,
            report.RowsRead, report.Staged, report.Refused.Count, null)
        { IsOwed = trial.Awaited is null };
        BadRows.Write(place.Folder, entry.Id, report.Refused);
        book.Add(entry, () => arrival.KeepAs(place.Folder, source.Id, wanted.Name));
        return report with { Delivery = entry };
    }

    /// <summary>What has no row that can be used is not kept: whoever sent it would take it for loaded, and it would stand in the place of what was delivered before.</summary>
    private static void RefuseUseless(IntakeReport report)
    {
        var bad = report.Refused.Select(row => row.Line).Distinct().Count();
        if (report is { Staged: 0, RowsRead: > 0 } && bad >= report.RowsRead)
        {
            throw new IntakeException(
                IntakeFault.Refused,
                bad == 1 ? "Its only row was refused; nothing was kept or loaded. Mend it and send it again."
                    : string.Create(CultureInfo.InvariantCulture, $"All {bad:N0} rows were refused; nothing was kept or loaded. Mend them and send it again."),
                report.Refused);
        }
    }

    /// <summary>The earlier delivery that this one repeats: what holds now and has the same bytes, or what the sender called the same.</summary>
    private DeliveryEntry? Before(SourceDefinition source, Wanted wanted, Arrival arrival)
    {
        if (wanted.ClientKey is { } key && book.OfClientKey(source.Id, wanted.Stream, key) is { } called)
        {
            return called.Sha256 == arrival.Sha256
                ? called
                : throw new IntakeException(
                    IntakeFault.KeyReused, $"'{key}' is the name of delivery {called.Id} of {called.At:yyyy-MM-dd HH:mm} UTC, which had other content; give every push a name of its own.");
        }

        return book.Newest(source.Id, wanted.Stream) is { } newest && newest.Sha256 == arrival.Sha256 && wanted.ClientKey is null && IsStillThere(newest) ? newest : null;
    }

    private bool IsStillThere(DeliveryEntry entry) => File.Exists(Path.Combine(place.Folder.Deliveries, entry.Source, entry.Name));

    private IntakeReport Known(SourceDefinition source, Arrival arrival, DeliveryEntry known)
    {
        var load = place.Lake.Current("public")?.Loads.LastOrDefault(l => l.SourceId == source.Id && l.File == known.Name && l.FetchedAt >= known.At);
        var loaded = load is null ? "no load of it is published yet" : string.Create(CultureInfo.InvariantCulture, $"load {load.Number} of {load.LoadedAt:yyyy-MM-dd HH:mm} UTC brought it in");
        return new IntakeReport(
            IntakeState.Known,
            string.Create(CultureInfo.InvariantCulture, $"The same content came before: delivery {known.Id} of {known.At:yyyy-MM-dd HH:mm} UTC by {known.By}; {loaded}. Nothing is loaded again."),
            source.Id, known.Name, arrival.Sha256, arrival.Bytes, known.RowsRead, known.Staged, new Dictionary<string, long>(), BadRows.Read(place.Folder, known), [])
        { Delivery = known, Load = load };
    }

    private static IntakeReport ReportOf(SourceDefinition source, Arrival arrival, Wanted wanted, TrialOutcome trial)
    {
        var refused = trial.Staging is { } staging ? Trial.Of(staging, wanted.Name) : [];
        var (read, staged) = (trial.Staging?.RowsOf.GetValueOrDefault(wanted.Name) ?? 0, trial.InParts + (trial.Staging?.Tables.Sum(t => (long)Enumerable.Range(0, t.RowCount).Count(row => t.Files[t.FileOfRow[row]].Name == wanted.Name)) ?? 0));
        var state = wanted.IsDryRun ? IntakeState.Acceptable : trial.Awaited is null ? IntakeState.Accepted : IntakeState.Waiting;
        var rows = string.Create(CultureInfo.InvariantCulture, $"{refused.Count:N0} row{(refused.Count == 1 ? "" : "s")} refused");
        var message = trial.Awaited is { } awaited ? $"It is right as far as it goes and waits: {awaited}"
            : wanted.IsDryRun ? $"It can be loaded, {rows}; nothing was kept." : $"It was accepted, {rows}.";
        return new IntakeReport(
            state, message, source.Id, wanted.Name, arrival.Sha256, arrival.Bytes, read, staged, trial.Staging?.Ignored ?? new Dictionary<string, long>(), refused,
            trial.Report?.Findings ?? []);
    }

    private SourceDefinition Source(string id) => place.Sources.All.FirstOrDefault(s => s.Id == id)
        ?? throw new IntakeException(IntakeFault.NotFound, $"There is no source '{id}'.", suggestions: [.. place.Sources.All.Select(s => s.Id)]);

    private SourceDefinition SourceOf(string dataSet) => place.Sources.All.FirstOrDefault(s => s.DataSets.Any(d => d.Id == dataSet))
        ?? throw new IntakeException(IntakeFault.NotFound, $"There is no data set '{dataSet}'.", suggestions: [.. place.DataSets.Select(d => d.Id)]);

    private IReadOnlyList<ExpectedFile> AllOf(SourceDefinition source) => source.Origin == Deliveries ? place.Connectors.For(source).ExpectedFiles(source) : [];

    private ExpectedFile Expected(SourceDefinition source, FileOffer offer)
    {
        var all = AllOf(source);
        if (all.Count == 0)
        {
            throw new IntakeException(
                IntakeFault.WrongPlace, $"Source '{source.Id}' takes no files (origin: {source.Origin}); to let municipalities deliver to it, write origin: deliveries in its source.yml.");
        }

        var area = offer.Profile is null ? offer.Sender.Area : place.Areas.TryResolve(offer.Profile, out var found) ? found.Id : offer.Profile;
        var fitting = all.Where(f => (offer.File is null || f.Name == offer.File) && (area is null || f.Area is null || f.Area == area)).ToList();
        return fitting.Count == 1 ? fitting[0] : throw new IntakeException(
            IntakeFault.WrongPlace,
            $"{(fitting.Count == 0 ? $"Source '{source.Id}' expects no such file" : $"Source '{source.Id}' expects several files")}; say which by file= (and profile= for the municipality): {string.Join(", ", (fitting.Count == 0 ? all : fitting).Select(f => f.Name))}.",
            suggestions: [.. (fitting.Count == 0 ? all : fitting).Select(f => f.Name)]);
    }

    private static void RefuseStranger(Steward sender, SourceDefinition source, string? area)
    {
        if ((sender.Source is { } only && only != source.Id) || (sender.Area is { } own && own != area))
        {
            throw new IntakeException(
                IntakeFault.NotAllowed,
                $"The key of '{sender.Name}' delivers {(sender.Area is null ? "files" : $"files of {sender.Area}")}{(sender.Source is null ? "" : $" to source '{sender.Source}'")} only; ask the steward for another key.");
        }
    }

    private string NewId(Arrival arrival) => string.Create(CultureInfo.InvariantCulture, $"{place.Clock.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-{arrival.Sha256[..8]}");

    /// <summary>What is to become of an arrival.</summary>
    private sealed record Wanted(string Name, string Stream, string? ClientKey, string By, bool IsDryRun);
}
